"""What Celery beat drives. Tasks translate; the services know what to do."""

from __future__ import annotations

from celery import shared_task

from agreements.services.turning import keep_time
from safety_net.core import clock


@shared_task(name="agreements.keep_time")
def keep_agreements_time() -> int:
    """Agreements begin and expire when their time has come; how many did."""
    return keep_time(at=clock.now())
