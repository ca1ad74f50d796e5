"""The session engine: Django's own in the database, with a person, a place and an end of its own.

See docs/adr/0019-sessions-that-end.md.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.utils.dateparse import parse_datetime

from accounts.models import Session

# A session that is used is written down that often.
SEEN_SECONDS = 60
# What signing in puts into the session (services/signing_in.py).
ENTRANCE = "entrance"


class SessionStore(DatabaseStore):
    """A session by its key. What is over, or was left alone for too long, is not found."""

    # The middleware writes that somebody is there (accounts/middleware.py).
    sighting_is_due = False

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        due = Case(
            When(seen_at__lt=Now() - timedelta(seconds=SEEN_SECONDS), then=Value(True)),
            default=Value(False),
        )
        rows = Session.kept.standing().annotate(sighting_is_due=due)
        found = rows.filter(session_key=self.session_key).first()
        if found is None:
            self._session_key = None
            return None
        self.sighting_is_due = found.sighting_is_due
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        entrance = data.get(ENTRANCE)
        if entrance and data.get(USER_KEY):
            idle = timedelta(seconds=entrance["idle_seconds"])
            row.user_id = int(data[USER_KEY])
            row.began_at = parse_datetime(entrance["at"])
            row.address, row.agent = entrance["address"], entrance["agent"]
            row.seen_at, row.idle_until = Now(), Now() + idle
        return row

    @classmethod
    def clear_expired(cls) -> None:
        Session.kept.over().delete()


def see(keys: Collection[str]) -> None:
    """These sessions are in use: they may be left alone for as long again."""
    # Each has its own patience: that between its last sighting and its end.
    Session.objects.filter(
        Q(seen_at__lt=Now() - timedelta(seconds=SEEN_SECONDS)), session_key__in=keys
    ).update(seen_at=Now(), idle_until=Now() + (F("idle_until") - F("seen_at")))


def standing_sessions(keys: Collection[str]) -> dict[str, str]:
    """The stored data of those of `keys` that still count, by key. Being asked for is being used.

    An open desk asks for nothing by itself, but it is at work: it must not sign itself out in a
    quiet night. The live hub asks here every other second, so sightings are written rarely.
    """
    if not keys:
        return {}
    if _sightings.are_due():
        see(keys)
    rows = Session.kept.standing().filter(session_key__in=keys)
    return dict(rows.values_list("session_key", "session_data"))


class Sightings:
    """When this process wrote sightings last."""

    def __init__(self) -> None:
        self._next = float("-inf")

    def are_due(self) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + SEEN_SECONDS / 4
        return True


_sightings = Sightings()
