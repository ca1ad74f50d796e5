"""The way from one point to another as a line with times: what a simulated unit drives."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.contrib.gis.geos import LineString, Point
from django.db import connection

from roads.models import TravelRule
from roads.selectors.conditions import conditions
from roads.selectors.paths import Piece, pieces
from roads.selectors.standing import Standing, standing
from roads.sphere import LonLat, heading, metres_between
from roads.travel import By

_CROSSINGS = """
SELECT ST_X(node.point), ST_Y(node.point)
FROM roads_node AS node,
     (SELECT ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS point) AS middle
WHERE node.component = %(component)s
  AND node.point && ST_Expand(middle.point, %(metres)s / 80000)
  AND ST_DistanceSphere(node.point, middle.point) < %(metres)s
  AND EXISTS (SELECT FROM roads_edge AS edge WHERE edge.source = node.id AND edge.joins)
ORDER BY node.id LIMIT 400
"""


class NoWay(Exception):
    """No road or ferry leads there."""


@dataclass(frozen=True)
class Moment:
    """Where one is on a way: heading in degrees from north, speed in km/h."""

    lon: float
    lat: float
    heading: float
    kmh: float


@dataclass(frozen=True)
class Route:
    """`spots` (lon, lat) and the `seconds` from the start at which each is passed."""

    spots: tuple[LonLat, ...]
    seconds: tuple[float, ...]
    by: By

    @property
    def duration(self) -> float:
        return self.seconds[-1]

    @property
    def line(self) -> LineString:
        return LineString(*self.spots, srid=4326)

    def at(self, seconds: float) -> Moment:
        """Where one is then; before the start at the start, after the end at the end, standing."""
        after = bisect_right(self.seconds, seconds)
        if after == 0 or after == len(self.spots):
            ends = self.spots[:2] if after == 0 else self.spots[-2:]
            return Moment(*ends[0 if after == 0 else 1], heading(*ends), 0.0)
        one, other = self.spots[after - 1 : after + 1]
        began, lasts = self.seconds[after - 1], self.seconds[after] - self.seconds[after - 1]
        part = (seconds - began) / lasts
        lon = one[0] + (other[0] - one[0]) * part
        lat = one[1] + (other[1] - one[1]) * part
        return Moment(lon, lat, heading(one, other), metres_between(one, other) / lasts * 3.6)


def route(start: Point, end: Point, *, by_water: bool = False) -> Route:
    """The quickest way (points are lon, lat). Raises NoWay where none leads.

    Without roads to drive on, and for what floats, it is a straight line that takes its time.
    """
    known = conditions()
    here, there = standing([start, end], known.rule)
    if by_water:
        if not (here.near_sea and there.near_sea):
            raise NoWay
        return _straight(here, there, known.rule.sea_kmh, "water")
    if known.routed and here.component is not None and here.component == there.component:
        return _by_road(here, there, known.rule)
    if (known.routed and here.roads and there.roads) or here.parted_from(there):
        raise NoWay
    return _straight(here, there, known.rule.kmh / known.rule.detour_factor, "distance")


def crossings_near(point: Point, metres: float) -> list[LonLat]:
    """Crossings from which one gets about by road, in the order of their numbers; a few hundred."""
    found = standing([point], conditions().rule)[0]
    if found.component is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _CROSSINGS,
            {"lon": point.x, "lat": point.y, "metres": metres, "component": found.component},
        )
        return [(lon, lat) for lon, lat in cursor.fetchall()]


def _by_road(here: Standing, there: Standing, rule: TravelRule) -> Route:
    found = pieces(here, there)
    if not found:
        raise NoWay
    # A bit of road that is shorter than PostGIS can draw has no spots, and takes no time either.
    drawn = [piece for piece in found if piece.line]
    first = drawn[0].line[0] if drawn else _spot(there.point)
    last = drawn[-1].line[-1] if drawn else first
    ends = [
        _walk(_spot(here.point), first, rule.off_road_kmh),
        *drawn,
        _walk(last, _spot(there.point), rule.off_road_kmh),
    ]
    return _timed(ends, "road")


def _straight(here: Standing, there: Standing, kmh: float, by: By) -> Route:
    return _timed([_walk(_spot(here.point), _spot(there.point), kmh)], by)


def _walk(one: LonLat, other: LonLat, kmh: float) -> Piece:
    return Piece(metres_between(one, other) * 3.6 / kmh, (one, other))


def _timed(found: Iterable[Piece], by: By) -> Route:
    spots: list[LonLat] = []
    seconds: list[float] = []
    so_far = 0.0
    for piece in found:
        for spot, share in _shares(piece.line):
            moment = so_far + share * piece.seconds
            # Two spots in one instant would be a jump.
            if not spots or (spot != spots[-1] and moment > seconds[-1]):
                spots.append(spot)
                seconds.append(moment)
        so_far += piece.seconds
    if len(spots) == 1:
        spots, seconds = spots * 2, [0.0, 0.0]
    return Route(tuple(spots), tuple(seconds), by)


def _shares(line: Sequence[LonLat]) -> Iterable[tuple[LonLat, float]]:
    """Each spot of a line and the part of it that lies behind."""
    steps = [0.0, *(metres_between(*pair) for pair in pairwise(line))]
    whole, behind = sum(steps) or 1.0, 0.0
    for spot, step in zip(line, steps, strict=True):
        behind += step
        yield spot, behind / whole


def _spot(point: Point) -> LonLat:
    return point.x, point.y
