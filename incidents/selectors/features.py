"""Incidents as GeoJSON, written by PostgreSQL in one statement.

A serializer takes many times as long for a full viewport: benchmarks/viewport.py.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from incidents.cards import DEGREE_DIGITS
from incidents.models import Incident

# More than a person can look at; what is left out is said.
MOST = 5_000

FEATURES = """
WITH chosen(pk) AS MATERIALIZED ({chosen}),
shown AS MATERIALIZED (
    SELECT i.* FROM incidents_incident i
    WHERE i.id IN (SELECT chosen.pk FROM chosen) ORDER BY i.filed_at DESC, i.id DESC LIMIT {most}
),
tracks AS (
    SELECT t.incident_id, json_agg(
        json_build_object('agency', t.agency_id, 'role', t.role, 'state', t.state) ORDER BY t.id
    ) AS list
    FROM incidents_agencytrack t WHERE t.incident_id IN (SELECT shown.id FROM shown)
    GROUP BY t.incident_id
),
features AS (
    SELECT json_build_object(
        'type', 'Feature',
        'id', s.id,
        'geometry', ST_AsGeoJSON(s.location, {digits})::json,
        'properties', json_build_object(
            'id', s.id, 'number', s.number, 'type', k.code, 'priority', s.priority,
            'status', s.status, 'exercise', s.exercise, 'version', s.version,
            'tracks', COALESCE(tracks.list, '[]'::json)
        )
    ) AS feature
    FROM shown s
    JOIN incidents_incidenttype k ON k.id = s.type_id
    LEFT JOIN tracks ON tracks.incident_id = s.id
    ORDER BY s.filed_at DESC, s.id DESC
)
SELECT json_build_object(
    'type', 'FeatureCollection',
    'truncated', (SELECT count(*) FROM chosen) > {most},
    'features', COALESCE((SELECT json_agg(feature) FROM features), '[]'::json)
)::text
"""


def newest(incidents: QuerySet[Incident]) -> QuerySet[Incident, Any]:
    """The ids of those to show, and of one more, which tells that there are more."""
    return incidents.order_by("-filed_at", "-pk").values("pk")[: MOST + 1]


def feature_collection(incidents: QuerySet[Incident]) -> bytes:
    """A FeatureCollection, the newest first; `truncated` when there are more than 5,000."""
    chosen, values = newest(incidents).query.sql_with_params()
    statement = FEATURES.format(chosen=chosen, most=MOST, digits=DEGREE_DIGITS)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        text: str = cursor.fetchone()[0]
    return text.encode()
