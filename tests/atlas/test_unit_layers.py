"""Units of a pack: loaded once, changed as the file changes, let go but never deleted."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from agencies.models import Agency
from atlas.models import PackLoad
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.atlas.paper_city import PaperCity
from units import hooks
from units.models import Unit, UnitKind
from units.states import Duty

pytestmark = pytest.mark.django_db

STATIONS = """
name = "stations"
kind = "station"
agency = "fire"
file = "stations.csv"
format = "csv"
columns = { external_id = "id", name_ko = "name", lon = "x", lat = "y" }
"""
UNITS = """
name = "units"
kind = "unit"
agency = "fire"
simulated = true
file = "units.csv"
format = "csv"
[layers.columns]
external_id = "id"
call_sign = "sign"
kind = "kind"
station = "at"
capabilities = "can"
out_of_service = "why"
"""
LISTED = """
name = "vehicles"
kind = "unit"
agency = "fire"
file = "vehicles.csv"
format = "csv"
each = "차량"
each_count = "대수"
columns = { external_id = "{센터} {차량} {차량#}", station = "센터", kind = "차량" }
[layers.words.kind]
"펌프차" = "engine"
"구급차" = "ambulance"
"행정차" = ""
"""


@pytest.fixture
def city(paper: PaperCity, settings: Any) -> PaperCity:
    settings.SAFETY_NET_VAR = paper.folder / "var"
    paper.write(
        "stations.csv",
        "id,name,x,y\n1,은행119안전센터,126.05,37.05\n2,종이119구조대,126.15,37.05\n",
    )
    return paper.layer(STATIONS)


def load(city: PaperCity, *options: str) -> dict[str, Any]:
    """What the load did to the layer of units."""
    call_command("load_city", str(city.save()), *options, "-v0", stdout=StringIO())
    summary = PackLoad.objects.latest().summary
    found: dict[str, Any] = summary.get("units") or summary.get("vehicles") or {}
    return found


def units(city: PaperCity, *lines: str) -> PaperCity:
    city.write("units.csv", "\n".join(["id,sign,kind,at,can,why", *lines]) + "\n")
    return city


def told() -> list[tuple[str, str]]:
    entries = LogEntry.objects.filter(kind="unit.changed").order_by("seq")
    return [(entry.payload["unit"]["call_sign"], entry.payload["what"]) for entry in entries]


def test_a_unit_stands_at_its_station_with_what_its_kind_brings(city: PaperCity) -> None:
    load(units(city.layer(UNITS), "1,E1,engine,1,,", "2,A1,ambulance,은행119안전센터,,정기점검"))
    engine, ambulance = Unit.objects.order_by("external_id")
    assert engine.station == ambulance.station
    assert engine.station is not None
    assert {b.capability.code: b.number for b in engine.brings.all()} == {"engine": 1}
    assert (engine.crew_size, engine.crew_minimum, engine.is_simulated) == (4, 3, True)
    assert (ambulance.duty, ambulance.duty_reason) == (Duty.OUT_OF_SERVICE, "정기점검")
    assert told() == [("E1", "added"), ("A1", "added")]


def test_loading_twice_changes_nothing(city: PaperCity) -> None:
    units(city.layer(UNITS), "1,E1,engine,1,engine:2 tanker,", "2,A1,ambulance,1,,")
    assert load(city)["added"] == 2
    before = list(Unit.objects.order_by("pk").values())
    counts = load(city)
    assert (counts["added"], counts["changed"], counts["removed"]) == (0, 0, 0)
    assert list(Unit.objects.order_by("pk").values()) == before
    assert len(told()) == 2


def test_a_changed_row_changes_the_unit_but_not_its_duty(city: PaperCity) -> None:
    load(units(city.layer(UNITS), "1,E1,engine,1,,"))
    Unit.objects.update(duty=Duty.AVAILABLE_MOBILE)
    assert load(units(city, "1,E9,ladder,2,,차량수리"))["changed"] == 1
    unit = Unit.objects.get()
    assert (unit.call_sign, unit.kind.code, unit.version) == ("E9", "ladder", 2)
    assert [b.capability.code for b in unit.brings.all()] == ["ladder"]
    assert unit.duty == Duty.AVAILABLE_MOBILE


def test_a_unit_that_left_the_file_is_let_go_and_may_return(city: PaperCity) -> None:
    units(city.layer(UNITS), "1,E1,engine,1,,", "2,A1,ambulance,1,,")
    load(city)
    assert load(units(city, "1,E1,engine,1,,"))["removed"] == 1
    gone = Unit.objects.get(call_sign="A1")
    assert not gone.is_active
    load(units(city, "1,E1,engine,1,,", "2,A1,ambulance,1,,"))
    assert Unit.objects.get(call_sign="A1").pk == gone.pk
    assert Unit.objects.filter(is_active=True).count() == 2
    assert [what for _, what in told()] == ["added", "added", "left", "changed"]


def test_one_that_is_on_an_incident_stays(city: PaperCity, monkeypatch: pytest.MonkeyPatch) -> None:
    load(units(city.layer(UNITS), "1,E1,engine,1,,"))
    busy = {Unit.objects.get().pk: hooks.Engagement(status="on_scene", incidents=1)}
    monkeypatch.setattr(hooks, "_engagements", [lambda ids: busy])
    summary = load(units(city))
    assert Unit.objects.get().is_active
    assert summary["faults"] == {"still_engaged": 1}


def test_most_of_a_fleet_is_not_let_go_at_once(city: PaperCity) -> None:
    rows = [f"{n},E{n},engine,1,," for n in range(30)]
    load(units(city.layer(UNITS), *rows))
    assert load(units(city, *rows[:3]))["kept"] == 27
    assert Unit.objects.filter(is_active=True).count() == 30
    assert load(city, "--prune")["removed"] == 27


def test_units_of_a_layer_that_left_the_pack_are_let_go_and_others_are_not(
    city: PaperCity,
) -> None:
    load(city)
    kind = UnitKind.objects.get(code="engine")
    fire = Agency.objects.get(slug="fire")
    by_hand = {"agency": fire, "kind": kind, "crew_size": 4, "crew_minimum": 2}
    Unit.objects.create(call_sign="H1", duty_since=clock.now(), **by_hand)
    layers = city.layers
    load(units(city.layer(UNITS), "1,E1,engine,1,,"))
    city.layers = layers
    load(city)
    assert not Unit.objects.get(call_sign="E1").is_active
    assert Unit.objects.get(call_sign="H1").is_active


def test_a_call_sign_is_one_unit_s_and_an_inactive_unit_gives_it_up(city: PaperCity) -> None:
    units(city.layer(UNITS), "1,E1,engine,1,,", "2,e1,engine,1,,")
    summary = load(city)
    assert summary["refused"] == 1
    assert summary["faults"] == {"call_sign_taken": 1}
    assert load(units(city, "3,E1,engine,1,,"))["added"] == 1
    assert Unit.objects.get(call_sign="E1").external_id == "units/3"
    old = Unit.objects.get(external_id="units/1")
    assert (old.is_active, old.call_sign) == (False, f"E1~{old.pk}")


def test_what_does_not_fit_is_reported(city: PaperCity) -> None:
    summary = load(
        units(city.layer(UNITS), "1,E1,rocket,1,,", "2,E2,engine,99,,", "3,E3,engine,1,wings,")
    )
    assert summary["read"] == summary["refused"] + summary["usable"] + summary["left_out"]
    assert summary["faults"] == {"no_kind": 1, "no_station": 1, "bad_value": 1}
    assert Unit.objects.count() == 2


def test_a_list_of_vehicles_becomes_a_unit_each_with_korean_call_signs(city: PaperCity) -> None:
    city.layer(LISTED).write(
        "vehicles.csv",
        "센터,차량,대수\n"
        '은행119안전센터,"펌프차(2),구급차,행정차",4\n'
        '종이119구조대,"펌프차,헬기",3\n'
        "은행119안전센터,,5\n",
    )
    summary = load(city)
    assert sorted(unit.call_sign for unit in Unit.objects.all()) == [
        "은행구급1", "은행펌프1", "은행펌프2", "종이펌프1",
    ]  # fmt: skip
    assert (summary["read"], summary["left_out"], summary["refused"]) == (7, 1, 2)
    assert summary["faults"] == {"no_kind": 1, "nothing_listed": 1, "other_count": 1}
    assert load(city)["changed"] == 0
