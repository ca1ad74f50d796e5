"""Where points stand: on which land, and at which pieces of road."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.gis.geos import Point
from django.db import connection

from roads.models import TravelRule
from roads.selectors.standing_sql import STANDING

_METRES_PER_DEGREE = 111_320.0
# Nobody stops on a motorway for a house beside it, so another street wins that is as near as this.
_MOTORWAY_METRES = 25.0
# At a crossing a point stands on all the roads that meet there.
_SAME_METRES = 3.0


@dataclass(frozen=True, kw_only=True)
class OnRoad:
    """A piece of road near a point: at `fraction` of its line, `away` metres from the point."""

    edge: int
    source: int
    target: int
    component: int
    metres: float
    seconds: float | None
    seconds_back: float | None
    fraction: float
    away: float


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One point. `land` is None at sea, off the city's land, or where no land is known.

    `roads` are of one component, the nearest first, and hardly farther away than that one.
    """

    point: Point
    land: int | None
    near_sea: bool
    at_sea: bool
    roads: tuple[OnRoad, ...]

    @property
    def component(self) -> int | None:
        """Which part of the road net it stands at."""
        return self.roads[0].component if self.roads else None

    def parted_from(self, other: Standing) -> bool:
        """Whether water is known to lie between the two."""
        if self.land is not None and other.land is not None:
            return self.land != other.land
        return (self.at_sea and self.land is None) or (other.at_sea and other.land is None)


def standing(points: Sequence[Point], rule: TravelRule) -> list[Standing]:
    """In the order of `points`, by one statement. Roads beyond the rule's reach are none."""
    values: dict[str, Any] = {
        "numbers": list(range(len(points))),
        "lons": [point.x for point in points],
        "lats": [point.y for point in points],
        "shore": rule.shore_metres,
        "degree": _METRES_PER_DEGREE,
        "motorway": _MOTORWAY_METRES,
    }
    with connection.cursor() as cursor:
        cursor.execute(STANDING, values)
        rows = cursor.fetchall()
    return [
        _standing(points[k], list(those), rule) for k, those in groupby(rows, key=itemgetter(0))
    ]


def _standing(point: Point, rows: Sequence[Sequence[Any]], rule: TravelRule) -> Standing:
    _, land, near_sea, at_sea, *_ = rows[0]
    # At sea the shore must be close: the reach on land would span a strait.
    farthest = rule.shore_metres if at_sea and land is None else rule.reach_metres
    return Standing(
        point=point,
        land=land,
        near_sea=bool(near_sea),
        at_sea=bool(at_sea),
        roads=tuple(_roads([row[4:] for row in rows], farthest)),
    )


def _roads(rows: Sequence[Sequence[Any]], farthest: float) -> list[OnRoad]:
    """Of rows in the order of hindrance: away, hindrance, and the rest of OnRoad."""
    near = [row for row in rows if row[0] is not None and row[0] <= farthest]
    if not near:
        return []
    least, component = near[0][1], near[0][5]
    return [_road(row) for row in near if row[1] <= least + _SAME_METRES and row[5] == component]


def _road(row: Sequence[Any]) -> OnRoad:
    away, _, edge, source, target, component, metres, seconds, seconds_back, fraction = row
    return OnRoad(
        edge=edge,
        source=source,
        target=target,
        component=component,
        metres=metres,
        seconds=seconds,
        seconds_back=seconds_back,
        fraction=fraction,
        away=away,
    )
