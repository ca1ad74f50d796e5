"""What agreements entitle agencies to see, against what they see now, by one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from incidents.states import LIVE_STATUSES, TrackRole

# An exception beats whatever else is agreed, and full beats a summary. What was closed before an
# agreement began is no part of it: it never shows more of an incident that is over.
ASK = """
WITH entitled AS (
    SELECT i.id AS incident, a.receiver_id AS agency,
        CASE WHEN bool_or(a.level = 'full') THEN 'full' ELSE 'summary' END AS level,
        (array_agg(a.id ORDER BY a.level = 'full' DESC, a.valid_to DESC NULLS FIRST, a.id))[1]
            AS agreement
    FROM incidents_incident i
    JOIN incidents_incidenttype k ON k.id = i.type_id
    JOIN incidents_agencytrack lead ON lead.incident_id = i.id AND lead.role = %(lead)s
    JOIN agreements_agreement a ON a.giver_id = lead.agency_id AND a.in_force
        AND (a.valid_to IS NULL OR a.valid_to > %(at)s)
        AND (a.types = '{{}}' OR k.code = ANY(a.types) OR split_part(k.code, '.', 1) = ANY(a.types))
        AND (a.priorities = '{{}}' OR i.priority = ANY(a.priorities))
        AND (a.area IS NULL OR ST_Covers(a.area, i.location::geometry))
    JOIN agencies_agency r ON r.id = a.receiver_id AND r.is_active AND NOT r.is_hidden
    WHERE {incidents}
    GROUP BY i.id, a.receiver_id HAVING NOT bool_or(a.level = 'none')
), present AS (
    SELECT s.id, s.incident_id AS incident, s.agency_id AS agency, s.level, s.agreement_id
    FROM incidents_share s JOIN incidents_incident i ON i.id = s.incident_id WHERE {incidents}
), both_of AS (
    SELECT incident, agency, e.level AS entitled, p.level AS had, p.id AS share,
        e.agreement, p.agreement_id AS former
    FROM entitled e FULL JOIN present p USING (incident, agency)
)
SELECT b.incident, b.agency, b.had, b.share, b.former, b.agreement, t.id IS NOT NULL,
    CASE WHEN t.id IS NOT NULL THEN NULL
        WHEN i.status = ANY(%(live)s) THEN b.entitled
        WHEN b.had IS NULL OR b.entitled IS NULL THEN NULL
        WHEN b.had = 'full' THEN b.entitled ELSE b.had END AS level
FROM both_of b
JOIN incidents_incident i ON i.id = b.incident
LEFT JOIN incidents_agencytrack t ON t.incident_id = b.incident AND t.agency_id = b.agency
ORDER BY b.incident, b.agency
"""
THESE = "i.id = ANY(%(incidents)s)"
# All that an agreement could concern: what is open under its giver, and what it shows now.
CONCERNED = """i.id IN (
    SELECT l.incident_id FROM incidents_agencytrack l
    JOIN incidents_incident o ON o.id = l.incident_id
    WHERE l.agency_id = %(giver)s AND l.role = %(lead)s AND o.status = ANY(%(live)s)
    UNION
    SELECT x.incident_id FROM incidents_share x JOIN agreements_agreement y ON y.id = x.agreement_id
    WHERE x.agency_id = %(receiver)s AND y.giver_id = %(giver)s
)"""


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What `agency_id` saw of the incident by an agreement, and sees now; "" is nothing.

    `takes_part`: it has a track, and needs no agreement.
    """

    incident_id: int
    agency_id: int
    had: str
    level: str
    share_id: int | None
    agreement_id: int | None
    former_id: int | None
    takes_part: bool

    @property
    def changes(self) -> bool:
        by_another = bool(self.level) and self.agreement_id != self.former_id
        return self.had != self.level or by_another


def changed_sights(incident_ids: Collection[int], *, at: datetime) -> list[Sight]:
    """Every sight of these incidents by an agreement, gained, kept or lost."""
    return _asked(THESE, at=at, incidents=list(incident_ids))


def unsettled(*, giver_id: int, receiver_id: int, at: datetime) -> list[int]:
    """Incidents whose sights are not what the agreements between the two say; by their ids."""
    sights = _asked(CONCERNED, at=at, giver=giver_id, receiver=receiver_id)
    return sorted({sight.incident_id for sight in sights if sight.changes})


def _asked(which: str, *, at: datetime, **values: Any) -> list[Sight]:
    given: dict[str, Any] = {
        "at": at,
        "lead": str(TrackRole.LEAD),
        "live": [str(one) for one in LIVE_STATUSES],
    }
    with connection.cursor() as cursor:
        cursor.execute(ASK.format(incidents=which), {**given, **values})
        rows = cursor.fetchall()
    return [
        Sight(
            incident_id=incident,
            agency_id=agency,
            had=had or "",
            level=level or "",
            share_id=share,
            agreement_id=agreement or former,
            former_id=former,
            takes_part=takes_part,
        )
        for incident, agency, had, share, former, agreement, takes_part, level in rows
    ]
