"""The statements that filing one incident can't do without, with ready-made values."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import connection, transaction

from safety_net.core import clock
from tests.support.small_city import MILL_BRIDGE

POINT = f"SRID=4326;POINT({MILL_BRIDGE.lon} {MILL_BRIDGE.lat})"

TIMEZONE = "SELECT timezone FROM agencies_city WHERE id = 1"
AGENCIES = "SELECT id, kind, informed_from FROM agencies_agency WHERE is_active ORDER BY id"
DISTRICT = """
SELECT id, level, code, name_ko, name_en FROM agencies_district
WHERE ST_Covers(area, %(point)s::geometry)
    AND (valid_from IS NULL OR valid_from <= %(day)s) AND (valid_to IS NULL OR valid_to >= %(day)s)
"""
AREAS = """
SELECT agency_id, ST_Area(area) AS size FROM agencies_servicearea
WHERE ST_Covers(area, %(point)s::geometry)
    AND (valid_from IS NULL OR valid_from <= %(day)s) AND (valid_to IS NULL OR valid_to >= %(day)s)
ORDER BY size
"""
NUMBER = """
INSERT INTO incidents_incidentnumber (day, last) VALUES (%(day)s, 1)
ON CONFLICT (day) DO UPDATE SET last = incidents_incidentnumber.last + 1 RETURNING last
"""
INCIDENT = """
INSERT INTO incidents_incident (number, type_id, priority, status, version, exercise, location,
    address, cross_street, verified, district_id, narrative, reports_count, filed_at, filed_by_id,
    filed_by_name, updated_at, hold_reason, closing_note)
VALUES (%(number)s, %(type)s, 0, 'reported', 1, false, %(point)s::geography, 'Mill Bridge', '',
    true, %(district)s, 'smoke from a window', 1, %(at)s, %(fire)s, 'Dani', %(at)s, '', '')
RETURNING id
"""
TRACKS = """
INSERT INTO incidents_agencytrack (incident_id, agency_id, role, state, basis, version, asked_at,
    asked_by_id, takes_over, acknowledged_by, reason)
SELECT %(incident)s, agency, 'support', 'waiting', 'area', 1, %(at)s, %(fire)s, false, '', ''
FROM unnest(%(agencies)s::bigint[]) AS agency RETURNING id
"""
REPORT = """
INSERT INTO incidents_report (incident_id, channel, caller_name, caller_number, narrative,
    location, received_at, taken_by, agency_id)
VALUES (%(incident)s, 'call', 'Kim Bora', '', 'smoke from a window', %(point)s::geography, %(at)s,
    'Dani', %(fire)s)
"""
TIMES = """
INSERT INTO incidents_incidenttime (incident_id, code, at, source, agency_id, recorded_by,
    recorded_at)
SELECT %(incident)s, code, %(at)s, 'user', %(fire)s, 'Dani', %(at)s
FROM unnest(ARRAY['t0', 't2']) AS code
"""
HEAD = "SELECT seq, hash FROM core_loghead WHERE id = 1 FOR UPDATE"
ENTRY = """
WITH head AS (UPDATE core_loghead SET seq = %(seq)s, hash = %(hash)s WHERE id = 1)
INSERT INTO core_logentry (seq, at, kind, actor_kind, actor_agency_id, actor_name, actor_role,
    request_id, subject_type, subject_id, audience, payload, prev_hash, hash)
VALUES (%(seq)s, %(at)s, 'incident.filed', 'user', %(fire)s, 'Dani', 'dispatcher', '', 'incident',
    %(incident)s, %(audience)s, %(payload)s, %(hash)s, %(hash)s)
"""


class Bare:
    """Everything that can be known before is known before."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM agencies_agency WHERE slug = 'fire'")
            self.fire = cursor.fetchone()[0]
            cursor.execute("SELECT id FROM incidents_incidenttype WHERE code = 'FIRE.STRUCT'")
            self.type = cursor.fetchone()[0]
            cursor.execute(
                "SELECT payload FROM core_logentry WHERE kind = 'incident.filed' LIMIT 1"
            )
            found = cursor.fetchone()
        self.payload = json.dumps({"card": "x" * 2_000}) if found is None else found[0]

    def file(self) -> None:
        at = clock.now()
        known: dict[str, Any] = {"at": at, "fire": self.fire, "type": self.type, "point": POINT}
        with transaction.atomic(), connection.cursor() as cursor:
            run = cursor.execute
            run(TIMEZONE)
            known["day"] = date(2026, 11, 22)
            run(AGENCIES)
            agencies = [row[0] for row in cursor.fetchall()][:5]
            run(DISTRICT, known)
            known["district"] = cursor.fetchall()[0][0]
            run(AREAS, known)
            run(NUMBER, known)
            known["number"] = f"bare-{cursor.fetchone()[0]}"
            run(INCIDENT, known)
            known["incident"] = cursor.fetchone()[0]
            run(TRACKS, known | {"agencies": agencies})
            run(REPORT, known)
            run(TIMES, known)
            run(HEAD)
            seq, digest = cursor.fetchone()
            audience = [f"agency:{one}" for one in agencies]
            entry = {"seq": seq + 1, "hash": bytes(digest), "payload": self.payload}
            run(ENTRY, known | entry | {"audience": audience})
