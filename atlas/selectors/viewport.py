"""Places in a frame of the map, as GeoJSON that PostGIS writes in one go."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

# A browser that asks for more wants tiles.
MOST = 5_000

_QUERY = """
SELECT json_build_object(
    'type', 'FeatureCollection',
    'features', coalesce(json_agg(feature ORDER BY id) FILTER (WHERE number <= %(most)s), '[]'),
    'truncated', count(*) > %(most)s)::text
FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS number, json_build_object(
        'type', 'Feature', 'id', 'place-' || id,
        'geometry', ST_AsGeoJSON(point, 7)::json,
        'properties', json_build_object(
            'kind', kind, 'name_ko', name_ko, 'name_en', name_en, 'address', address,
            'source', source, 'attributes', attributes)) AS feature
    FROM atlas_place
    WHERE point::geometry && ST_MakeEnvelope(%(w)s, %(s)s, %(e)s, %(n)s, 4326)
      AND (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s))
    ORDER BY id LIMIT %(most)s + 1
) AS seen
"""


def places_geojson(box: tuple[float, float, float, float], kinds: Sequence[str] = ()) -> str:
    """FeatureCollection of the places inside west, south, east, north; all kinds if none named.

    `truncated` is true when there are more than MOST.
    """
    west, south, east, north = box
    values = {"w": west, "s": south, "e": east, "n": north, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, {**values, "kinds": list(kinds) or None})
        text: str = cursor.fetchone()[0]
    return text
