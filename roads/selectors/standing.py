"""Where points stand: on which land, and at which piece of road."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Point
from django.db import connection

from roads.models import TravelRule

# A degree of longitude shrinks with latitude; a box that is a little too wide does no harm.
_METRES_PER_DEGREE = 111_320.0
# Nobody stops on a motorway for a house beside it, so another street wins that is as near as this.
_MOTORWAY_METRES = 25.0

_STANDING = """
WITH asked AS MATERIALIZED (
    SELECT k, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS spot,
           ST_Expand(ST_SetSRID(ST_MakePoint(lon, lat), 4326),
                     %(shore)s / (%(degree)s * cos(radians(lat))), %(shore)s / %(degree)s) AS shore,
           ST_Expand(ST_SetSRID(ST_MakePoint(lon, lat), 4326),
                     %(reach)s / (%(degree)s * cos(radians(lat))), %(reach)s / %(degree)s) AS reach
    FROM unnest(%(numbers)s::int[], %(lons)s::float8[], %(lats)s::float8[]) AS asked (k, lon, lat)
), stood AS MATERIALIZED (
    SELECT asked.*, ashore.land, sea.far AS sea_metres
    FROM asked
    LEFT JOIN LATERAL (
        SELECT part AS land FROM roads_ground AS ground
        WHERE kind = 'land' AND area && shore
          AND ST_DWithin(area::geography, spot::geography, %(shore)s)
        ORDER BY ST_Distance(area, spot), part LIMIT 1
    ) AS ashore ON true
    LEFT JOIN LATERAL (
        SELECT ST_Distance(area::geography, spot::geography) AS far FROM roads_ground AS ground
        WHERE kind = 'sea' AND area && shore
        ORDER BY 1 LIMIT 1
    ) AS sea ON true
)
SELECT k, stood.land, sea_metres <= %(shore)s, sea_metres = 0,
       road.id, road.source, road.target, road.component, road.metres, road.seconds,
       road.seconds_back, road.fraction, road.away
FROM stood LEFT JOIN LATERAL (
    SELECT near.*, ST_LineLocatePoint(line, spot) AS fraction,
           ST_Distance(line::geography, spot::geography) AS away
    FROM (
        SELECT * FROM roads_edge AS edge
        WHERE joins AND edge.line && reach
          AND (edge.land = stood.land OR edge.land IS NULL OR stood.land IS NULL)
        ORDER BY edge.line <-> spot LIMIT 6
    ) AS near
    ORDER BY ST_Distance(line::geography, spot::geography)
        + CASE WHEN cls = 'motorway' THEN %(motorway)s ELSE 0 END, id
    LIMIT 1
) AS road ON true
"""


@dataclass(frozen=True, kw_only=True)
class OnRoad:
    """The nearest piece of road: `fraction` of its line, `away` metres from the point."""

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
    """One point. `land` is None at sea, off the city's land, or where no land is known."""

    point: Point
    land: int | None
    near_sea: bool
    at_sea: bool
    road: OnRoad | None

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
        "reach": rule.reach_metres,
        "degree": _METRES_PER_DEGREE,
        "motorway": _MOTORWAY_METRES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_standing(point, rows[k], rule) for k, point in enumerate(points)]


def _standing(point: Point, row: Sequence[Any], rule: TravelRule) -> Standing:
    land, near_sea, at_sea, *road = row
    found = _road(road)
    # At sea the shore must be close: the reach on land would span a strait.
    farthest = rule.shore_metres if at_sea and land is None else rule.reach_metres
    if found and found.away > farthest:
        found = None
    return Standing(
        point=point,
        land=land,
        near_sea=bool(near_sea),
        at_sea=bool(at_sea),
        road=found,
    )


def _road(values: Sequence[Any]) -> OnRoad | None:
    names = (
        "edge", "source", "target", "component", "metres", "seconds", "seconds_back", "fraction",
        "away",
    )  # fmt: skip
    if values[0] is None:
        return None
    return OnRoad(**dict(zip(names, values, strict=True)))
