"""What Celery beat drives. Tasks translate; the services know what to do."""

from __future__ import annotations

from celery import shared_task

from incidents.services.emergencies import end_overdue
from safety_net.core import clock


@shared_task(name="incidents.end_emergencies")
def end_emergencies() -> int:
    """End emergency accesses whose time is over; how many."""
    return end_overdue(at=clock.now())
