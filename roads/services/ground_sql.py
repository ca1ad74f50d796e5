"""Land and sea, from the districts and the coast of the city pack."""

from __future__ import annotations

SEA = """
INSERT INTO roads_ground (kind, part, area)
SELECT 'sea', 0, ST_Subdivide(geometry, 96) FROM (
    SELECT geometry FROM atlas_mapfeature
    WHERE layer = 'water' AND cls = 'ocean' AND ST_Dimension(geometry) = 2 ORDER BY id
) AS waters
"""

# Districts often reach out to sea. What the sea leaves of them is land, and thirty metres more, so
# that a quay and the two banks of a canal belong together.
LAND = """
WITH district AS (
    SELECT ST_Union(area) AS area FROM agencies_district
    WHERE (valid_from IS NULL OR valid_from <= %(day)s)
      AND (valid_to IS NULL OR valid_to >= %(day)s)
), sea AS (
    SELECT ST_Union(area) AS area FROM roads_ground WHERE kind = 'sea'
), dry AS (
    SELECT COALESCE(ST_Difference(district.area, sea.area), district.area) AS area
    FROM district, sea
)
INSERT INTO roads_ground (kind, part, area)
SELECT 'land', part, ST_Subdivide(geom, 96)
FROM (
    SELECT row_number() OVER (ORDER BY ST_XMin(geom), ST_YMin(geom), ST_Area(geom)) AS part, geom
    FROM dry, ST_Dump(ST_Buffer(dry.area, 0.0003, 2))
) AS lands
"""

# Without a drawn sea, what lies around the land is taken for it.
SEA_AROUND = """
INSERT INTO roads_ground (kind, part, area)
SELECT 'sea', 0, ST_Subdivide(ST_Difference(
    ST_Expand(ST_SetSRID(ST_Extent(area)::geometry, 4326), 0.3), ST_Union(area)), 96)
FROM roads_ground WHERE kind = 'land' HAVING count(*) > 0
"""

# Without districts, land is what the sea leaves of its own frame.
LAND_BETWEEN = """
INSERT INTO roads_ground (kind, part, area)
SELECT 'land', part, ST_Subdivide(geom, 96)
FROM (
    SELECT row_number() OVER (ORDER BY ST_XMin(geom), ST_YMin(geom), ST_Area(geom)) AS part, geom
    FROM ST_Dump((SELECT ST_Difference(ST_SetSRID(ST_Extent(area)::geometry, 4326), ST_Union(area))
                  FROM roads_ground WHERE kind = 'sea'))
) AS lands
"""
