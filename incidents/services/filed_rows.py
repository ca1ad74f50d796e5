"""What belongs to a new incident, written by one statement: filing must be quick in a storm.

Tracks, the first report and the first times are rows of three tables. Through the ORM they took
more than a quarter of a filing (benchmarks/filing.py).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from incidents.models import AgencyTrack, Incident, Report
from incidents.responsibility import Part
from incidents.states import TimeCode
from safety_net.core.access import Actor

WRITE = """
WITH report AS (
    INSERT INTO incidents_report (incident_id, channel, caller_name, caller_number, narrative,
        location, received_at, taken_by, agency_id, version)
    VALUES (%(incident)s, %(channel)s, %(caller_name)s, %(caller_number)s, %(narrative)s,
        ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)::geography, %(received)s, %(name)s,
        %(filer)s, 1)
), times AS (
    INSERT INTO incidents_incidenttime (incident_id, code, at, source, agency_id, recorded_by,
        recorded_at)
    VALUES (%(incident)s, %(called)s, %(received)s, %(source)s, %(filer)s, %(name)s, %(at)s),
        (%(incident)s, %(created)s, %(at)s, %(source)s, %(filer)s, %(name)s, %(at)s)
)
INSERT INTO incidents_agencytrack (incident_id, agency_id, role, basis, state, version, asked_at,
    asked_by_id, takes_over, acknowledged_by, reason)
SELECT %(incident)s, agency, role, basis, 'waiting', 1, %(at)s, %(filer)s, false, '', ''
FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(bases)s::text[])
    WITH ORDINALITY AS part(agency, role, basis, place)
ORDER BY place RETURNING id
"""


def write(
    incident: Incident, report: Report, parts: list[Part], *, by: Actor, at: datetime
) -> list[AgencyTrack]:
    """Keep the report, the times t0 and t2, and a waiting track for each part; the tracks."""
    values: dict[str, Any] = {
        "incident": incident.pk,
        "filer": incident.filed_by_id,
        "name": by.name,
        "at": at,
        "source": by.kind,
        "channel": str(report.channel),
        "caller_name": report.caller_name,
        "caller_number": report.caller_number,
        "narrative": report.narrative,
        "lon": incident.location.x,
        "lat": incident.location.y,
        "received": report.received_at,
        "called": str(TimeCode.CALL_ARRIVES),
        "created": str(TimeCode.CREATED),
        "agencies": [part.agency.pk for part in parts],
        "roles": [str(part.role) for part in parts],
        "bases": [str(part.basis) for part in parts],
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        ids = [row[0] for row in cursor.fetchall()]
    return [
        AgencyTrack(
            pk=pk,
            incident=incident,
            agency=part.agency,
            role=part.role,
            basis=part.basis,
            asked_at=at,
            asked_by=incident.filed_by,
        )
        for pk, part in zip(ids, parts, strict=True)
    ]
