"""Have a calendar read by a process that may be ended if it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safety_net.core.errors import Invalid

SECONDS = 10
MOST_EVENTS = 2_000
LARGEST = 500_000
READER = [sys.executable, "-m", "rosters.calendars.reading"]
WRONG = {
    "unreadable": _("This is not a calendar file (iCalendar, .ics)."),
    "too_many": _("The calendar has more than 2,000 events in the coming year."),
    "too_heavy": _("The repetitions of this calendar take too long to work out."),
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One occurrence; `people` are (name, address) of those who take part."""

    uid: str
    summary: str
    people: tuple[tuple[str, str], ...]
    begin: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class Unusable:
    """What can't be used; `reason` is a code, `begin` as it was written."""

    summary: str
    begin: str
    reason: str


def read(
    text: str, *, zone: str, begin: datetime, end: datetime
) -> tuple[list[Event], list[Unusable]]:
    """The occurrences from `begin` to `end`, and what can't be used. Invalid for a bad file."""
    if len(text.encode()) > LARGEST:
        raise Invalid(calendar=_("A calendar file has no more than 500 kB."))
    question = {
        "text": text,
        "zone": zone,
        "begin": begin.isoformat(),
        "end": end.isoformat(),
        "most": MOST_EVENTS,
    }
    found = _asked(question)
    if "error" in found:
        raise Invalid(calendar=WRONG[found["error"]])
    return [_event(one) for one in found["events"]], [_unusable(one) for one in found["unusable"]]


def _asked(question: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            READER,
            input=json.dumps(question),
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return {"error": "too_heavy"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _event(found: dict[str, Any]) -> Event:
    return Event(
        uid=found["uid"],
        summary=found["summary"],
        people=tuple((one["name"], one["address"]) for one in found["people"]),
        begin=datetime.fromisoformat(found["begin"]),
        end=datetime.fromisoformat(found["end"]),
    )


def _unusable(found: dict[str, Any]) -> Unusable:
    return Unusable(summary=found["summary"], begin=found["begin"], reason=found["reason"])
