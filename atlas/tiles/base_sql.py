"""One base map tile from the rows of the atlas, in one SQL statement."""

from __future__ import annotations

from atlas.tiles import schema
from atlas.tiles.address import TileAddress
from atlas.tiles.statement import TILE, drawn, strokes

_CHOSEN = """
chosen AS MATERIALIZED (
    SELECT feature.*,
           COALESCE(NULLIF(name_ko, ''), NULLIF(name_en, '')) AS name,
           feature.layer || '/' || feature.cls AS word
    FROM atlas_mapfeature AS feature, tile
    WHERE feature.geometry && tile.box
      AND feature.min_zoom <= %(z)s + 1
      AND feature.layer <> ALL(%(hidden)s)
      AND feature.layer || '/' || feature.cls <> ALL(%(hidden)s)
)
"""

_NAMES = """name, NULLIF(name_ko, '') AS "name:ko", NULLIF(name_en, '') AS "name:en" """

_AREAS = """
SELECT cls AS class, NULLIF(subclass, '') AS subclass, {names}, NULLIF(rank, 0) AS rank,
       {extra} ST_AsMVTGeom(ST_Simplify(area, unit * %(tolerance)s, true), square, 4096,
                    %(margin_units)s, true) AS geom
FROM (SELECT chosen.*, tile.*, ST_Transform(ST_ClipByBox2D(geometry, box), 3857) AS area
      FROM chosen, tile WHERE layer = '{layer}') AS clipped
WHERE greatest(ST_XMax(area) - ST_XMin(area), ST_YMax(area) - ST_YMin(area))
      >= unit * %(smallest)s
ORDER BY clipped.id
"""

_LINES = """
SELECT cls AS class, NULLIF(subclass, '') AS subclass, {names}, {extra}
       ST_AsMVTGeom(ST_Simplify(ST_Transform(line, 3857), unit * %(tolerance)s, true),
                    square, 4096, %(margin_units)s, true) AS geom
FROM (SELECT chosen.*, tile.*, CASE WHEN ST_Dimension(geometry) = 2 THEN ST_Boundary(geometry)
                                    ELSE geometry END AS line
      FROM chosen, tile WHERE layer = '{layer}') AS drawn
ORDER BY drawn.id
"""

_POINTS = """
SELECT cls AS class, NULLIF(subclass, '') AS subclass, {names}, NULLIF(rank, 0) AS rank,
       ST_AsMVTGeom(ST_Transform(ST_PointOnSurface(geometry), 3857), square, 4096, 0, true)
           AS geom
FROM chosen, tile WHERE layer = '{layer}' AND name IS NOT NULL ORDER BY rank, chosen.id
"""

# Streets of one class are one feature: a tile has thousands of pieces and few classes.
_ROADS = """
SELECT cls AS class, subclass, brunnel, NULLIF(oneway, 0) AS oneway,
       ST_AsMVTGeom(ST_Simplify(ST_Transform(lines, 3857), unit * %(tolerance)s, true),
                    square, 4096, %(margin_units)s, true) AS geom
FROM (SELECT cls, NULLIF(subclass, '') AS subclass, NULLIF(brunnel, '') AS brunnel,
             CASE WHEN %(z)s >= 14 THEN oneway ELSE 0 END AS oneway,
             ST_LineMerge(ST_CollectionExtract(ST_Collect(geometry), 2)) AS lines
      FROM chosen
      WHERE layer = 'transportation' AND GeometryType(geometry) IN ('LINESTRING', 'MULTILINESTRING')
        AND (word = ANY(%(known)s) OR %(z)s >= 13)
      GROUP BY 1, 2, 3, 4) AS merged, tile
"""

_ROAD_NAMES = """
SELECT cls AS class, ref, name, name_ko AS "name:ko", name_en AS "name:en",
       ST_AsMVTGeom(ST_Simplify(ST_Transform(lines, 3857), unit * %(tolerance)s, true),
                    square, 4096, 0, true) AS geom
FROM (SELECT cls, NULLIF(ref, '') AS ref, name, NULLIF(name_ko, '') AS name_ko,
             NULLIF(name_en, '') AS name_en,
             ST_LineMerge(ST_CollectionExtract(ST_Collect(geometry), 2)) AS lines
      FROM chosen
      WHERE layer IN ('transportation', 'transportation_name')
        AND GeometryType(geometry) IN ('LINESTRING', 'MULTILINESTRING')
        AND (name IS NOT NULL OR ref <> '')
        AND (cls = ANY(%(named)s) OR %(all_named)s)
      GROUP BY 1, 2, 3, 4, 5) AS merged, tile
"""

_HEIGHT = "substring(attributes->>'height' FROM '^\\d{1,3}')::int AS render_height,"
_LEVEL = "substring(attributes->>'admin_level' FROM '^\\d{1,2}$')::int AS admin_level,"
_ENCODED = """COALESCE((
    SELECT ST_AsMVT(part, '{name}', 4096, 'geom') FROM ({rows}) AS part WHERE geom IS NOT NULL
), ''::bytea)"""


def _layer(name: str, rows: str) -> str:
    return _ENCODED.format(name=name, rows=rows)


def _statement() -> str:
    parts = {name: _AREAS.format(names=_NAMES, layer=name, extra="") for name in schema.AREAS}
    parts["building"] = _AREAS.format(names=_NAMES, layer="building", extra=_HEIGHT)
    parts |= {name: _LINES.format(names=_NAMES, layer=name, extra="") for name in schema.LINES}
    parts["boundary"] = _LINES.format(names=_NAMES, layer="boundary", extra=_LEVEL)
    parts |= {"transportation": _ROADS, "transportation_name": _ROAD_NAMES}
    parts |= {name: _POINTS.format(names=_NAMES, layer=name) for name in schema.POINTS}
    layers = " || ".join(_layer(name, rows) for name, rows in parts.items())
    return TILE + _CHOSEN + "SELECT " + layers


def _sea_statement() -> str:
    rows = _AREAS.format(names=_NAMES, layer="water", extra="") + " "
    only_sea = rows.replace("WHERE layer = 'water'", "WHERE word = 'water/ocean'")
    return TILE + _CHOSEN + "SELECT " + _layer("ocean", only_sea)


_EVERYTHING = _statement()
_SEA = _sea_statement()


def everything(address: TileAddress) -> bytes:
    """The whole base map of one tile, plain MVT; empty bytes where the atlas has nothing."""
    return _run(_EVERYTHING, address)


def sea(address: TileAddress) -> bytes:
    """Only the sea, as layer `ocean`, to lie under a base map that has none."""
    return _run(_SEA, address)


def _run(statement: str, address: TileAddress) -> bytes:
    z = address.z
    return drawn(
        statement,
        address,
        **strokes(z),
        smallest=schema.smallest(z),
        hidden=schema.hidden_words(z),
        known=schema.known_words(),
        named=schema.named_roads(z),
        all_named=schema.names_every_road(z),
    )
