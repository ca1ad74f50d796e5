"""The facts of any number of incidents, by one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import orjson
from django.db import connection

from escalation.facts import Facts, MaydayFact, TrackFact, UnitFact

Row = tuple[Any, ...]

# What only the engine did is no update: a rule about silence must not be calmed by its own steps.
# Reading is none either, and own words to the people whom the engine told are part of its work.
COLUMNS = """
i.id, i.number, i.status, i.exercise, t.code, i.priority, i.severity,
ST_X(i.location::geometry), ST_Y(i.location::geometry), i.filed_at, i.filed_by_id,
coalesce((SELECT l.at FROM core_logentry l WHERE l.subject_type = 'incident'
    AND l.subject_id = i.id AND l.actor_kind <> 'system' AND l.kind NOT LIKE '%%.read'
    AND l.kind NOT LIKE 'emergency.%%' AND l.kind NOT LIKE 'escalation.%%'
    AND l.kind NOT LIKE 'message.%%'
    ORDER BY l.seq DESC LIMIT 1), i.filed_at),
i.address, ARRAY[d.code, p.code], i.held_until, i.reports_count, a.is_hidden,
(SELECT json_agg(r.received_at) FROM incidents_report r
    WHERE r.incident_id = i.id AND r.channel = 'citizen')::text,
(SELECT json_agg(json_build_array(k.id, k.agency_id, o.kind, k.role, k.state, k.asked_at,
        k.answer_due_at, k.acknowledged_at) ORDER BY k.id)
    FROM incidents_agencytrack k JOIN agencies_agency o ON o.id = k.agency_id
    WHERE k.incident_id = i.id)::text,
(SELECT json_agg(json_build_array(u.id, u.agency_id, u.status, u.assigned_at, u.cleared_at,
        EXISTS (SELECT FROM dispatch_assignmenttime s WHERE s.assignment_id = u.id
            AND s.status IN ('on_scene', 'patient', 'transport', 'at_hospital')),
        u.safety_due_at) ORDER BY u.id)
    FROM dispatch_assignment u WHERE u.incident_id = i.id)::text,
(SELECT json_agg(json_build_array(m.id, n.agency_id, m.raised_at,
        m.acknowledged_at IS NOT NULL OR m.ended_at IS NOT NULL) ORDER BY m.id)
    FROM dispatch_mayday m JOIN units_unit n ON n.id = m.unit_id
    WHERE m.incident_id = i.id)::text, t.name_ko, t.name_en,
ARRAY(SELECT w.agency_id FROM incidents_share w JOIN agreements_agreement g ON g.id = w.agreement_id
    WHERE w.incident_id = i.id AND w.level = 'full' AND g.in_force
        AND (g.valid_to IS NULL OR g.valid_to > now()))
"""
TABLES = """
FROM incidents_incident i
JOIN incidents_incidenttype t ON t.id = i.type_id
JOIN agencies_agency a ON a.id = i.filed_by_id
LEFT JOIN agencies_district d ON d.id = i.district_id
LEFT JOIN agencies_district p ON p.id = d.parent_id
WHERE i.id = ANY(%(incidents)s) ORDER BY i.id
"""
WIDTH = 24
ASK = " ".join(("SELECT", COLUMNS, TABLES))


def load(incident_ids: Collection[int]) -> dict[int, Facts]:
    """Incident → facts."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, {"incidents": list(incident_ids)})
        return {row[0]: facts_of(row) for row in cursor.fetchall()}


def facts_of(row: Row) -> Facts:
    """Of the first WIDTH columns."""
    citizens, tracks, units, maydays, korean, english, watching = row[17:WIDTH]
    return Facts(
        incident_id=row[0],
        number=row[1],
        status=row[2],
        exercise=row[3],
        type=row[4],
        type_ko=korean,
        type_en=english,
        priority=row[5],
        severity=row[6],
        lon=row[7],
        lat=row[8],
        filed_at=row[9],
        filed_by=row[10],
        updated_at=row[11],
        address=row[12],
        districts=tuple(code for code in row[13] if code),
        held_until=row[14],
        reports=row[15],
        hidden=row[16],
        citizen_at=tuple(datetime.fromisoformat(at) for at in _list(citizens)),
        tracks=tuple(_track(one) for one in _list(tracks)),
        units=tuple(_unit(one) for one in _list(units)),
        maydays=tuple(_mayday(one) for one in _list(maydays)),
        watching=tuple(watching),
    )


def _list(text: str | None) -> Iterator[Any]:
    return iter(orjson.loads(text) if text else ())


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _track(one: list[Any]) -> TrackFact:
    return TrackFact(
        id=one[0],
        agency_id=one[1],
        kind=one[2],
        role=one[3],
        state=one[4],
        asked_at=datetime.fromisoformat(one[5]),
        answer_due_at=_time(one[6]),
        acknowledged_at=_time(one[7]),
    )


def _unit(one: list[Any]) -> UnitFact:
    return UnitFact(
        id=one[0],
        agency_id=one[1],
        status=one[2],
        assigned_at=datetime.fromisoformat(one[3]),
        cleared_at=_time(one[4]),
        arrived=one[5],
        safety_due_at=_time(one[6]),
    )


def _mayday(one: list[Any]) -> MaydayFact:
    return MaydayFact(
        id=one[0], agency_id=one[1], raised_at=datetime.fromisoformat(one[2]), is_taken=one[3]
    )
