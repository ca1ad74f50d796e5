"""The simulated units: where each is, what it does, and where its incident is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from positions.states import Source
from roads.sphere import LonLat

# The status of a unit is that of the assignment which moved last, as on its card. A position that
# something else told lately is of a person's phone, whose unit nobody else may move.
FLEET = """
SELECT u.id, u.agency_id, k.code, k.travels_by_water, u.duty,
       ST_X(s.location::geometry), ST_Y(s.location::geometry),
       ST_X(f.location::geometry), ST_Y(f.location::geometry),
       coalesce(f.source <> %(simulation)s AND f.received_at > now() - interval '2 minutes', false),
       a.status, ST_X(i.location::geometry), ST_Y(i.location::geometry)
FROM units_unit AS u
JOIN units_unitkind AS k ON k.id = u.kind_id
LEFT JOIN agencies_station AS s ON s.id = u.station_id
LEFT JOIN positions_latestfix AS f ON f.unit_id = u.id
LEFT JOIN LATERAL (
    SELECT status, incident_id FROM dispatch_assignment
    WHERE unit_id = u.id AND cleared_at IS NULL ORDER BY status_since DESC, id DESC LIMIT 1
) AS a ON true
LEFT JOIN incidents_incident AS i ON i.id = a.incident_id
WHERE u.is_simulated AND u.is_active ORDER BY u.id
"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One simulated unit. `status` is "" and `incident` None while nobody holds it."""

    unit: int
    agency: int
    kind: str
    by_water: bool
    duty: str
    station: LonLat | None
    spot: LonLat | None
    is_moved_by_others: bool = False
    status: str = ""
    incident: LonLat | None = None


def seen() -> list[Seen]:
    """All of them, by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(FLEET, {"simulation": Source.SIMULATION})
        return [
            Seen(
                unit=row[0],
                agency=row[1],
                kind=row[2],
                by_water=row[3],
                duty=row[4],
                station=_spot(row[5], row[6]),
                spot=_spot(row[7], row[8]),
                is_moved_by_others=row[9],
                status=row[10] or "",
                incident=_spot(row[11], row[12]),
            )
            for row in cursor.fetchall()
        ]


def _spot(lon: float | None, lat: float | None) -> LonLat | None:
    return None if lon is None or lat is None else (lon, lat)
