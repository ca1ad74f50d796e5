"""Which plan counts: the most exact of those that fit, always the same one."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dispatch.models import PlanRequirement, ResponsePlan
from dispatch.selectors.plans import Situation, is_valid_at, local_time, minutes_a_week, plan_for
from incidents.models import IncidentType
from incidents.places import Place
from tests.support.cast import NOON, Person, a_type
from tests.support.small_city import GULL_ISLAND, HILL_STATION, MILL_BRIDGE, SmallCity, box


def a_plan(name: str, **conditions: Any) -> ResponsePlan:
    return ResponsePlan.objects.create(name_ko=name, **conditions)


def chosen(
    kind: str = "FIRE.STRUCT",
    *,
    priority: int = 0,
    place: Place = MILL_BRIDGE,
    at: datetime = NOON,
    lead: int | None = None,
) -> str:
    found = plan_for(
        Situation(kind=a_type(kind), priority=priority, point=place.point, at=at, lead_id=lead)
    )
    return found.name_ko if found else ""


@pytest.fixture
def bare(city: SmallCity) -> SmallCity:
    """The small city without the default plans."""
    PlanRequirement.objects.all().delete()
    ResponsePlan.objects.all().delete()
    return city


@pytest.mark.usefixtures("bare")
def test_without_a_plan_there_is_none() -> None:
    assert chosen() == ""


@pytest.mark.usefixtures("bare")
def test_a_type_goes_before_its_family_and_this_before_any() -> None:
    for name, conditions in (
        ("type", {"incident_type": a_type("FIRE.STRUCT")}),
        ("family", {"family": "FIRE"}),
        ("any", {}),
    ):
        a_plan(name, **conditions)
    assert chosen("FIRE.STRUCT") == "type"
    assert chosen("FIRE.WILD") == "family"
    assert chosen("EMS.MCI") == "any"


@pytest.mark.usefixtures("bare")
def test_a_drawn_area_goes_before_a_dong_a_gu_and_everywhere() -> None:
    a_plan("everywhere")
    a_plan("gu", district_code="gu-west")
    assert chosen() == "gu"
    a_plan("dong", district_code="dong-mill")
    assert chosen() == "dong"
    a_plan("wide", area=box(126.0, 37.0, 126.1, 37.1))
    assert chosen() == "wide"
    a_plan("narrow", area=box(126.06, 37.04, 126.08, 37.06))
    a_plan("wider", area=box(126.0, 37.0, 126.15, 37.1))
    assert chosen() == "narrow"
    assert chosen(place=HILL_STATION) == "wider"
    assert chosen(place=GULL_ISLAND) == "everywhere"


@pytest.mark.usefixtures("bare")
def test_fewer_hours_then_fewer_priorities() -> None:
    a_plan("always")
    a_plan("urgent", priority_to=1)
    a_plan("by day", starts=time(9), ends=time(18))
    assert chosen() == "by day"
    assert chosen(at=NOON.replace(hour=15)) == "urgent"
    assert chosen(at=NOON.replace(hour=15), priority=3) == "always"


def test_an_agencys_own_goes_before_the_citys_where_it_leads(bare: SmallCity) -> None:
    a_plan("city")
    a_plan("ours", agency=bare.fire)
    assert chosen() == "city"
    assert chosen(lead=bare.fire.pk) == "ours"
    assert chosen(lead=bare.airport_fire.pk) == "city"


@pytest.mark.usefixtures("bare")
def test_of_equals_the_older_one_counts() -> None:
    a_plan("older")
    a_plan("newer")
    assert {chosen() for _again in range(5)} == {"older"}


@pytest.mark.usefixtures("bare")
def test_a_retired_plan_does_not_count() -> None:
    a_plan("retired", is_active=False)
    assert chosen() == ""


@pytest.mark.usefixtures("bare")
def test_the_hours_are_those_of_the_citys_clock() -> None:
    a_plan("noon", starts=time(11, 30), ends=time(12, 30))
    assert chosen(at=NOON) == "noon"  # twelve in the city is three in UTC
    assert chosen(at=NOON.replace(hour=12)) == ""


SATURDAY, SUNDAY, MONDAY = 21, 22, 23


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.mark.parametrize(
    ("conditions", "moment", "holds"),
    [
        ({}, at(SUNDAY, 3), True),
        ({"days": [7]}, at(SUNDAY, 0), True),
        ({"days": [7]}, at(MONDAY, 0), False),
        ({"starts": time(9), "ends": time(18)}, at(SUNDAY, 9), True),
        ({"starts": time(9), "ends": time(18)}, at(SUNDAY, 18), False),
        ({"starts": time(22), "ends": time(6)}, at(SUNDAY, 23), True),
        ({"starts": time(22), "ends": time(6)}, at(SUNDAY, 5, 59), True),
        ({"starts": time(22), "ends": time(6)}, at(SUNDAY, 6), False),
        ({"starts": time(22), "ends": time(6), "days": [6]}, at(SATURDAY, 5), False),
        ({"starts": time(22), "ends": time(6), "days": [6]}, at(SUNDAY, 5), True),
        ({"starts": time(22), "ends": time(6), "days": [7]}, at(MONDAY, 5), True),
        ({"starts": time(18), "ends": time(0)}, at(SUNDAY, 23, 59), True),
        ({"starts": time(18), "ends": time(0)}, at(SUNDAY, 0), False),
    ],
)
def test_days_and_hours(conditions: dict[str, Any], moment: datetime, holds: bool) -> None:
    assert is_valid_at(ResponsePlan(**conditions), moment) is holds


@pytest.mark.parametrize(
    ("conditions", "minutes"),
    [
        ({}, 10080),
        ({"days": [1, 2]}, 2880),
        ({"starts": time(22), "ends": time(6)}, 3360),
        ({"starts": time(18), "ends": time(0), "days": [7]}, 360),
    ],
)
def test_how_much_of_a_week_it_holds(conditions: dict[str, Any], minutes: int) -> None:
    assert minutes_a_week(ResponsePlan(**conditions)) == minutes


@pytest.mark.usefixtures("db")
def test_without_a_city_the_default_zone_counts() -> None:
    assert local_time(NOON).hour == 12


def test_every_type_has_a_plan_of_the_city(dani: Person) -> None:
    for kind in IncidentType.objects.all():
        found = plan_for(
            Situation(kind=kind, priority=kind.priority, point=MILL_BRIDGE.point, at=NOON)
        )
        assert found is not None
        assert found.incident_type == kind
        assert found.requirements.exists() or found.advice_ko, kind.code
