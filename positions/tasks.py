"""What Celery beat drives. Tasks translate; the services know what to do."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from positions.services.partitions import drop_days_before, ensure_days
from positions.services.refusing import forget_refused
from safety_net.core import clock

DAYS_AHEAD = 3


@shared_task(name="positions.keep_history")
def keep_history() -> int:
    """Make the days to come, drop those beyond retention; how many were dropped.

    Without it positions go on: ingest makes a day that is missing.
    """
    today = clock.now().date()
    ensure_days(today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
    oldest = today - timedelta(days=settings.SAFETY_NET_POSITION_DAYS)
    return len(drop_days_before(oldest))


@shared_task(name="positions.forget_refused")
def forget_refused_fixes() -> int:
    """Drop refused positions that are old or too many; how many."""
    return forget_refused(at=clock.now())
