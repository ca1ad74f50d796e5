"""What Celery beat drives. Tasks translate; the services know what to do."""

from __future__ import annotations

from celery import shared_task

from rosters.services.watching import alarm_gaps
from safety_net.core import clock
from safety_net.core.access import SYSTEM


@shared_task(name="rosters.gaps_ahead")
def gaps_ahead() -> int:
    """Alarm the agencies of gaps in the next 14 days; of how many."""
    return alarm_gaps(by=SYSTEM, at=clock.now()).found
