"""The line of one way, piece by piece in the order in which it is driven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from roads.selectors.ramps import PLACE, node_of, ramps_of
from roads.selectors.standing import Standing
from roads.selectors.ways import graph, inside_of
from roads.sphere import LonLat

# The graph is turned round, so the way comes from its end: driven is what it walks, backwards.
_PIECES = """
SELECT way.cost, ST_AsGeoJSON(CASE
    WHEN ramp.start <= ramp.finish THEN ST_LineSubstring(line, ramp.start, ramp.finish)
    WHEN ramp.start > ramp.finish THEN ST_Reverse(ST_LineSubstring(line, ramp.finish, ramp.start))
    WHEN edge.target = way.node THEN line
    ELSE ST_Reverse(line) END, 7)
FROM pgr_dijkstra(%(graph)s, %(place)s::bigint, %(origin)s::bigint, true) AS way
LEFT JOIN unnest(%(ramps)s::bigint[], %(edges)s::bigint[], %(starts)s::float8[],
                 %(finishes)s::float8[]) AS ramp (id, edge, start, finish) ON ramp.id = way.edge
JOIN roads_edge AS edge ON edge.id = COALESCE(ramp.edge, way.edge)
ORDER BY way.path_seq DESC
"""


@dataclass(frozen=True)
class Piece:
    """Part of a way: what it takes, and its line in the direction of driving."""

    seconds: float
    line: tuple[LonLat, ...]


def pieces(start: Standing, place: Standing) -> list[Piece]:
    """By road from `start` to `place`, which stand at the same net; empty where no way leads."""
    return _pieces(start, place, inside_of([start, place])) or _pieces(start, place, "")


def _pieces(start: Standing, place: Standing, inside: str) -> list[Piece]:
    ramps = list(ramps_of(place, {0: start}))
    if not ramps:
        return []
    values: dict[str, Any] = {
        "graph": graph(place, ramps, inside),
        "place": PLACE,
        "origin": node_of(0),
        "ramps": [ramp.id for ramp in ramps],
        "edges": [ramp.edge for ramp in ramps],
        "starts": [ramp.start for ramp in ramps],
        "finishes": [ramp.finish for ramp in ramps],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PIECES, values)
        return [Piece(seconds, _line(shape)) for seconds, shape in cursor.fetchall()]


def _line(shape: str) -> tuple[LonLat, ...]:
    found = orjson.loads(shape)
    spots = found["coordinates"] if found["type"] == "LineString" else [found["coordinates"]]
    return tuple((lon, lat) for lon, lat, *_ in spots)
