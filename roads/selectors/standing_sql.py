"""One statement: the land, the sea and the nearest pieces of road of many points."""

from __future__ import annotations

# The nearest by degrees are looked up, the nearest by metres are taken: so a few more are asked.
STANDING = """
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
SELECT k, stood.land, sea_metres <= %(shore)s, sea_metres = 0, road.away, road.hindrance,
       road.id, road.source, road.target, road.component, road.metres, road.seconds,
       road.seconds_back, ST_LineLocatePoint(road.line, spot)
FROM stood LEFT JOIN LATERAL (
    SELECT near.*, away,
           away + CASE WHEN cls = 'motorway' THEN %(motorway)s ELSE 0 END AS hindrance
    FROM (
        SELECT * FROM roads_edge AS edge
        WHERE joins AND edge.line && reach
          AND (edge.land = stood.land OR edge.land IS NULL OR stood.land IS NULL)
        ORDER BY edge.line <-> spot LIMIT 8
    ) AS near, LATERAL (
        SELECT ST_Distance(line::geography, spot::geography) AS away
    ) AS measured
) AS road ON true
ORDER BY k, road.hindrance, road.id
"""
