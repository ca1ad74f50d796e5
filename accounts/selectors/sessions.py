"""Whose sessions there are."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Session

HANDLE_LETTERS = 16
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux")


@dataclass(frozen=True, kw_only=True)
class Open:
    """One session as its person sees it. `handle` names it without being its key."""

    handle: str
    is_this: bool
    browser: str
    address: str
    began_at: datetime | None
    seen_at: datetime | None
    ends_at: datetime


def open_sessions(user_id: int, *, here: str) -> list[Open]:
    """Those that count now, the present one first."""
    rows = Session.kept.standing().filter(user_id=user_id).order_by("-began_at")
    found = [_open(row, here) for row in rows]
    return sorted(found, key=lambda one: not one.is_this)


def key_of(user_id: int, handle: str) -> str:
    """The key of the session with that handle, if it is of this person; "" otherwise."""
    rows = Session.objects.filter(user_id=user_id)
    return next((row.session_key for row in rows if _handle(row) == handle), "")


def _open(row: Session, here: str) -> Open:
    return Open(
        handle=_handle(row),
        is_this=row.session_key == here,
        browser=browser_in(row.agent),
        address=row.address or "",
        began_at=row.began_at,
        seen_at=row.seen_at,
        ends_at=row.expire_date,
    )


def _handle(row: Session) -> str:
    """Who reads the page over a shoulder must not learn a key."""
    return hashlib.sha256(row.session_key.encode()).hexdigest()[:HANDLE_LETTERS]


def browser_in(agent: str) -> str:
    """Browser and system, as far as a User-Agent tells."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for name in SYSTEMS if re.search(name, agent)), "")
    return " · ".join(word for word in (browser, system) if word) or agent[:40]
