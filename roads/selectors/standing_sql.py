"""One statement: the land, the sea and the nearest pieces of road of many points."""

from __future__ import annotations

# What is nearest is looked up in degrees, by index, and only then measured in metres; of roads a
# few more are looked up, because a degree to the east is shorter than one to the north. No box
# bounds the search for roads: with one, the planner sorts all that lies in it.
STANDING = """
WITH asked AS MATERIALIZED (
    SELECT k, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS spot,
           ST_Expand(ST_SetSRID(ST_MakePoint(lon, lat), 4326),
                     %(shore)s / (%(degree)s * cos(radians(lat))), %(shore)s / %(degree)s) AS shore
    FROM unnest(%(numbers)s::int[], %(lons)s::float8[], %(lats)s::float8[]) AS asked (k, lon, lat)
), stood AS MATERIALIZED (
    SELECT asked.*, CASE WHEN land.away <= %(shore)s THEN land.part END AS land, sea.away AS sea
    FROM asked
    LEFT JOIN LATERAL (
        SELECT part, ST_DistanceSphere(ST_ClosestPoint(area, spot), spot) AS away
        FROM (
            SELECT part, area FROM roads_ground
            WHERE kind = 'land' AND area && shore ORDER BY area <-> spot, part LIMIT 1
        ) AS nearest
    ) AS land ON true
    LEFT JOIN LATERAL (
        SELECT ST_DistanceSphere(ST_ClosestPoint(area, spot), spot) AS away
        FROM (
            SELECT area FROM roads_ground
            WHERE kind = 'sea' AND area && shore ORDER BY area <-> spot LIMIT 1
        ) AS nearest
    ) AS sea ON true
)
SELECT k, stood.land, sea <= %(shore)s, sea = 0, road.away, road.hindrance,
       road.id, road.source, road.target, road.component, road.metres, road.seconds,
       road.seconds_back, ST_LineLocatePoint(road.line, spot)
FROM stood LEFT JOIN LATERAL (
    SELECT near.*, away,
           away + CASE WHEN cls = 'motorway' THEN %(motorway)s ELSE 0 END AS hindrance
    FROM (
        SELECT * FROM roads_edge AS edge
        WHERE joins AND (edge.land = stood.land OR edge.land IS NULL OR stood.land IS NULL)
        ORDER BY edge.line <-> spot LIMIT 8
    ) AS near, LATERAL (
        SELECT ST_DistanceSphere(ST_ClosestPoint(line, spot), spot) AS away
    ) AS measured
) AS road ON true
ORDER BY k, road.hindrance, road.id
"""
