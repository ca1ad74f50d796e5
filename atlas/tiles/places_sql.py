"""One kind of place in one tile: single points when near, counted groups when far.

Groups are cells of a grid that divides every tile evenly, and a tile carries one cell beyond
each edge, so two neighbouring tiles always agree on a group that lies on their border.
"""

from __future__ import annotations

from atlas.tiles import schema
from atlas.tiles.address import TileAddress
from atlas.tiles.statement import drawn

STATIONS = "station"
DEEPEST = 15  # at this tile zoom (16 on the map) every place stands for itself
_CELLS = {14: 256}  # units: cells of 32 pixels where streets have room for them
_WIDE_CELL = 512  # and of 64 pixels farther out, eight across a tile

_PLACES = """
SELECT id, name_ko, name_en, NULL::text AS class, ST_Transform(point::geometry, 3857) AS spot
FROM atlas_place, tile
WHERE kind = ANY(%(words)s) AND point::geometry && tile.box
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
SELECT COALESCE(ST_AsMVT(part, %(name)s, 4096, 'geom'), ''::bytea)
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


def places(address: TileAddress, *, name: str, words: tuple[str, ...]) -> bytes:
    """Plain MVT with the layer `name` of places whose kind is one of `words`; or empty bytes."""
    rows = _STATIONS if name == STATIONS else _PLACES
    cell = _CELLS.get(address.z, _WIDE_CELL)
    return drawn(
        _STATEMENT.format(rows=rows),
        address,
        cell=cell,
        margin=cell / schema.EXTENT,
        single=address.z >= DEEPEST,
        name=name,
        words=list(words),
    )
