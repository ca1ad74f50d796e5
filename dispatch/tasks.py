"""What Celery beat drives. Tasks translate; the services know what to do."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task

from dispatch.services.safety import mark_missed
from incidents.services.sharing import mark_overdue
from safety_net.core import clock
from safety_net.core.access import SYSTEM
from safety_net.core.models import KeptAnswer

KEPT_ANSWERS_LAST = timedelta(days=2)


@shared_task(name="dispatch.overdue_hand_overs")
def overdue_hand_overs() -> int:
    """Alarm the senders of hand-overs that nobody answered; how many."""
    return len(mark_overdue(by=SYSTEM, at=clock.now()))


@shared_task(name="dispatch.missed_safety_checks")
def missed_safety_checks() -> int:
    """Tell of crews that did not say that they are well; how many."""
    return len(mark_missed(by=SYSTEM, at=clock.now()))


@shared_task(name="dispatch.forget_kept_answers")
def forget_kept_answers() -> int:
    """Drop answers to idempotent requests that nobody will repeat any more; how many."""
    old = KeptAnswer.objects.filter(at__lt=clock.now() - KEPT_ANSWERS_LAST)
    return old.delete()[0]
