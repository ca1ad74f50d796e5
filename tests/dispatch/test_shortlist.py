"""The shortlist: the same units as if everybody were looked at, found without doing so."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.contrib.gis.geos import Point
from django.db import connection

from agencies.models import Station
from dispatch.selectors import shortlist_sql
from dispatch.selectors.filling import Demand
from dispatch.selectors.shortlist import Scene, nearest_values, shortlist
from positions.models import LatestFix
from tests.support.cast import NOON
from tests.support.fleet import a_station
from tests.support.small_city import SmallCity
from units.models import Capability, Unit, UnitCapability, UnitKind
from units.states import Duty

HERE = Point(126.07, 37.05, srid=4326)
# Everybody with the capability, where they count from, in the order of distance.
EVERYBODY = """
SELECT u.id FROM units_unit u JOIN units_unitcapability b ON b.unit_id = u.id
    LEFT JOIN positions_latestfix f ON f.unit_id = u.id
    LEFT JOIN agencies_station s ON s.id = u.station_id
WHERE b.capability_id = %s AND u.duty <> 'out_of_service'
ORDER BY CASE WHEN f.at >= %s THEN f.location ELSE s.location END
    <-> ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography, u.id
"""


def a_demand(code: str, number: int = 3) -> Demand:
    capability = Capability.objects.get(code=code)
    return Demand(capability=code, capability_id=capability.pk, number=number)


@pytest.fixture
def crowd(city: SmallCity) -> Scene:
    """900 units all over the city at 30 stations: engines, and one ladder in a hundred.

    A third was not heard for long, a third never; one in nine is out of service.
    """
    dice = random.Random(5)
    stations = [
        a_station(city.fire, f"s{n}", lon=dice.uniform(126, 126.2), lat=dice.uniform(37, 37.1))
        for n in range(30)
    ]
    kinds = {code: UnitKind.objects.get(code=code) for code in ("engine", "ladder")}
    units = Unit.objects.bulk_create(_unit(n, kinds, stations) for n in range(900))
    codes = {one.code: one for one in Capability.objects.all()}
    UnitCapability.objects.bulk_create(
        UnitCapability(unit=unit, capability=codes[unit.kind.code]) for unit in units
    )
    LatestFix.objects.bulk_create(
        LatestFix(
            unit=unit,
            location=Point(dice.uniform(126, 126.2), dice.uniform(37, 37.1), srid=4326),
            at=NOON - timedelta(seconds=5 if n % 3 == 1 else 3600),
            received_at=NOON,
            source="device",
        )
        for n, unit in enumerate(units)
        if n % 3
    )
    return Scene(point=HERE, now=NOON, at=NOON, viewer_agency=city.fire.pk)


def _unit(n: int, kinds: dict[str, UnitKind], stations: list[Station]) -> Unit:
    out = n % 9 == 0
    return Unit(
        agency_id=stations[0].agency_id,
        station=stations[n * 7 % 30],
        kind=kinds["ladder" if n % 100 == 1 else "engine"],
        call_sign=f"U {n}",
        crew_size=4,
        crew_minimum=3,
        duty=Duty.OUT_OF_SERVICE if out else Duty.AVAILABLE_STATION,
        duty_since=NOON,
        duty_reason="tyre" if out else "",
    )


def everybody(code: str) -> list[int]:
    wanted = Capability.objects.get(code=code).pk
    since = NOON - timedelta(seconds=120)
    with connection.cursor() as cursor:
        cursor.execute(EVERYBODY, [wanted, since, HERE.x, HERE.y])
        return [row[0] for row in cursor.fetchall()]


def found(scene: Scene, code: str, *demands: Demand) -> list[int]:
    rows = shortlist(demands, scene, wanted=2)
    return [one.unit_id for one in rows if code in one.brings]


@pytest.mark.parametrize("codes", [["engine"], ["ladder"], ["engine", "ladder"]])
def test_the_nearest_are_the_nearest_of_all(crowd: Scene, codes: list[str]) -> None:
    for code in codes:
        near = found(crowd, code, *(a_demand(one) for one in codes))
        assert len(near) >= 5
        assert near == everybody(code)[: len(near)]


def test_who_is_left_out_is_not_asked_for(crowd: Scene) -> None:
    first = everybody("engine")[:200]
    without = Scene(
        point=HERE,
        now=NOON,
        at=NOON,
        viewer_agency=crowd.viewer_agency,
        without=frozenset(first),
    )
    near = found(without, "engine", a_demand("engine"))
    assert near == everybody("engine")[200 : 200 + len(near)]


def test_positions_and_stations_are_searched_by_place(crowd: Scene) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE positions_latestfix, agencies_station")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN " + shortlist_sql.NEAREST, nearest_values([a_demand("engine")], crowd)
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "positions_latestfix_location" in plan
    assert "agencies_station_location" in plan
    assert plan.count("Order By: (location <->") == 2
