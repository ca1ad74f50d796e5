"""The statements that make staged rows into the tables that the living city has."""

from __future__ import annotations

from typing import LiteralString

UNITS: LiteralString = """
INSERT INTO units_unit (agency_id, kind_id, call_sign, external_id, crew_size, crew_minimum, radio,
    phone, duty, duty_since, duty_reason, is_shared, is_simulated, is_active, version)
SELECT DISTINCT ON (lower(s.call_sign)) a.id, k.id, s.call_sign, %(source)s || '/' || s.call_sign,
    k.crew_size, k.crew_minimum, '', '', 'available_station', %(at)s, '', true, false, true, 1
FROM staged s JOIN agencies_agency a ON a.slug = s.agency JOIN units_unitkind k ON k.code = s.kind
WHERE s.call_sign <> ''
    AND NOT EXISTS (SELECT FROM units_unit u WHERE lower(u.call_sign) = lower(s.call_sign))
ORDER BY lower(s.call_sign), s.line
"""
WHAT_UNITS_BRING: LiteralString = """
INSERT INTO units_unitcapability (unit_id, capability_id, number)
SELECT u.id, c.id, brings.value::int FROM units_unit u JOIN units_unitkind k ON k.id = u.kind_id
    CROSS JOIN LATERAL jsonb_each_text(k.capabilities) brings
    JOIN units_capability c ON c.code = brings.key
WHERE NOT EXISTS (SELECT FROM units_unitcapability b WHERE b.unit_id = u.id)
"""
# One row an incident: what its first line says, and the first and last times of its units.
CALLS: LiteralString = """
CREATE TEMP TABLE calls ON COMMIT DROP AS
SELECT head.*, whole.*, i.id AS known_id,
    coalesce(i.id, nextval(pg_get_serial_sequence('incidents_incident', 'id'))) AS id
FROM (
    SELECT DISTINCT ON (number) number, agency, type, priority, disposition, address, narrative,
        lon, lat, received, answered, created, under_control, closed
    FROM staged ORDER BY number, line
) head JOIN (
    SELECT number AS own, min(alerted) AS t4, min(acknowledged) AS t5, min(en_route) AS t6,
        min(on_scene) AS t7, min(patient) AS t8, max(ended) AS ended,
        CASE WHEN bool_and(clear IS NOT NULL) THEN max(clear) END AS t10
    FROM staged GROUP BY number
) whole ON whole.own = head.number
LEFT JOIN incidents_incident i ON i.number = head.number
"""
# A row is there already when its incident has the unit from the same second on.
KNOWN: LiteralString = """
DELETE FROM staged s USING calls c WHERE c.number = s.number AND c.known_id IS NOT NULL
    AND (s.call_sign = '' OR EXISTS (
        SELECT FROM dispatch_assignment a JOIN units_unit u ON u.id = a.unit_id
        WHERE a.incident_id = c.id AND lower(u.call_sign) = lower(s.call_sign)
            AND a.assigned_at = s.begun))
"""
NOTHING_NEW: LiteralString = """
DELETE FROM calls c WHERE NOT EXISTS (SELECT FROM staged s WHERE s.number = c.number)
"""
INCIDENTS: LiteralString = """
INSERT INTO incidents_incident (id, number, type_id, priority, status, version, exercise, location,
    address, cross_street, verified, narrative, reports_count, filed_at, filed_by_id,
    filed_by_name, updated_at, hold_reason, disposition_id, closing_note, closed_at)
SELECT c.id, c.number, t.id, coalesce(c.priority, t.priority), 'closed', 1, false,
    ST_SetSRID(ST_MakePoint(c.lon, c.lat), 4326)::geography, c.address, '', false, c.narrative, 1,
    coalesce(c.created, c.received), a.id, %(by)s, %(at)s, '', d.id, '',
    coalesce(c.closed, greatest(c.ended, c.received))
FROM calls c JOIN incidents_incidenttype t ON t.code = c.type
    JOIN agencies_agency a ON a.slug = c.agency
    JOIN incidents_disposition d ON d.code = coalesce(nullif(c.disposition, ''), 'handled')
WHERE c.known_id IS NULL ORDER BY c.id
"""
LATER_ENDS: LiteralString = """
UPDATE incidents_incident i SET closed_at = c.ended, updated_at = %(at)s, version = version + 1
FROM calls c WHERE c.known_id = i.id AND c.ended > i.closed_at
"""
# The record says nothing of an acknowledgement by the desk; the first alert stands for it.
TRACKS: LiteralString = """
INSERT INTO incidents_agencytrack (incident_id, agency_id, role, state, basis, version, asked_at,
    takes_over, acknowledged_at, acknowledged_by, finished_at, reason)
SELECT c.id, a.id, CASE WHEN s.agency = c.agency THEN 'lead' ELSE 'support' END, 'done',
    CASE WHEN s.agency = c.agency THEN 'filed' ELSE 'asked' END, 1,
    coalesce(c.created, c.received), false, s.alerted, %(by)s, s.ended, ''
FROM calls c JOIN (
    SELECT number, agency, min(begun) AS alerted, max(ended) AS ended FROM staged
    GROUP BY number, agency
) s ON s.number = c.number JOIN agencies_agency a ON a.slug = s.agency
ON CONFLICT ON CONSTRAINT one_track_per_agency DO NOTHING
"""
REPORTS: LiteralString = """
INSERT INTO incidents_report (incident_id, channel, caller_name, caller_number, narrative,
    location, received_at, taken_by, agency_id, version)
SELECT c.id, 'call', '', '', c.narrative,
    ST_SetSRID(ST_MakePoint(c.lon, c.lat), 4326)::geography, c.received, %(by)s, a.id, 1
FROM calls c JOIN agencies_agency a ON a.slug = c.agency WHERE c.known_id IS NULL
"""
# The first of a code counts, but of t10 the last; another is added only where it is news.
TIMES: LiteralString = """
INSERT INTO incidents_incidenttime (incident_id, code, at, source, agency_id, recorded_by,
    recorded_at)
SELECT c.id, t.code, t.at, %(source)s, a.id, %(by)s, %(at)s
FROM calls c JOIN agencies_agency a ON a.slug = c.agency CROSS JOIN LATERAL (VALUES
    ('t0', c.received), ('t1', c.answered), ('t2', c.created), ('t4', c.t4), ('t5', c.t5),
    ('t6', c.t6), ('t7', c.t7), ('t8', c.t8), ('t9', c.under_control), ('t10', c.t10),
    ('t11', c.closed)
) t(code, at)
WHERE t.at IS NOT NULL AND (c.known_id IS NULL OR NOT EXISTS (
    SELECT FROM incidents_incidenttime x WHERE x.incident_id = c.id AND x.code = t.code
        AND CASE WHEN t.code = 't10' THEN x.at >= t.at ELSE x.at <= t.at END))
"""
SENT: LiteralString = """
CREATE TEMP TABLE sent ON COMMIT DROP AS
SELECT s.*, c.id AS incident_id, u.id AS unit_id, u.agency_id,
    nextval(pg_get_serial_sequence('dispatch_assignment', 'id')) AS id
FROM staged s JOIN calls c ON c.number = s.number
    JOIN units_unit u ON lower(u.call_sign) = lower(s.call_sign)
WHERE s.call_sign <> '' ORDER BY s.line
"""
ASSIGNMENTS: LiteralString = """
INSERT INTO dispatch_assignment (id, incident_id, unit_id, agency_id, status, status_since,
    "primary", alarm_level, assigned_at, assigned_by, destination, cleared_at, clear_reason,
    version)
SELECT id, incident_id, unit_id, agency_id, 'clear', ended, false, alarm_level, begun, %(by)s, '',
    ended, CASE WHEN clear IS NULL THEN %(no_clear)s ELSE '' END, 1
FROM sent
"""
UNIT_TIMES: LiteralString = """
INSERT INTO dispatch_assignmenttime (assignment_id, status, at, source, reason, recorded_by,
    recorded_at)
SELECT s.id, t.status, t.at, %(source)s, '', %(by)s, %(at)s FROM sent s CROSS JOIN LATERAL (VALUES
    ('alerted', s.alerted), ('acknowledged', s.acknowledged), ('en_route', s.en_route),
    ('staging', s.staging), ('on_scene', s.on_scene), ('patient', s.patient),
    ('transport', s.transport), ('at_hospital', s.at_hospital), ('clear', s.clear)
) t(status, at) WHERE t.at IS NOT NULL
"""
