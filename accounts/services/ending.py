"""End sessions: one, all others, or all of a person. REST refuses them at once, sockets soon."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from accounts.events import SignedOut
from accounts.models import Session
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, Actor


def end_sessions(
    *, user_id: int, why: str, by: Actor, at: datetime, but: str = "", only: str = ""
) -> int:
    """End the sessions of a person, `only` one or all `but` one; how many there were.

    Without any there is nothing to tell.
    """
    rows = Session.objects.filter(user_id=user_id).exclude(session_key=but)
    if only:
        rows = rows.filter(session_key=only)
    with city_log.change(by=by, at=at) as log:
        ended, _ = rows.delete()
        if ended:
            event = SignedOut(subject_id=user_id, why=why, sessions=ended)
            log.append(event, audience=[AUDITORS])
    return ended


def end_all(user: User) -> None:
    """The account is closed, and whoever closed it tells so: no session of it comes back."""
    Session.objects.filter(user=user).delete()
