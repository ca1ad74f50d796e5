"""Why a place stays empty: what keeps back the units that could fill it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from dispatch.selectors.recommendation import Place
from dispatch.selectors.shortlist import Scene, asked
from dispatch.selectors.shortlist_sql import AGENCIES, BUSY, CREW, VISIBLE
from positions.models.rules import STALE_AFTER_SECONDS
from units.states import READY

# The codes, in the order in which they are told.
NO_SUCH_UNIT = "no_such_unit"
NONE_IN_SERVICE = "none_in_service"
ALL_BUSY = "all_busy"
CREW_BELOW_MINIMUM = "crew_below_minimum"
STALE_POSITION = "stale_position"
TOO_FAR = "too_far"

# A unit is counted once, for the first thing that keeps it back.
_COUNTED = """
WITH agency AS MATERIALIZED ({agencies}),
asked AS (SELECT * FROM unnest(%(capabilities)s::bigint[], %(kinds)s::text[],
    %(agencies)s::bigint[]) WITH ORDINALITY AS d (capability_id, kind, agency_id, place)),
able AS (
    SELECT d.place, u.duty = ANY(%(duties)s) AS in_service,
        busy.unit_id IS NOT NULL AS busy,
        (f.at >= agency.since OR u.station_id IS NOT NULL) IS TRUE AS placed,
        COALESCE(({crew}) >= u.crew_minimum, true) AS manned
    FROM asked d JOIN units_unitcapability b ON b.capability_id = d.capability_id
        JOIN units_unit u ON u.id = b.unit_id JOIN agency ON agency.id = u.agency_id
        LEFT JOIN positions_latestfix f ON f.unit_id = u.id
        LEFT JOIN ({busy}) busy ON busy.unit_id = u.id
    WHERE {visible} AND u.id <> ALL(%(without)s)
        AND (d.kind = '' OR d.kind = agency.kind) AND (d.agency_id = 0 OR d.agency_id = agency.id)
)
SELECT place, count(*),
    count(*) FILTER (WHERE NOT in_service),
    count(*) FILTER (WHERE in_service AND busy),
    count(*) FILTER (WHERE in_service AND NOT busy AND NOT manned),
    count(*) FILTER (WHERE in_service AND NOT busy AND manned AND NOT placed)
FROM able GROUP BY place
"""
COUNTED = _COUNTED.format(agencies=AGENCIES, busy=BUSY, visible=VISIBLE, crew=CREW)
NOBODY = (0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Shortage:
    """How many units something keeps back."""

    code: str
    count: int


def shortages(places: Sequence[Place], scene: Scene) -> list[list[Shortage]]:
    """For each place what keeps it short; nothing for one that is not."""
    short = [place for place in places if place.short]
    counted = _counted(short, scene) if short else {}
    reasons = {
        id(place): _reasons(place, counted.get(number, NOBODY))
        for number, place in enumerate(short, start=1)
    }
    return [reasons.get(id(place), []) for place in places]


def _reasons(place: Place, counted: tuple[int, ...]) -> list[Shortage]:
    every, out, busy, unmanned, nowhere = counted
    if not every and not place.have and not place.placed_elsewhere:
        return [Shortage(NO_SUCH_UNIT, 0)]
    free = every - out - busy - unmanned - nowhere
    found = [
        Shortage(NONE_IN_SERVICE, out),
        Shortage(ALL_BUSY, busy + place.placed_elsewhere),
        Shortage(CREW_BELOW_MINIMUM, unmanned),
        Shortage(STALE_POSITION, nowhere),
        Shortage(TOO_FAR, free - place.reachable),
    ]
    # All there are may be on their way already.
    return [one for one in found if one.count > 0] or [Shortage(NO_SUCH_UNIT, 0)]


def _counted(short: Sequence[Place], scene: Scene) -> dict[int, tuple[int, ...]]:
    values = {
        **asked([place.demand for place in short]),
        "now": scene.now,
        "at": scene.at,
        "viewer": scene.viewer_agency,
        "without": sorted(scene.without),
        "stale": STALE_AFTER_SECONDS,
        "duties": [str(duty) for duty in READY],
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, values)
        return {place: tuple(numbers) for place, *numbers in cursor.fetchall()}
