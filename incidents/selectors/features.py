"""Incidents as GeoJSON, written by PostgreSQL: one statement chooses them, one writes them.

A serializer takes many times as long for a full viewport: benchmarks/viewport.py.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from incidents.cards import DEGREE_DIGITS
from incidents.models import Incident
from safety_net.core import wall

# More than a person can look at; what is left out is said.
MOST = 5_000

FEATURES = """
WITH chosen(pk) AS MATERIALIZED (SELECT unnest(%(chosen)s::bigint[])),
shown AS MATERIALIZED (
    SELECT i.* FROM incidents_incident i
    WHERE i.id IN (SELECT chosen.pk FROM chosen) ORDER BY i.filed_at DESC, i.id DESC LIMIT %(most)s
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
        'geometry', ST_AsGeoJSON(s.location, %(digits)s)::json,
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
    'truncated', (SELECT count(*) FROM chosen) > %(most)s,
    'features', COALESCE((SELECT json_agg(feature) FROM features), '[]'::json)
)::text
"""


def newest(incidents: QuerySet[Incident]) -> QuerySet[Incident, Any]:
    """The ids of those to show, and of one more, which tells that there are more."""
    return incidents.order_by("-filed_at", "-pk").values("pk")[: MOST + 1]


def feature_collection(incidents: QuerySet[Incident]) -> bytes:
    """A FeatureCollection, the newest first; `truncated` when there are more than 5,000."""
    chosen = list(newest(incidents).values_list("pk", flat=True))
    values: dict[str, Any] = {"chosen": chosen, "most": MOST, "digits": DEGREE_DIGITS}
    # The wall has looked at each of them already, and would look at each of their tracks again.
    with wall.lifted(), connection.cursor() as cursor:
        cursor.execute(FEATURES, values)
        text: str = cursor.fetchone()[0]
    return text.encode()
