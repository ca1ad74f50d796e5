"""Duties as a calendar that other programs read. Times are UTC; people are names, no numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import icalendar


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One duty as the calendar shows it; `uid` stays the same while the duty does."""

    uid: str
    summary: str
    begin: datetime
    end: datetime
    description: str = ""


def calendar(entries: Iterable[Entry], *, name: str, at: datetime) -> bytes:
    """An iCalendar file (RFC 5545) of what was known at `at`."""
    whole = icalendar.Calendar()
    whole.add("PRODID", "-//Safety Net//Rosters//EN")
    whole.add("VERSION", "2.0")
    whole.add("METHOD", "PUBLISH")
    whole.add("X-WR-CALNAME", name)
    whole.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
    for one in entries:
        event = icalendar.Event()
        event.add("UID", one.uid)
        event.add("DTSTAMP", at.astimezone(UTC))
        event.add("DTSTART", one.begin.astimezone(UTC))
        event.add("DTEND", one.end.astimezone(UTC))
        event.add("SUMMARY", one.summary)
        event.add("TRANSP", "TRANSPARENT")
        if one.description:
            event.add("DESCRIPTION", one.description)
        whole.add_component(event)
    text: bytes = whole.to_ical()
    return text
