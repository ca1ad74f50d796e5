"""What Celery beat drives, on a queue of its own. The sentinel drives the same without Celery."""

from __future__ import annotations

from celery import shared_task

from escalation.engine import checking
from escalation.engine.driving import drive
from escalation.services import canary
from safety_net.core import clock

DRIVER = "celery"


@shared_task(name="escalation.tick")
def tick() -> int:
    """Take every step that is due; how many."""
    return drive(DRIVER).decided


@shared_task(name="escalation.check")
def check() -> int:
    """Look whether all that must hold does; how many faults."""
    return checking.check()


@shared_task(name="escalation.canary")
def canary_flies() -> None:
    """Send the canary out, or receive it."""
    canary.advance(at=clock.now())
