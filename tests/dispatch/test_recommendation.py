"""Who should go: the nearest that are ready, what is short, and why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidents.models import Incident
from incidents.places import Place
from positions.models import AgencyPositionRules
from roads.models import Ground, TravelRule
from safety_net.core import clock
from tests.dispatch.recommending import (
    is_heard,
    names,
    need,
    north,
    reasons,
    recommended,
    stands,
    works,
)
from tests.support.cast import Person, file
from tests.support.dispatching import sends
from tests.support.fleet import a_station, a_unit
from tests.support.small_city import ISLAND_BOX, SmallCity, box


@pytest.fixture
def alarm(dani: Person) -> Incident:
    """A fire alarm at Mill Bridge: one engine."""
    return file(by=dani, kind="FIRE.ALARM")


def test_the_nearest_engine_is_recommended(dani: Person, alarm: Incident) -> None:
    stands(dani.agency, "E far", 3000)
    stands(dani.agency, "E near", 1000)
    found = recommended(dani, alarm)
    assert found["plan"]["name"]
    assert (found["alarm_level"], found["raised"], found["levels"]) == (1, 1, [1, 2])
    assert found["travel"] == "distance"
    (unit,) = found["units"]
    assert unit["call_sign"] == "E near"
    assert unit["for"] == "engine"
    assert unit["mine"] is True
    assert (unit["engaged"], unit["estimate"]) == (False, True)
    assert need(found, "engine")["short"] == 0


def test_time_is_turnout_and_the_way_with_its_detour(dani: Person, alarm: Incident) -> None:
    stands(dani.agency, "E 1", 1000)
    rule = TravelRule.objects.get()
    (unit,) = recommended(dani, alarm)["units"]
    way = 1000 * rule.detour_factor
    assert abs(unit["metres"] - way) < 10
    assert abs(unit["seconds"] - (80 + way * 3.6 / rule.kmh)) < 3
    assert unit["by"] == "distance"


def test_a_crew_that_is_out_rolls_at_once(dani: Person, alarm: Incident) -> None:
    at_home = stands(dani.agency, "E home", 1000)
    out = stands(dani.agency, "E out", 5000, duty="available_mobile")
    is_heard(at_home, 1000)
    is_heard(out, 1100)
    assert names(recommended(dani, alarm)) == ["E out"]


def test_a_fresh_position_goes_before_the_station(dani: Person, alarm: Incident) -> None:
    stands(dani.agency, "E at home", 1000)
    away = stands(dani.agency, "E on its way", 5000)
    is_heard(away, 100)
    (unit,) = recommended(dani, alarm)["units"]
    assert unit["call_sign"] == "E on its way"
    assert unit["position"]["source"] == "fix"
    assert unit["position"]["stale"] is False
    assert 4 <= unit["position"]["age_seconds"] <= 8
    assert unit["position"]["lat"] == pytest.approx(north(100)["lat"], abs=1e-6)


def test_a_stale_position_falls_back_to_the_station_and_says_so(
    dani: Person, alarm: Incident
) -> None:
    engine = stands(dani.agency, "E 1", 2000)
    is_heard(engine, 100, seconds_ago=900)
    (unit,) = recommended(dani, alarm)["units"]
    assert unit["position"]["source"] == "station"
    assert unit["position"]["stale"] is True
    assert unit["position"]["age_seconds"] >= 900
    assert unit["position"]["lat"] == pytest.approx(north(2000)["lat"], abs=1e-6)


def test_how_long_a_position_counts_is_the_agencys_row(dani: Person, alarm: Incident) -> None:
    engine = stands(dani.agency, "E 1", 2000)
    is_heard(engine, 100, seconds_ago=900)
    AgencyPositionRules.objects.create(agency=dani.agency, stale_after_seconds=1000)
    assert recommended(dani, alarm)["units"][0]["position"]["source"] == "fix"


def test_same_input_same_answer(dani: Person, alarm: Incident) -> None:
    for number in range(6):
        stands(dani.agency, f"E {number}", 1000)
    first = recommended(dani, alarm)
    assert names(first) == ["E 0"]
    for _again in range(3):
        assert {**recommended(dani, alarm), "at": ""} == {**first, "at": ""}


def test_who_is_on_it_keeps_its_place(dani: Person) -> None:
    fire = file(by=dani)
    there, near = stands(dani.agency, "E there", 4000), stands(dani.agency, "E near", 100)
    stands(dani.agency, "E next", 200)
    sends(dani, fire, there)
    found = recommended(dani, fire)
    assert need(found, "engine")["have"] == 1
    assert need(found, "engine")["number"] == 3
    assert names(found, "engine") == ["E near", "E next"]
    sends(dani, fire, near)
    assert names(recommended(dani, fire), "engine") == ["E next"]


def test_the_next_alarm_asks_only_for_what_is_missing(dani: Person) -> None:
    fire = file(by=dani)
    engines = [stands(dani.agency, f"E {n}", 100 * n) for n in range(1, 8)]
    sends(dani, fire, *engines[:3])
    assert names(recommended(dani, fire), "engine") == []
    second = recommended(dani, fire, alarm_level=2)
    assert second["alarm_level"] == 2
    assert (need(second, "engine")["number"], need(second, "engine")["have"]) == (6, 3)
    assert names(second, "engine") == ["E 4", "E 5", "E 6"]


def test_a_unit_fills_one_place(dani: Person, outsider: Person) -> None:
    """A fireboat brings a rescue boat too, but is needed as a fireboat."""
    Ground.objects.create(kind="sea", part=1, area=box(126.0, 37.0, 126.2, 37.1))
    fire = file(by=outsider, kind="FIRE.SHIP")
    boat = stands(dani.agency, "Boat", 100, "fireboat")
    found = recommended(outsider, fire)
    assert names(found, "fireboat") == [boat.call_sign]
    water = file(by=dani, kind="RESCUE.WATER")
    assert names(recommended(dani, water), "rescue_boat") == [boat.call_sign]


def test_several_agencies_are_asked(dani: Person, city: SmallCity) -> None:
    market = file(by=dani, kind="FIRE.MARKET")
    stands(city.police, "P 1", 300, "patrol")
    stands(city.gas, "G 1", 900, "gas_crew")
    found = recommended(dani, market)
    by_call = {unit["call_sign"]: unit for unit in found["units"]}
    assert by_call["P 1"]["agency"] == city.police.pk
    assert by_call["P 1"]["mine"] is False
    assert by_call["G 1"]["for"] == "gas_crew"
    # The police have no part in a market fire until they are asked; the gas firm has.
    assert need(found, "patrol")["ask"] == [city.police.pk]
    assert need(found, "gas_crew")["ask"] == []


def test_a_unit_that_is_not_shown_is_not_recommended_to_others(
    dani: Person, mina: Person, city: SmallCity
) -> None:
    market = file(by=dani, kind="FIRE.MARKET")
    stands(city.police, "P secret", 300, "patrol", shared=False)
    found = recommended(dani, market)
    assert names(found, "patrol") == []
    assert reasons(found, "patrol") == {"no_such_unit": 0}


def test_no_such_unit(dani: Person, alarm: Incident) -> None:
    assert reasons(recommended(dani, alarm), "engine") == {"no_such_unit": 0}


def test_none_in_service(dani: Person, alarm: Incident) -> None:
    stands(dani.agency, "E 1", 100, duty="out_of_service", reason="tyre")
    found = recommended(dani, alarm)
    assert reasons(found, "engine") == {"none_in_service": 1}
    assert need(found, "engine")["short"] == 1
    assert need(found, "engine")["reasons"][0]["text"]


def test_all_busy_names_who_could_be_taken(dani: Person, alarm: Incident) -> None:
    engine = stands(dani.agency, "E 1", 100)
    sends(dani, file(by=dani), engine)
    found = recommended(dani, alarm)
    assert reasons(found, "engine") == {"all_busy": 1}
    (unit,) = found["units"]
    assert (unit["call_sign"], unit["engaged"]) == ("E 1", True)


def test_too_far(dani: Person, alarm: Incident) -> None:
    stands(dani.agency, "E 1", 90_000)
    found = recommended(dani, alarm)
    assert reasons(found, "engine") == {"too_far": 1}
    assert found["units"] == []


def test_an_island_is_not_near_because_the_sea_is_flat(dani: Person) -> None:
    """The engine on the island is farther than twenty on the mainland, and the only one to come."""
    Ground.objects.create(kind="land", part=1, area=box(126.0, 37.0, 126.2499, 37.1))
    Ground.objects.create(kind="land", part=2, area=box(*ISLAND_BOX))
    TravelRule.objects.update(shore_metres=1)
    alarm = file(by=dani, kind="FIRE.ALARM", place=Place(lon=126.2501, lat=37.05))
    shore = a_station(dani.agency, "shore", lon=126.2498, lat=37.05)
    for number in range(20):
        a_unit(dani.agency, f"E {number}", station=shore)
    home = a_station(dani.agency, "island", lon=126.2699, lat=37.05)
    a_unit(dani.agency, "E island", station=home)
    assert names(recommended(dani, alarm)) == ["E island"]


def test_nowhere_to_be_found(dani: Person, alarm: Incident) -> None:
    engine = a_unit(dani.agency, "E 1")
    is_heard(engine, 100, seconds_ago=900)
    assert reasons(recommended(dani, alarm), "engine") == {"stale_position": 1}


def test_crew_below_minimum(dani: Person, alarm: Incident) -> None:
    engine = stands(dani.agency, "E 1", 100)
    works(engine, 2, clock.now() - timedelta(hours=1))
    found = recommended(dani, alarm)
    assert reasons(found, "engine") == {"crew_below_minimum": 1}
    assert found["units"] == []


def test_a_crew_is_counted(dani: Person, alarm: Incident) -> None:
    stands(dani.agency, "E unknown", 200)
    engine = stands(dani.agency, "E manned", 100)
    works(engine, 3, clock.now() - timedelta(hours=1))
    (unit,) = recommended(dani, alarm)["units"]
    assert unit["crew"] == {"have": 3, "minimum": 3}


def test_a_gap_in_the_roster_is_nobody(dani: Person, alarm: Incident) -> None:
    engine = stands(dani.agency, "E 1", 100)
    works(engine, 4, clock.now() - timedelta(hours=20))
    assert names(recommended(dani, alarm)) == ["E 1"]
    works(engine, 4, clock.now() + timedelta(hours=4))
    assert reasons(recommended(dani, alarm), "engine") == {"crew_below_minimum": 1}


def test_every_reason_is_counted_once(dani: Person, alarm: Incident) -> None:
    busy = stands(dani.agency, "E busy", 100)
    sends(dani, file(by=dani), busy)
    stands(dani.agency, "E broken", 100, duty="out_of_service", reason="tyre")
    a_unit(dani.agency, "E lost")
    stands(dani.agency, "E far", 90_000)
    few = stands(dani.agency, "E few", 100)
    works(few, 1, clock.now() - timedelta(hours=1))
    assert reasons(recommended(dani, alarm), "engine") == {
        "none_in_service": 1,
        "all_busy": 1,
        "crew_below_minimum": 1,
        "stale_position": 1,
        "too_far": 1,
    }
