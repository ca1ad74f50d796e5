"""What a person is told and asked."""

from __future__ import annotations

from collections.abc import Sequence

from notify.models import Message
from notify.permissions import messages_of
from notify.states import MessageState
from safety_net.core.access import Viewer

MOST = 100


def inbox(viewer: Viewer, *, only_open: bool) -> list[Message]:
    """The newest first; of what is open, urgent ones before the others."""
    rows = messages_of(viewer)
    if only_open:
        return list(rows.filter(state=MessageState.QUEUED).order_by("-urgent", "-pk")[:MOST])
    return list(rows.order_by("-pk")[:MOST])


def asked_of(messages: Sequence[Message]) -> int:
    """How many of them wait for an answer."""
    return sum(one.is_open and one.asks for one in messages)
