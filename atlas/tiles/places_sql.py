"""One kind of place in one tile: single points when near, counted groups when far.

Groups are cells of a grid that divides every tile evenly, and a tile carries one cell beyond
each edge, so two neighbouring tiles always agree on a group that lies on their border.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from atlas.tiles import schema
from atlas.tiles.address import TileAddress

STATIONS = "station"
_CELL = 512  # units: eight cells, each 64 pixels wide, across a tile
_SINGLE_FROM = 14  # from this tile zoom on (15 on the map) every place stands for itself

_PLACES = """
SELECT id, name_ko, name_en, NULL::text AS class, ST_Transform(point::geometry, 3857) AS spot
FROM atlas_place, tile
WHERE kind = %(kind)s AND point::geometry && tile.box
"""
_STATIONS = """
SELECT station.id, station.name_ko, station.name_en, agency.kind AS class,
       ST_Transform(station.location::geometry, 3857) AS spot
FROM agencies_station AS station
JOIN agencies_agency AS agency ON agency.id = station.agency_id, tile
WHERE station.location::geometry && tile.box
"""

_STATEMENT = """
WITH tile AS (
    SELECT square, ST_XMin(square) AS west, ST_YMin(square) AS south,
           (ST_XMax(square) - ST_XMin(square)) * %(cell)s / 4096.0 AS cell, box
    FROM (SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS square,
                 ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => %(margin)s), 4326)
                     AS box) AS envelope
),
found AS ({rows}),
grouped AS (
    SELECT count(*) AS count, min(id) AS id, min(class) AS class,
           min(NULLIF(name_ko, '')) AS name_ko, min(NULLIF(name_en, '')) AS name_en,
           ST_SetSRID(ST_MakePoint(avg(ST_X(spot)), avg(ST_Y(spot))), 3857) AS spot
    FROM found, tile
    GROUP BY floor((ST_X(spot) - west) / cell), floor((ST_Y(spot) - south) / cell),
             CASE WHEN %(single)s THEN id END
)
SELECT COALESCE(ST_AsMVT(part, %(kind)s, 4096, 'geom'), ''::bytea)
FROM (
    SELECT CASE WHEN count = 1 THEN id END AS id, NULLIF(count, 1)::int AS count,
           CASE WHEN count = 1 THEN class END AS class,
           CASE WHEN count = 1 THEN COALESCE(name_ko, name_en) END AS name,
           CASE WHEN count = 1 THEN name_ko END AS "name:ko",
           CASE WHEN count = 1 THEN name_en END AS "name:en",
           ST_AsMVTGeom(spot, square, 4096, %(cell)s, true) AS geom
    FROM grouped, tile
    ORDER BY count, id
) AS part
WHERE geom IS NOT NULL
"""


def places(address: TileAddress, *, kind: str) -> bytes:
    """Plain MVT with one layer named `kind`; empty bytes where there is none."""
    rows = _STATIONS if kind == STATIONS else _PLACES
    values: dict[str, Any] = {
        "z": address.z,
        "x": address.x,
        "y": address.y,
        "cell": _CELL,
        "margin": _CELL / schema.EXTENT,
        "single": address.z >= _SINGLE_FROM,
        "kind": kind,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT.format(rows=rows), values)
        (tile,) = cursor.fetchone()
    return bytes(tile)
