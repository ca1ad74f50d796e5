"""What is swept up each hour."""

from __future__ import annotations

from celery import shared_task

from accounts.models import Attempt
from accounts.services.guarding import WINDOW
from accounts.sessions import SessionStore
from safety_net.core import clock


@shared_task(name="accounts.forget")
def forget() -> None:
    """Sessions that are over, and failures that count no more."""
    SessionStore.clear_expired()
    Attempt.objects.filter(at__lt=clock.now() - WINDOW).delete()
