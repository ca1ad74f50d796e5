"""A fortnight as the page draws it: a bar for each day of the city, cut where the duty changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from rosters.calculation.plan import Span
from rosters.calculation.wall import moment, wall_at
from rosters.selectors.outlook import Outlook

A_DAY = timedelta(days=1)
HUES = 6


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a day's bar; `left` and `width` are percent of the day, which may have 23 hours.

    `hue` tells people apart, besides their names; 0 is a gap.
    """

    mark: str
    people: Sequence[User]
    begin: datetime
    end: datetime
    left: float
    width: float
    hue: int
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the city; `now` is where the present moment stands in it, in percent."""

    day: date
    pieces: list[Piece]
    holiday: str
    now: float | None


def fortnight(
    outlook: Outlook, *, days: int, zone: ZoneInfo, holidays: dict[date, str]
) -> list[Day]:
    """From today on, one bar for each day."""
    today = wall_at(outlook.at, zone).date()
    hues = _hues(outlook)
    return [
        _day(outlook, today + number * A_DAY, zone=zone, holidays=holidays, hues=hues)
        for number in range(days)
    ]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return moment(datetime.combine(day, time()), zone)


def _day(
    outlook: Outlook,
    day: date,
    *,
    zone: ZoneInfo,
    holidays: dict[date, str],
    hues: dict[int, int],
) -> Day:
    whole = Span(begin=midnight(day, zone), end=midnight(day + A_DAY, zone))
    return Day(
        day=day,
        pieces=list(_pieces(outlook, whole, hues)),
        holiday=holidays.get(day, ""),
        now=_percent(outlook.at - whole.begin, whole) if whole.holds(outlook.at) else None,
    )


def _pieces(outlook: Outlook, day: Span, hues: dict[int, int]) -> Iterator[Piece]:
    for duty in outlook.duties:
        begin, end = max(duty.begin, day.begin), min(duty.end, day.end)
        if begin < end:
            yield Piece(
                mark=f"at-{begin:%m%d%H%M}",
                people=outlook.named(duty),
                begin=begin,
                end=end,
                left=_percent(begin - day.begin, day),
                width=_percent(end - begin, day),
                hue=hues[duty.people[0]] if duty.people else 0,
                is_now=duty.holds(outlook.at),
            )


def _percent(part: timedelta, day: Span) -> float:
    return 100 * (part / (day.end - day.begin))


def _hues(outlook: Outlook) -> dict[int, int]:
    """A hue for each person who is primary, in the order in which they come."""
    primaries = dict.fromkeys(duty.people[0] for duty in outlook.duties if duty.people)
    return {person: number % HUES + 1 for number, person in enumerate(primaries)}
