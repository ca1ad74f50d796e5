"""The pages of an agency's units, as its admins and supervisors use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safety_net.core import clock
from tests.support.cast import Person
from tests.support.fleet import a_station, a_unit
from units.models import Crew, Unit
from units.views.forms import initial_of

SHIFT = {"begin": "2026-11-30T09:00", "end": "2026-11-30T18:00", "shift": "day"}


def filled(unit: Unit, **more: Any) -> dict[str, Any]:
    """What a browser sends: the unit as the form shows it, and what was typed over it."""
    shown = {name: value for name, value in initial_of(unit).items() if value not in (None, False)}
    return {**shown, **more}


@pytest.fixture(autouse=True)
def read_english(chief: Person, sol: Person, admin: Person) -> None:
    for who in (chief, sol, admin):
        who.browser.cookies["django_language"] = "en"


@pytest.fixture
def engine(chief: Person) -> Unit:
    return a_unit(chief.agency, "E 11", station=a_station(chief.agency, "Mill"))


def page(who: Person, **query: str) -> str:
    return str(who.browser.get("/units/", query).content.decode())


def test_who_manages_units_or_crews_sees_them(chief: Person, sol: Person, admin: Person) -> None:
    for who in (chief, sol, admin):
        assert who.browser.get("/units/").status_code == 200
    assert sol.browser.get("/units/new/").status_code == 403
    assert Client().get("/units/").status_code == 302


def test_nobody_else_does(dani: Person, auditor: Person, engine: Unit) -> None:
    for who in (dani, auditor):
        for address in ("/units/", "/units/new/", f"/units/{engine.pk}/"):
            assert who.browser.get(address).status_code == 403, address


def test_another_agencys_units_are_not_there(admin: Person, engine: Unit) -> None:
    assert "E 11" not in page(admin)
    assert admin.browser.get(f"/units/{engine.pk}/").status_code == 404
    assert admin.browser.post(f"/units/{engine.pk}/", filled(engine)).status_code == 404


def test_the_list_is_searched(chief: Person, engine: Unit) -> None:
    a_unit(chief.agency, "L 1", "ladder", duty="out_of_service", reason="flat tyre")
    for query in (
        {"q": "e 1"},
        {"kind": "engine"},
        {"capability": "engine"},
        {"duty": "available_station"},
        {"station": str(engine.station_id)},
    ):
        found = page(chief, **query)
        assert "E 11" in found, query
        assert "L 1" not in found, query
    assert "flat tyre" in page(chief, duty="out_of_service")
    assert "E 11" not in page(chief, retired="1")
    assert "E 11" in page(chief, station="nonsense", q="\0")


def test_the_list_counts_as_people_do(chief: Person, engine: Unit) -> None:
    a_unit(chief.agency, "E 9")
    found = page(chief)
    assert found.index(">E 9<") < found.index(">E 11<")


def test_too_few_people_are_found(chief: Person, sol: Person, engine: Unit) -> None:
    now = clock.now()
    crew = Crew.objects.create(
        unit=engine, during=(now - timedelta(hours=1), now + timedelta(hours=1))
    )
    crew.members.create(name="Byeol")
    assert f"below {engine.crew_minimum}" in page(sol, short="1")
    for number in range(engine.crew_minimum):
        crew.members.create(name=f"No {number}")
    assert "E 11" not in page(sol, short="1")


def test_the_list_takes_the_same_for_any_number(chief: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert chief.browser.get("/units/").status_code == 200
        return len(seen)

    a_unit(chief.agency, "E 1")
    queries()  # what is kept for the life of a process is known now
    before = queries()
    for number in range(2, 7):
        a_unit(chief.agency, f"E {number}")
    assert queries() == before
    assert before <= 12


def test_a_unit_is_made_as_others_of_its_kind(chief: Person) -> None:
    body = {"call_sign": "E 12", "kind": "engine", "is_shared": "on"}
    assert chief.browser.post("/units/new/", body).status_code == 302
    made = Unit.objects.get(call_sign="E 12")
    assert (made.agency, made.crew_size) == (chief.agency, made.kind.crew_size)
    brings = {one.capability.code: one.number for one in made.brings.all()}
    assert brings == made.kind.capabilities


def test_a_unit_is_changed(chief: Person, engine: Unit) -> None:
    body = filled(engine, radio="TG 7", brings_engine="2", brings_ladder="", crew_minimum="1")
    assert chief.browser.post(f"/units/{engine.pk}/", body).status_code == 302
    engine.refresh_from_db()
    assert (engine.radio, engine.crew_minimum) == ("TG 7", 1)
    assert engine.brings.get(capability__code="engine").number == 2


def test_what_is_refused_stands_beside_its_field(chief: Person, engine: Unit) -> None:
    a_unit(chief.agency, "L 1", "ladder")
    taken = chief.browser.post(f"/units/{engine.pk}/", filled(engine, call_sign="l 1"))
    assert taken.status_code == 400
    assert "There is a unit with this call sign." in taken.content.decode()
    stale = chief.browser.post(f"/units/{engine.pk}/", filled(engine, version="9"))
    assert "Somebody changed this unit meanwhile" in stale.content.decode()


def test_a_supervisor_sets_the_duty_and_no_facts(sol: Person, chief: Person, engine: Unit) -> None:
    address = f"/units/{engine.pk}/duty/"
    broken = {"duty": "out_of_service", "reason": ""}
    assert sol.browser.post(address, broken).status_code == 400
    assert sol.browser.post(address, {**broken, "reason": "pump"}).status_code == 302
    engine.refresh_from_db()
    assert (engine.duty, engine.duty_reason) == ("out_of_service", "pump")
    assert chief.browser.post(address, broken).status_code == 403
    assert sol.browser.post(f"/units/{engine.pk}/", filled(engine)).status_code == 403


def test_a_crew_is_put_on_and_taken_off(sol: Person, engine: Unit) -> None:
    address = f"/units/{engine.pk}/crews/"
    people = {"members": "Kim Byeol, officer\n\nLee Haneul"}
    begin = clock.now().date() + timedelta(days=1)
    shift = {"begin": f"{begin}T09:00", "end": f"{begin}T18:00", "shift": "day"}
    assert sol.browser.post(address, {**shift, **people}).status_code == 302
    crew = engine.crews.get()
    assert crew.during.lower.hour == 0, "nine in the city is midnight in UTC"
    assert [(one.name, one.position) for one in crew.members.all()] == [
        ("Kim Byeol", "officer"),
        ("Lee Haneul", ""),
    ]
    again = sol.browser.post(address, {**shift, **people})
    assert "another crew at that time" in again.content.decode()
    assert "09:00" in sol.browser.get(f"/units/{engine.pk}/").content.decode()
    assert sol.browser.post(f"{address}{crew.pk}/end/").status_code == 302
    assert not engine.crews.exists()


@pytest.mark.parametrize(
    "bad", [{"members": ", officer"}, {"begin": "soon"}, {"end": "2026-11-30T08:00"}]
)
def test_what_is_no_crew_is_refused(sol: Person, engine: Unit, bad: dict[str, str]) -> None:
    body = {**SHIFT, "members": "Kim Byeol", **bad}
    answer = sol.browser.post(f"/units/{engine.pk}/crews/", body)
    assert answer.status_code == 400
    assert not engine.crews.exists()
