"""The quickest ways to one place: a single search, begun at the place and run backwards.

Units drive *to* the place, so each road is turned round: what the search walks from the place
to a unit is what the unit drives to the place, and one-way streets count the right way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from roads.selectors.ramps import PLACE, Ramp, node_of, origin_of, ramps_of
from roads.selectors.standing import Standing

# Around the box of all points: a way may leave it to go round a hill or a bay.
_LEAST_MARGIN, _MARGIN = 0.03, 0.25

# target and source are exchanged on purpose.
_TURNED_ROUND = """
SELECT id, target AS source, source AS target, COALESCE(seconds, -1) AS cost,
       COALESCE(seconds_back, -1) AS reverse_cost
FROM roads_edge WHERE component = {component}{inside}
"""
_TIMES = """
SELECT way.end_vid, sum(way.cost), sum(COALESCE(edge.metres, ramp.metres, 0))
FROM pgr_dijkstra(%(graph)s, %(place)s::bigint, %(origins)s::bigint[], true) AS way
LEFT JOIN roads_edge AS edge ON edge.id = way.edge
LEFT JOIN unnest(%(ramps)s::bigint[], %(metres)s::float8[]) AS ramp (id, metres)
    ON ramp.id = way.edge
GROUP BY way.end_vid
"""


@dataclass(frozen=True)
class Driven:
    """A way by road, without what lies between a point and its road."""

    seconds: float
    metres: float


def ways(place: Standing, origins: Mapping[int, Standing]) -> dict[int, Driven]:
    """Number of the origin → its way; an origin from which none leads is missing.

    All must stand at roads of the place's component. Numbers are 0 and up.
    """
    found = _search(place, origins, inside_of([place, *origins.values()]))
    missing = {k: stand for k, stand in origins.items() if k not in found}
    if missing:
        found |= _search(place, missing, "")
    return found


def _search(place: Standing, origins: Mapping[int, Standing], inside: str) -> dict[int, Driven]:
    ramps = list(ramps_of(place, origins))
    if not ramps:
        return {}
    values: dict[str, Any] = {
        "graph": graph(place, ramps, inside),
        "place": PLACE,
        "origins": [node_of(k) for k in origins],
        "ramps": [ramp.id for ramp in ramps],
        "metres": [ramp.metres for ramp in ramps],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TIMES, values)
        return {
            origin_of(end): Driven(seconds, metres) for end, seconds, metres in cursor.fetchall()
        }


def graph(place: Standing, ramps: Sequence[Ramp], inside: str) -> str:
    """The statement that pgRouting reads edges from: numbers only, so nothing needs quoting."""
    rows = ", ".join(
        f"({ramp.id}::bigint, {ramp.source}::bigint, {ramp.target}::bigint,"
        f" {ramp.seconds!r}::float8, -1::float8)"
        for ramp in ramps
    )
    roads = _TURNED_ROUND.format(component=place.component, inside=inside)
    return f"{roads} UNION ALL VALUES {rows}"


def inside_of(within: Sequence[Standing]) -> str:
    """The condition that keeps the search near these points."""
    lons = [one.point.x for one in within]
    lats = [one.point.y for one in within]
    margin = max(_LEAST_MARGIN, _MARGIN * max(max(lons) - min(lons), max(lats) - min(lats)))
    box = (min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin)
    return " AND line && ST_MakeEnvelope({!r}, {!r}, {!r}, {!r}, 4326)".format(*box)
