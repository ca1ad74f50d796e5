"""What Celery beat drives. Tasks translate; the services know what to do."""

from __future__ import annotations

from celery import shared_task

from audit.services import anchoring, checking
from safety_net.core import clock


@shared_task(name="audit.go_on_checking")
def go_on_checking() -> int:
    """A piece of the check that somebody asked for."""
    return checking.go_on(at=clock.now())


@shared_task(name="audit.anchor")
def anchor() -> bool:
    """The daily anchor, if it is due."""
    return anchoring.anchor_if_due(at=clock.now())
