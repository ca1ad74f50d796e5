"""What Celery beat drives, on a queue of its own. The sentinel drives the same without Celery."""

from __future__ import annotations

from celery import shared_task
from django.db import connection

from notify.services.callbacks import process_left
from notify.services.expiring import expire
from notify.services.falling_back import fall_back
from notify.services.sending import send_due
from safety_net.core import clock

# One sender at a time in Celery's workers, so that a slow provider holds none of the others up.
SENDER = 0x5E4D0001
# A step that goes on for longer is taken up by the next one.
STEP_SECONDS = 5.0


@shared_task(name="notify.send_due")
def send_due_messages() -> int:
    """Send what is due; how many left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SENDER])
        if not cursor.fetchone()[0]:
            return 0
    try:
        return send_due(at=clock.now(), seconds=STEP_SECONDS).sent
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SENDER])


@shared_task(name="notify.fall_back")
def fall_back_messages() -> int:
    """Make sense of callbacks that came too early, and try the next method of whoever waits."""
    process_left(at=clock.now())
    return fall_back(at=clock.now())


@shared_task(name="notify.expire")
def expire_messages() -> int:
    """Close what nobody will answer any more; how many."""
    return expire(at=clock.now())
