"""Whether a rule is for an incident, and whether two rules can be for the same one. No queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from escalation.definition import Scope
from escalation.states import Traffic

DAYS = 7
HOURS = 24
MINUTES = 60
WEEK = DAYS * HOURS * MINUTES

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What a scope is measured against. `agency` is the one that the run would be about;
    `districts` the codes of all that cover the place, the gu as well as the dong; `at` the moment
    whose day and hour count.
    """

    type: str
    priority: int
    severity: int | None
    agency: int | None
    districts: Collection[str]
    lon: float
    lat: float
    exercise: bool
    at: datetime
    zone: ZoneInfo


def fits(scope: Scope, it: Situation) -> bool:
    """Whether every condition of the scope holds; what is empty fits everything."""
    return next(misfits(scope, it), None) is None


def misfits(scope: Scope, it: Situation) -> Iterator[str]:
    """Which conditions do not hold, the cheapest looked at first."""
    if not _is_of(scope.types, it.type):
        yield "types"
    if not _holds(scope.priorities, it.priority):
        yield "priorities"
    if not _holds(scope.severities, it.severity):
        yield "severities"
    if not _holds(scope.agencies, it.agency):
        yield "agencies"
    if not _is_for(scope.traffic, exercise=it.exercise):
        yield "traffic"
    if scope.districts and set(scope.districts).isdisjoint(it.districts):
        yield "districts"
    if not is_within_hours(scope, it.at.astimezone(it.zone)):
        yield "hours"
    if scope.area is not None and not is_inside(scope.area, it.lon, it.lat):
        yield "area"


def is_within_hours(scope: Scope, local: datetime) -> bool:
    """Hours past midnight belong to the day on which they began."""
    moment, today = f"{local:%H:%M}", local.isoweekday()
    if scope.starts is None or scope.ends is None:
        return not scope.days or today in scope.days
    if scope.starts < scope.ends:
        began, inside = today, scope.starts <= moment < scope.ends
    else:
        began = today if moment >= scope.starts else (today - 2) % DAYS + 1
        inside = moment >= scope.starts or moment < scope.ends
    return inside and (not scope.days or began in scope.days)


def is_inside(area: dict[str, Any], lon: float, lat: float) -> bool:
    """Whether GeoJSON Polygon or MultiPolygon holds the point: a line from it to the east crosses
    the rings, those of holes too, an odd number of times.
    """
    crossed = 0
    for ring in rings_of(area):
        for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                crossed += 1
    return crossed % 2 == 1


def rings_of(area: dict[str, Any]) -> Iterator[Ring]:
    corners = area["coordinates"]
    for polygon in [corners] if area["type"] == "Polygon" else corners:
        yield from polygon


def may_both_fit(one: Scope, other: Scope) -> bool:
    """Whether some incident could be in both, as far as lists and hours tell; districts and areas
    need their shapes (selectors/overlaps.py).
    """
    return (
        _share_types(one.types, other.types)
        and _share(one.priorities, other.priorities)
        and _share(one.severities, other.severities)
        and _share(one.agencies, other.agencies)
        and (one.traffic == other.traffic or Traffic.BOTH in (one.traffic, other.traffic))
        and _share_hours(one, other)
    )


def _is_of(types: Collection[str], code: str) -> bool:
    return not types or code in types or code.partition(".")[0] in types


def _holds(wanted: Collection[int], value: int | None) -> bool:
    return not wanted or value in wanted


def _is_for(traffic: str, *, exercise: bool) -> bool:
    return traffic in (Traffic.BOTH, Traffic.EXERCISE if exercise else Traffic.REAL)


def _share(one: Collection[Any], other: Collection[Any]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def _share_types(one: Collection[str], other: Collection[str]) -> bool:
    if not one or not other:
        return True
    return any(_is_of(one, code) for code in other) or any(_is_of(other, code) for code in one)


def _share_hours(one: Scope, other: Scope) -> bool:
    """Quick where one of them holds always, else minute by minute of a week."""
    if any(not scope.days and scope.starts is None for scope in (one, other)):
        return True
    return not _minutes_of_week(one).isdisjoint(_minutes_of_week(other))


def _minutes_of_week(scope: Scope) -> set[int]:
    first = _minute(scope.starts) if scope.starts else 0
    length = (_minute(scope.ends) - first) % (HOURS * MINUTES) if scope.ends else HOURS * MINUTES
    found: set[int] = set()
    for day in scope.days or range(1, DAYS + 1):
        begin = (day - 1) * HOURS * MINUTES + first
        found.update(minute % WEEK for minute in range(begin, begin + length))
    return found


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * MINUTES + int(minutes)
