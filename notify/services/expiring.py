"""Messages that nobody answered and nobody will: they leave the inbox after a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from notify.models import Message
from notify.services.queueing import settle
from notify.states import MessageState
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

KEPT_OPEN = timedelta(hours=24)
AT_ONCE = 1_000


def expire(*, at: datetime) -> int:
    """Close what has been open for a day; how many."""
    with city_log.change(by=SYSTEM, at=at):
        old = Message.objects.filter(state=MessageState.QUEUED, queued_at__lt=at - KEPT_OPEN)
        locked = old.select_for_update(no_key=True, skip_locked=True).order_by("pk")
        ids = list(locked.values_list("pk", flat=True)[:AT_ONCE])
        Message.objects.filter(pk__in=ids).update(state=MessageState.EXPIRED)
        settle(ids, at=at)
    return len(ids)
