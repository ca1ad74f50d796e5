"""Units that are ready, the nearest first: their last position if it is fresh, else their station.

Two ways to the same rows. NEAREST walks the indexes on positions and stations outwards and stops
early: it takes a few milliseconds however many units there are, but does not look beyond its
`horizon`. THOROUGH looks at every unit that can do what is asked: quick where few can.
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
# Joined rather than asked for row by row: the planner takes sub-plans for dear, and compiles.
BUSY = "SELECT DISTINCT unit_id FROM dispatch_assignment WHERE cleared_at IS NULL"

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

# `without` are those one does not ask for.
_READY = """
{visible} AND u.duty = ANY(%(duties)s) AND u.id <> ALL(%(without)s)
"""

# Joined as soon as a unit is looked at, so that it is looked up once.
_UNIT = """
u.id, u.call_sign, u.agency_id, agency.kind AS agency_kind, k.code, u.station_id, u.duty,
u.crew_minimum, k.turnout_seconds, k.travels_by_water, f.at
"""
_KNOWN = "JOIN agency ON agency.id = u.agency_id JOIN units_unitkind k ON k.id = u.kind_id"

# A few units are looked up one by one; LIMIT and OFFSET keep the planner from reading all of them.
# `engaged` asks for those on other incidents instead.
_ABLE = """
JOIN LATERAL (SELECT FROM units_unitcapability b WHERE b.unit_id = u.id
    AND b.capability_id = ANY(%(capabilities)s) LIMIT 1) able ON true
LEFT JOIN LATERAL (SELECT true AS busy FROM dispatch_assignment t WHERE t.unit_id = u.id
    AND t.cleared_at IS NULL LIMIT 1) engaged ON true
"""

_FACTS = """
SELECT u.id, u.call_sign, u.agency_id, u.agency_kind, u.code, u.station_id, u.duty, u.crew_minimum,
    u.turnout_seconds, u.travels_by_water, u.at, u.is_fresh, u.metres,
    ST_X(u.location::geometry), ST_Y(u.location::geometry),
    (SELECT jsonb_object_agg(y.code, b.number) FROM units_unitcapability b
        JOIN units_capability y ON y.id = b.capability_id WHERE b.unit_id = u.id),
    {crew}, u.horizon
FROM pool u ORDER BY u.metres, u.id
"""

# Whoever stands as far as the last position or station that was looked at, or farther, may stand
# behind somebody who was not: nobody there is told. LEAST passes over what was not cut off.
_NEAREST = """
WITH agency AS MATERIALIZED ({agencies}),
fixes AS MATERIALIZED (
    SELECT unit_id, location, at, location <-> {here} AS metres FROM positions_latestfix
    ORDER BY metres LIMIT %(fixes)s
), stations AS MATERIALIZED (
    SELECT id, location, location <-> {here} AS metres FROM agencies_station
    ORDER BY metres LIMIT %(stations)s
), edge AS MATERIALIZED (
    SELECT LEAST((SELECT max(metres) FROM fixes HAVING count(*) = %(fixes)s),
        (SELECT max(metres) FROM stations HAVING count(*) = %(stations)s)) AS horizon
), every AS (
    SELECT {unit}, true AS is_fresh, f.location, f.metres
    FROM fixes f JOIN LATERAL (SELECT * FROM units_unit WHERE id = f.unit_id OFFSET 0) u ON true
        {known} {able}
    WHERE f.at >= agency.since AND (busy IS NOT NULL) = %(engaged)s AND {ready}
    UNION ALL
    SELECT {unit}, false, s.location, s.metres
    FROM stations s
        JOIN LATERAL (SELECT * FROM units_unit WHERE station_id = s.id OFFSET 0) u ON true
        {known} {able}
        LEFT JOIN LATERAL (SELECT at FROM positions_latestfix WHERE unit_id = u.id OFFSET 0) f
            ON true
    WHERE (f.at IS NULL OR f.at < agency.since) AND (busy IS NOT NULL) = %(engaged)s AND {ready}
), pool AS (
    SELECT every.*, horizon FROM every, edge
    WHERE horizon IS NULL OR metres < horizon
    ORDER BY metres, id LIMIT %(most)s
)
{facts}
"""

# The demands are unnested; of each the nearest `most`.
_THOROUGH = """
WITH agency AS MATERIALIZED ({agencies}),
asked AS (SELECT * FROM unnest(%(capabilities)s::bigint[], %(kinds)s::text[],
    %(agencies)s::bigint[]) AS d (capability_id, kind, asked_id)),
placed AS MATERIALIZED (
    SELECT {unit}, (f.at >= agency.since) IS TRUE AS is_fresh,
        CASE WHEN f.at >= agency.since THEN f.location ELSE s.location END AS location
    FROM units_unit u {known}
        LEFT JOIN positions_latestfix f ON f.unit_id = u.id
        LEFT JOIN agencies_station s ON s.id = u.station_id
        LEFT JOIN ({busy}) busy ON busy.unit_id = u.id
    WHERE (f.at >= agency.since OR s.id IS NOT NULL)
        AND (busy.unit_id IS NOT NULL) = %(engaged)s AND {ready}
        AND u.id IN (SELECT unit_id FROM units_unitcapability
            WHERE capability_id = ANY(%(capabilities)s))
),
every AS MATERIALIZED (SELECT placed.*, location <-> {here} AS metres FROM placed),
ranked AS (
    SELECT e.*, row_number() OVER (
        PARTITION BY d.capability_id, d.kind, d.asked_id ORDER BY e.metres, e.id) AS rank
    FROM every e JOIN units_unitcapability b ON b.unit_id = e.id
        JOIN asked d ON d.capability_id = b.capability_id
    WHERE (d.kind = '' OR d.kind = e.agency_kind) AND (d.asked_id = 0 OR d.asked_id = e.agency_id)
),
pool AS (SELECT DISTINCT ON (id) ranked.*, NULL::float8 AS horizon FROM ranked
    WHERE rank <= %(most)s ORDER BY id)
{facts}
"""

_PARTS = {
    "agencies": AGENCIES,
    "here": _HERE,
    "ready": _READY.format(visible=VISIBLE),
    "unit": _UNIT,
    "known": _KNOWN,
    "able": _ABLE,
    "busy": BUSY,
    "facts": _FACTS.format(crew=CREW),
}
NEAREST = _NEAREST.format(**_PARTS)
THOROUGH = _THOROUGH.format(**_PARTS)
