"""Positions as the live hub tells them: ready JSON, and who may see each."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from positions.models.rules import FORGET_AFTER_SECONDS
from safety_net.core.access import agency_token
from safety_net.core.live import Position, Positions

# One statement, so the time of the reading and the rows are of the same moment. PostgreSQL writes
# the JSON: the web process that holds the sockets has better things to do.
READ = """
SELECT now(), (SELECT array_agg(id) FROM agencies_agency), moved.*
FROM (SELECT 1) AS one LEFT JOIN LATERAL (
    SELECT f.unit_id, u.agency_id, u.is_shared, replace(json_build_array(
        f.unit_id,
        round(ST_X(f.location::geometry)::numeric, 6)::float8,
        round(ST_Y(f.location::geometry)::numeric, 6)::float8,
        f.heading,
        round(f.speed_kmh::numeric, 1)::float8,
        to_char(f.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        round(f.accuracy_m::numeric, 1)::float8,
        f.is_simulated::int
    )::text, ', ', ',')
    FROM positions_latestfix AS f
    JOIN units_unit AS u ON u.id = f.unit_id
    LEFT JOIN positions_agencypositionrules AS r ON r.agency_id = u.agency_id
    WHERE u.is_active AND (%(since)s::timestamptz IS NULL OR f.received_at >= %(since)s)
        AND f.at > now() - make_interval(secs => coalesce(r.forget_after_seconds, %(forget)s))
) AS moved ON true
"""


def positions_since(since: datetime | None) -> Positions:
    """Those received since then; all that are not forgotten with None.

    A shared unit's is for the members of every agency, any other for its own agency; auditors and
    others who take no part in incidents have no agency's token.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ, {"since": since, "forget": FORGET_AFTER_SECONDS})
        rows = cursor.fetchall()
    at, agencies = rows[0][:2]
    everybody = frozenset(agency_token(one) for one in agencies or ())
    own = {one: frozenset({agency_token(one)}) for one in agencies or ()}
    positions = [
        Position(unit, everybody if is_shared else own[agency], text.encode())
        for _, _, unit, agency, is_shared, text in rows
        if unit is not None
    ]
    return Positions(at=at, positions=positions, whole=since is None)
