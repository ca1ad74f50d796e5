"""Read a calendar, in a process of its own: `python -m rosters.calendars.reading`.

A calendar comes from anywhere. Whatever its rules make of it, this process has so much time and
memory and no more, and nothing else hangs on it. Question and answer are JSON, over the standard
streams; see apart.py.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

CPU_SECONDS = 5
MEMORY_BYTES = 1 << 30
LONGEST = timedelta(days=92)
RULES = {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
TOO_OFTEN = {"SECONDLY", "MINUTELY"}
Found = dict[str, Any]


class Unusable(Exception):
    """An event that can't be used, with the code of its reason."""


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """`events`: uid, summary, people, begin, end; `unusable`: uid, summary, begin, reason."""
    try:
        calendars = icalendar.Calendar.from_ical(question["text"], multiple=True)
    except (ValueError, KeyError, IndexError, TypeError):
        return {"error": "unreadable"}
    if not calendars or any(one.name != "VCALENDAR" for one in calendars):
        return {"error": "unreadable"}
    events = [event for one in calendars for event in one.walk("VEVENT")]
    if len(events) > question["most"]:
        return {"error": "too_many"}
    zones = [zone for one in calendars for zone in one.walk("VTIMEZONE")]
    usable: list[Found] = []
    unusable: list[Found] = []
    for group in _groups(events):
        try:
            usable += _occurrences(group, zones, question)
        except Unusable as problem:
            unusable.append({**_named(group[0]), "reason": str(problem)})
    if len(usable) > question["most"]:
        return {"error": "too_many"}
    return {"events": usable, "unusable": unusable}


def _groups(events: Iterable[Any]) -> Iterator[list[Any]]:
    """An event with its changed occurrences, by UID; those without one stand alone."""
    numbered = [(str(one.get("UID", "")) or f"#{n}", one) for n, one in enumerate(events)]
    for _uid, pairs in groupby(sorted(numbered, key=lambda pair: pair[0]), lambda pair: pair[0]):
        yield [event for _its, event in pairs]


def _occurrences(group: list[Any], zones: list[Any], question: dict[str, Any]) -> list[Found]:
    """What of it falls into the window. Unusable as a whole if one part is."""
    for event in group:
        _expect_usable(event)
    part = icalendar.Calendar()
    for component in (*zones, *group):
        part.add_component(component)
    begin, end = (datetime.fromisoformat(question[name]) for name in ("begin", "end"))
    try:
        found = recurring_ical_events.of(part).between(begin, end)
    except Exception as problem:  # of libraries, on what strangers wrote: any
        raise Unusable("bad_rule") from problem
    here = ZoneInfo(question["zone"])
    found = [one for one in found if str(one.get("STATUS", "")).upper() != "CANCELLED"]
    return [_event(one, here) for one in islice(found, question["most"] + 1)]


def _expect_usable(event: Any) -> None:
    broken = {str(name).upper() for name, _text in event.errors}
    if "DTSTART" not in event or "DTSTART" in broken:
        raise Unusable("no_start")
    if broken & {"DTEND", "DURATION"}:
        raise Unusable("no_end")
    for name in ("DTSTART", "DTEND"):
        _expect_known_zone(event.get(name))
    _expect_end_after_beginning(event)
    if broken & RULES:
        raise Unusable("bad_rule")
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if TOO_OFTEN & {str(one).upper() for one in rule.get("FREQ", [])}:
            raise Unusable("too_often")


def _expect_end_after_beginning(event: Any) -> None:
    if "DTEND" not in event:
        return
    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    # The wall's clock of two zones can't be compared, nor a day with a time.
    if type(begin) is not type(end) or _has_zone(begin) != _has_zone(end) or end < begin:
        raise Unusable("no_end")


def _has_zone(value: date | datetime) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _expect_known_zone(value: Any) -> None:
    """A zone that nobody knows must not pass for the city's."""
    moment = getattr(value, "dt", None) if value is not None else None
    if isinstance(moment, datetime) and moment.tzinfo is None and "TZID" in value.params:
        raise Unusable("no_zone")


def _event(occurrence: Any, here: ZoneInfo) -> Found:
    begin = _moment(occurrence["DTSTART"].dt, here)
    ends = occurrence.get("DTEND")
    end = _moment(ends.dt, here) if ends is not None else begin
    if end <= begin:
        raise Unusable("no_end")
    if end - begin > LONGEST:
        raise Unusable("too_long")
    return {**_named(occurrence), "begin": begin.isoformat(), "end": end.isoformat()}


def _moment(value: date | datetime, here: ZoneInfo) -> datetime:
    """Days and times without a zone are the city's."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value if value.tzinfo is not None else value.replace(tzinfo=here)


def _named(event: Any) -> Found:
    """What tells people which event it is, and whom it may be about."""
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    return {
        "uid": str(event.get("UID", ""))[:255],
        "summary": str(event.get("SUMMARY", ""))[:200],
        "people": [
            {"name": str(getattr(one, "params", {}).get("CN", "")), "address": str(one)}
            for one in attendees[:50]
        ],
        "begin": _as_written(event, "DTSTART"),
    }


def _as_written(event: Any, name: str) -> str:
    value = event.get(name)
    return value.to_ical().decode(errors="replace")[:40] if hasattr(value, "to_ical") else ""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        found = answer(json.load(sys.stdin))
    except (MemoryError, RecursionError):
        found = {"error": "too_heavy"}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
