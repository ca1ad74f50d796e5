"""From the lines of the atlas to crossings and edges, statement by statement.

Roads join where they share a vertex, as in OpenStreetMap. Lines that were cut at the edge of a
tile meet again because ends within a metre of each other are one crossing. All numbers follow the
order of places, so the same map gives the same graph.
"""

from __future__ import annotations

from string import Template

# Lines that are driven. A class that no row of speeds knows is counted, not guessed.
LINES = """
CREATE TEMP TABLE road_line ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY pack, source, external_id, part.path) AS line,
       feature.cls, feature.oneway, road.kmh, road.waiting_seconds,
       ST_RemoveRepeatedPoints(ST_Force2D(part.geom)) AS shape
FROM atlas_mapfeature AS feature
JOIN roads_roadclass AS road ON road.cls = feature.cls AND road.kmh > 0,
     ST_Dump(feature.geometry) AS part
WHERE feature.layer = 'transportation' AND GeometryType(part.geom) = 'LINESTRING'
"""

# The plane is only there to measure a metre: degrees, scaled at the middle of the map.
VERTICES = """
CREATE TEMP TABLE road_vertex ON COMMIT DROP AS
SELECT line, vertex.path[1] AS n, vertex.geom AS point,
       round(ST_X(vertex.geom)::numeric, 6) AS lon, round(ST_Y(vertex.geom)::numeric, 6) AS lat,
       vertex.path[1] IN (1, ST_NPoints(shape)) AS an_end
FROM road_line, ST_DumpPoints(shape) AS vertex
"""

SPOTS = """
CREATE TEMP TABLE road_spot ON COMMIT DROP AS
WITH spot AS (
    SELECT lon, lat, row_number() OVER (ORDER BY lon, lat) AS id
    FROM road_vertex GROUP BY lon, lat HAVING bool_or(an_end) OR count(*) > 1
), middle AS (
    SELECT cos(radians(avg(lat)::float8)) AS narrow FROM spot
), gathered AS (
    SELECT spot.*, ST_ClusterDBSCAN(
        ST_MakePoint(lon::float8 * narrow * 111320, lat::float8 * 111320), %(snap_metres)s, 1
    ) OVER (ORDER BY id) AS heap
    FROM spot, middle
)
SELECT lon, lat, min(id) OVER (PARTITION BY heap) AS node FROM gathered
"""

# A line is cut at each of its crossings.
CUTS = """
CREATE TEMP TABLE road_cut ON COMMIT DROP AS
SELECT line, n, lead(n) OVER along AS until,
       node AS source, lead(node) OVER along AS target
FROM road_vertex JOIN road_spot USING (lon, lat)
WINDOW along AS (PARTITION BY line ORDER BY n)
"""

PIECES = """
CREATE TEMP TABLE road_piece ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY line, n) AS id, source, target, cls, oneway,
       waiting_seconds > 0 AS ferry, shape
FROM (
    SELECT line, cut.n, source, target, ST_MakeLine(vertex.point ORDER BY vertex.n) AS shape
    FROM road_cut AS cut JOIN road_vertex AS vertex USING (line)
    WHERE vertex.n BETWEEN cut.n AND cut.until
    GROUP BY line, cut.n, source, target
) AS piece
JOIN (SELECT line, cls, oneway, waiting_seconds FROM road_line) AS kind USING (line)
WHERE ST_Length(shape) > 0
"""

ENDS = """
CREATE TEMP TABLE road_end ON COMMIT DROP AS
SELECT node, bool_or(NOT ferry) AS on_road, (array_agg(point ORDER BY id))[1] AS point,
       NULL::integer AS land, NULL::integer AS component, false AS joins
FROM (
    SELECT id, ferry, source AS node, ST_StartPoint(shape) AS point FROM road_piece
    UNION ALL
    SELECT id, ferry, target, ST_EndPoint(shape) FROM road_piece
) AS ends
GROUP BY node
"""

LAND_OF_PIERS = """
UPDATE road_end SET land = ground.part FROM roads_ground AS ground
WHERE ground.kind = 'land' AND ST_Covers(ground.area, road_end.point)
  AND EXISTS (SELECT FROM road_end WHERE NOT on_road)
"""

# A pier that no road touches is joined to the nearest crossing of its own land.
PIERS = """
INSERT INTO road_piece (id, source, target, cls, oneway, ferry, shape)
SELECT (SELECT max(id) FROM road_piece) + row_number() OVER (ORDER BY pier.node),
       pier.node, road.node, 'link', 0, false, ST_MakeLine(pier.point, road.point)
FROM road_end AS pier, LATERAL (
    SELECT near.node, near.point FROM road_end AS near
    WHERE near.on_road AND near.land = pier.land
      AND near.point && ST_Expand(pier.point, %(reach_degrees)s)
    ORDER BY near.point <-> pier.point, near.node LIMIT 1
) AS road
WHERE NOT pier.on_road
"""

LINKED = """
UPDATE road_end SET on_road = true FROM road_piece
WHERE road_piece.cls = 'link' AND road_piece.source = road_end.node
"""

COMPONENTS = """
UPDATE road_end SET component = found.component, joins = found.joins
FROM road_found AS found WHERE found.node = road_end.node
"""

NODES = """
INSERT INTO roads_node (id, component, on_road, point)
SELECT node, component, on_road, point FROM road_end ORDER BY node
"""

# Whoever comes by road waits for the boat; whoever changes boats at sea does not.
_TIMES = {
    "ahead": """CASE WHEN piece.oneway >= 0 AND kmh > 0 THEN metres * 3.6 / kmh
        + CASE WHEN one.on_road THEN waiting_seconds ELSE 0 END END""",
    "back": """CASE WHEN piece.oneway <= 0 AND kmh > 0 THEN metres * 3.6 / kmh
        + CASE WHEN other.on_road THEN waiting_seconds ELSE 0 END END""",
}

# Nobody is picked up from a boat, so no address is looked for on a ferry.
EDGES = Template("""
INSERT INTO roads_edge (id, source, target, cls, oneway, metres, seconds, seconds_back, component,
                        land, joins, line)
SELECT piece.id, piece.source, piece.target, piece.cls, piece.oneway, metres,
       $ahead, $back, one.component,
       (SELECT min(part) FROM roads_ground AS ground WHERE ground.kind = 'land'
            AND ST_Covers(ground.area, ST_LineInterpolatePoint(piece.shape, 0.5))),
       one.joins AND other.joins AND NOT piece.ferry, piece.shape
FROM (SELECT *, ST_Length(shape::geography) AS metres FROM road_piece) AS piece
JOIN roads_roadclass AS road USING (cls)
JOIN road_end AS one ON one.node = piece.source
JOIN road_end AS other ON other.node = piece.target
ORDER BY piece.id
""").substitute(_TIMES)

# A short piece on the land of a far longer net, or beside it where no land is known, is a gap in
# the map, such as the lanes of a car park. Its houses would look like an island.
FRAGMENTS = """
WITH net AS (
    SELECT component, sum(metres) AS metres, mode() WITHIN GROUP (ORDER BY land) AS land
    FROM roads_edge GROUP BY component
), short AS (
    SELECT * FROM net WHERE metres < %(fragment_metres)s
), lost AS (
    SELECT short.component FROM short JOIN net USING (land) WHERE net.metres > 10 * short.metres
    UNION
    SELECT short.component
    FROM short
    JOIN roads_edge AS edge USING (component)
    JOIN roads_edge AS near ON near.component <> edge.component
        AND near.line && ST_Expand(edge.line, 0.0015)
    JOIN net ON net.component = near.component AND net.metres > 10 * short.metres
    WHERE short.land IS NULL
      AND ST_DWithin(near.line::geography, edge.line::geography, %(beside_metres)s)
)
UPDATE roads_edge SET joins = false FROM lost WHERE lost.component = roads_edge.component
"""

# A class that is no longer driven keeps its edges, without a time.
TIMES = Template("""
UPDATE roads_edge AS piece SET seconds = $ahead, seconds_back = $back
FROM roads_roadclass AS road, roads_node AS one, roads_node AS other
WHERE road.cls = piece.cls AND one.id = piece.source AND other.id = piece.target
""").substitute(_TIMES)

LEFT_OUT = """
SELECT cls, count(*) FROM atlas_mapfeature
WHERE layer = 'transportation' AND ST_Dimension(geometry) = 1
  AND cls NOT IN (SELECT cls FROM roads_roadclass WHERE kmh > 0)
GROUP BY cls ORDER BY cls
"""
