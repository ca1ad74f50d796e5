"""Units that are ready, the nearest first: their last position if it is fresh, else their station.

Two ways to the same rows. NEAREST walks the index on positions outwards and stops after `most`
units: quick where every second unit would do. THOROUGH looks at every unit that can do what is
asked: quick where few can. A unit without a fresh position stands at its station in both.
"""

from __future__ import annotations

# `since`: from when on a position of the agency counts.
AGENCIES = """
SELECT a.id, a.kind,
    %(now)s - make_interval(secs => COALESCE(r.stale_after_seconds, %(stale)s)) AS since
FROM agencies_agency a LEFT JOIN positions_agencypositionrules r ON r.agency_id = a.id
WHERE a.is_active
"""

VISIBLE = "u.is_active AND (u.is_shared OR u.agency_id = %(viewer)s)"
BUSY = "EXISTS (SELECT FROM dispatch_assignment t WHERE t.unit_id = u.id AND t.cleared_at IS NULL)"

# Shifts before and after the moment but none at it: nobody is on the unit. Without a roster that
# reaches that far nobody knows.
CREW = """
CASE WHEN EXISTS (SELECT FROM units_crew c WHERE c.unit_id = u.id AND c.during @> %(at)s)
    THEN (SELECT count(*) FROM units_crewmember m JOIN units_crew c ON c.id = m.crew_id
        WHERE c.unit_id = u.id AND c.during @> %(at)s)
    WHEN EXISTS (SELECT FROM units_crew c WHERE c.unit_id = u.id AND upper(c.during) <= %(at)s)
        AND EXISTS (SELECT FROM units_crew c WHERE c.unit_id = u.id AND lower(c.during) > %(at)s)
    THEN 0 END
"""

_HERE = "ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)::geography"

# `engaged` asks for those on other incidents instead; `without` are those one does not ask for.
_READY = """
{visible} AND u.duty = ANY(%(duties)s) AND {busy} = %(engaged)s AND u.id <> ALL(%(without)s)
AND EXISTS (SELECT FROM units_unitcapability b WHERE b.unit_id = u.id
    AND b.capability_id = ANY(%(capabilities)s))
"""

_BY_FIX = """
SELECT u.id, f.location, f.at, true AS is_fresh, f.location <-> {here} AS metres
FROM positions_latestfix f JOIN units_unit u ON u.id = f.unit_id
    JOIN agency ON agency.id = u.agency_id
WHERE f.at >= agency.since AND {ready}
"""
_BY_STATION = """
SELECT u.id, s.location, f.at, false AS is_fresh, s.metres
FROM (SELECT id, location, location <-> {here} AS metres FROM agencies_station) s
    JOIN units_unit u ON u.station_id = s.id
    JOIN agency ON agency.id = u.agency_id
    LEFT JOIN positions_latestfix f ON f.unit_id = u.id
WHERE (f.at IS NULL OR f.at < agency.since) AND {ready}
"""

_FACTS = """
SELECT p.id, u.call_sign, u.agency_id, a.kind, k.code, u.station_id, u.duty, u.crew_minimum,
    k.turnout_seconds, k.travels_by_water, p.is_fresh, p.at, p.metres,
    ST_X(p.location::geometry), ST_Y(p.location::geometry),
    (SELECT jsonb_object_agg(y.code, b.number) FROM units_unitcapability b
        JOIN units_capability y ON y.id = b.capability_id WHERE b.unit_id = u.id),
    {crew}
FROM pool p JOIN units_unit u ON u.id = p.id JOIN units_unitkind k ON k.id = u.kind_id
    JOIN agencies_agency a ON a.id = u.agency_id
ORDER BY p.metres, p.id
"""

_NEAREST = """
WITH agency AS MATERIALIZED ({agencies}), pool AS (
    ({by_fix} ORDER BY metres, id LIMIT %(most)s)
    UNION ALL
    ({by_station} ORDER BY metres, id LIMIT %(most)s)
    ORDER BY metres, id LIMIT %(most)s
)
{facts}
"""

# `asked` is what each place asks for; of each the nearest `most`.
_THOROUGH = """
WITH agency AS MATERIALIZED ({agencies}),
asked AS (SELECT * FROM unnest(%(capabilities)s::bigint[], %(kinds)s::text[],
    %(agencies)s::bigint[]) AS d (capability_id, kind, agency_id)),
every AS MATERIALIZED ({by_fix} UNION ALL {by_station}),
ranked AS (
    SELECT e.*, row_number() OVER (
        PARTITION BY d.capability_id, d.kind, d.agency_id ORDER BY e.metres, e.id) AS rank
    FROM every e JOIN units_unitcapability b ON b.unit_id = e.id
        JOIN asked d ON d.capability_id = b.capability_id
        JOIN units_unit u ON u.id = e.id JOIN agency ON agency.id = u.agency_id
    WHERE (d.kind = '' OR d.kind = agency.kind) AND (d.agency_id = 0 OR d.agency_id = agency.id)
),
pool AS (SELECT DISTINCT id, location, at, is_fresh, metres FROM ranked WHERE rank <= %(most)s)
{facts}
"""

_READY_NOW = _READY.format(visible=VISIBLE, busy=BUSY)
_PARTS = {
    "agencies": AGENCIES,
    "by_fix": _BY_FIX.format(here=_HERE, ready=_READY_NOW),
    "by_station": _BY_STATION.format(here=_HERE, ready=_READY_NOW),
    "facts": _FACTS.format(crew=CREW),
}
NEAREST = _NEAREST.format(**_PARTS)
THOROUGH = _THOROUGH.format(**_PARTS)
