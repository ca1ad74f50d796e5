"""Borders between districts, and their names, as two layers of a tile."""

from __future__ import annotations

from agencies.models import District
from atlas.tiles.address import TileAddress
from atlas.tiles.statement import TILE, drawn, strokes

_DONG_FROM = 12

# A name stands where the map has a place of that name, else in the middle of the largest part
# (which, for a district with much sea, may be at sea).
# Only a border that two districts share is drawn: the coast speaks for itself.
_STATEMENT = """
chosen AS MATERIALIZED (
    SELECT district.id, level, name_ko, name_en, area,
           ST_ClipByBox2D(ST_Boundary(area), tile.box) AS outline
    FROM agencies_district AS district, tile
    WHERE area && tile.box AND level = ANY(%(levels)s)
      AND (valid_from IS NULL OR valid_from <= now()::date)
      AND (valid_to IS NULL OR valid_to >= now()::date)
),
shared AS (
    SELECT one.level,
           ST_CollectionExtract(ST_Intersection(one.outline, other.outline), 2) AS line
    FROM chosen AS one JOIN chosen AS other
      ON one.level = other.level AND one.id < other.id AND one.outline && other.outline
),
named AS (
    SELECT chosen.*, COALESCE(
        (SELECT place.geometry FROM atlas_mapfeature AS place
         WHERE place.layer = 'place' AND place.name_ko = chosen.name_ko
           AND GeometryType(place.geometry) = 'POINT' AND ST_Covers(area, place.geometry)
         LIMIT 1),
        (SELECT ST_PointOnSurface(part.geom) FROM ST_Dump(area) AS part
         ORDER BY ST_Area(part.geom) DESC LIMIT 1)
    ) AS anchor
    FROM chosen
)
SELECT COALESCE((
    SELECT ST_AsMVT(part, 'district', 4096, 'geom') FROM (
        SELECT level, ST_AsMVTGeom(
            ST_Simplify(ST_Transform(ST_LineMerge(ST_CollectionExtract(ST_Collect(line), 2)), 3857),
                        unit * %(tolerance)s),
            square, 4096, %(margin_units)s, true) AS geom
        FROM shared, tile WHERE NOT ST_IsEmpty(line) GROUP BY level, unit, square
    ) AS part WHERE geom IS NOT NULL), ''::bytea)
|| COALESCE((
    SELECT ST_AsMVT(part, 'district_name', 4096, 'geom') FROM (
        SELECT level, COALESCE(NULLIF(name_ko, ''), name_en) AS name,
               NULLIF(name_ko, '') AS "name:ko", NULLIF(name_en, '') AS "name:en",
               ST_AsMVTGeom(ST_Transform(anchor, 3857),
                            square, 4096, 0, true) AS geom
        FROM named, tile ORDER BY level DESC, named.id
    ) AS part WHERE geom IS NOT NULL), ''::bytea)
"""


def levels_present() -> list[str]:
    """Of "gu" and "dong" those that the city has."""
    levels = District.objects.order_by().values_list("level", flat=True).distinct()
    return sorted(levels, reverse=True)


def districts(address: TileAddress) -> bytes:
    """Plain MVT with `district` and `district_name`; empty bytes where there are none."""
    levels = ["gu", "dong"] if address.z >= _DONG_FROM else ["gu"]
    return drawn(TILE + _STATEMENT, address, **strokes(address.z), levels=levels)
