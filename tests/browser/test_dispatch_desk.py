"""Dispatchers at real desks: who sends whom, what a status key does, the unit board, closing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Sit
from tests.browser.desk import Desk
from tests.dispatch.recommending import stands
from tests.support.cast import Person, file
from tests.support.dispatching import sends
from tests.support.fleet import a_unit
from tests.support.small_city import HILL_STATION, SmallCity
from units.models import Unit

pytestmark = pytest.mark.browser


@pytest.fixture
def engine(city: SmallCity) -> Unit:
    return stands(city.fire, "Engine 1", 300)


@pytest.fixture
def ladder(city: SmallCity) -> Unit:
    return stands(city.fire, "Ladder 7", 800, "ladder")


def chosen(desk: Desk, number: str) -> Desk:
    desk.row(number).click()
    expect(desk.detail()).to_contain_text(number)
    return desk


def notice(desk: Desk, text: str) -> None:
    expect(desk.page.locator(".notices")).to_contain_text(text, timeout=10_000)


def panel_gone(desk: Desk) -> None:
    expect(desk.page.locator(".act-panel")).to_have_count(0, timeout=10_000)


def test_units_that_are_sent_stand_on_every_desk_with_their_sign(
    sit: Sit, engine: Unit, ladder: Unit, dani: Person, mina: Person
) -> None:
    number = file(dani, "FIRE.STRUCT").number
    fire, police = sit(dani), sit(mina)
    chosen(fire, number)
    fire.press("e")
    expect(fire.send_row("Ladder 7")).to_contain_text("est.", timeout=15_000)
    short = fire.page.locator(".need", has_text="engine")
    expect(short).to_contain_text("2 short")
    fire.press("Enter")
    expect(police.unit_chip(number, "Engine 1")).to_be_visible(timeout=10_000)
    expect(police.unit_chip(number, "Ladder 7")).to_contain_text("alerted")
    notice(police, "Engine 1, Ladder 7")
    chosen(police, number)
    expect(police.unit_line("Engine 1")).to_contain_text("1st")
    expect(police.page.locator(".unit-bar")).to_have_count(0)
    assert fire.faults + police.faults == []


def test_who_comes_second_learns_who_has_the_unit_and_sends_it_all_the_same(
    sit: Sit, engine: Unit, dani: Person, sol: Person
) -> None:
    here = file(dani, "FIRE.ALARM")
    there = file(dani, "FIRE.ALARM", place=HILL_STATION).number
    desk = chosen(sit(dani), there)
    desk.press("e")
    expect(desk.send_row("Engine 1")).to_have_attribute("aria-selected", "true", timeout=15_000)
    sends(sol, here, engine)
    desk.press("Enter")
    told = desk.page.get_by_role("alert")
    expect(told).to_contain_text(f"Engine 1 is on {here.number}, sent by {sol.name}")
    desk.page.get_by_role("button", name="Send all the same").click()
    expect(desk.unit_line("Engine 1")).to_contain_text("alerted", timeout=10_000)
    expect(desk.unit_chip(here.number, "Engine 1")).to_be_visible()
    # Being refused is no fault of the page.
    assert all("409" in fault for fault in desk.faults)


def test_one_unit_is_picked_and_a_slip_is_taken_back(
    sit: Sit, engine: Unit, ladder: Unit, dani: Person
) -> None:
    incident = file(dani, "FIRE.ALARM")
    sends(dani, incident, engine, ladder)
    desk = chosen(sit(dani), incident.number)
    desk.press("]", "2")
    expect(desk.unit_line("Engine 1")).to_contain_text("en route")
    expect(desk.unit_line("Ladder 7")).to_contain_text("alerted")
    desk.press("Control+z")
    expect(desk.unit_line("Engine 1")).to_contain_text("alerted")
    desk.press("Escape", "3")
    expect(desk.unit_line("Ladder 7")).to_contain_text("on scene")
    desk.press("2")
    notice(desk, "not from “on scene” to “en route”")
    assert desk.faults == []


def test_a_supervisor_orders_a_jump_with_a_reason(sit: Sit, engine: Unit, sol: Person) -> None:
    incident = file(sol, "FIRE.ALARM")
    sends(sol, incident, engine)
    desk = chosen(sit(sol), incident.number)
    desk.press("3")
    expect(desk.unit_line("Engine 1")).to_contain_text("on scene")
    desk.press("2")
    desk.say("wrong house")
    desk.press("Enter")
    expect(desk.unit_line("Engine 1")).to_contain_text("en route")
    expect(desk.page.locator(".timeline")).to_contain_text("wrong house")


def test_the_way_to_the_hospital_says_where(sit: Sit, city: SmallCity, dani: Person) -> None:
    ambulance = stands(city.fire, "Ambulance 3", 400, "ambulance")
    incident = file(dani, "EMS.TRAUMA")
    sends(dani, incident, ambulance)
    desk = chosen(sit(dani), incident.number)
    desk.press("3", "4", "5")
    desk.say("Harbour Hospital")
    desk.press("Enter")
    expect(desk.unit_line("Ambulance 3")).to_contain_text("→ Harbour Hospital")
    desk.press("8")
    notice(desk, "not from “transporting”")
    desk.press("6")
    expect(desk.unit_line("Ambulance 3")).to_contain_text("at hospital")
    assert desk.faults == []


def test_closing_frees_whoever_is_still_there(
    sit: Sit, engine: Unit, ladder: Unit, dani: Person
) -> None:
    incident = file(dani, "FIRE.ALARM")
    sends(dani, incident, engine, ladder)
    desk = chosen(sit(dani), incident.number)
    desk.press("c")
    panel = desk.page.locator(".act-panel")
    expect(panel).to_contain_text("Still there: Engine 1, Ladder 7")
    panel.get_by_label("How it ended").select_option(index=1)
    panel.get_by_label("Still there").select_option("available_station")
    desk.press("Control+Enter")
    expect(desk.detail().locator(".tag.status")).to_have_text("closed", timeout=10_000)
    panel_gone(desk)
    engine.refresh_from_db()
    assert engine.duty == "available_station"
    desk.press("z")
    expect(desk.unit_row("Engine 1")).to_contain_text("available at station")
    assert desk.faults == []


def test_the_unit_board_by_keys(
    sit: Sit, city: SmallCity, engine: Unit, ladder: Unit, dani: Person
) -> None:
    a_unit(city.police, "Patrol 4", "patrol")
    incident = file(dani, "FIRE.ALARM")
    sends(dani, incident, ladder)
    desk = sit(dani)
    desk.press("z")
    first = desk.page.locator(".unit-row").first
    expect(first).to_contain_text("Engine 1")
    expect(desk.unit_row("Ladder 7")).to_contain_text(incident.number[-4:])
    expect(desk.unit_row("Patrol 4")).to_have_count(0)
    desk.press("j", "Enter")
    expect(desk.detail()).to_contain_text(incident.number)
    desk.press("z", "z", "k", "=")
    desk.page.locator("#act-duty").select_option("out_of_service")
    desk.press("Tab")
    desk.say("flat tyre")
    desk.press("Enter")
    panel_gone(desk)
    expect(desk.unit_row("Engine 1")).to_contain_text("flat tyre", timeout=10_000)
    desk.press("ArrowRight", "ArrowRight", "ArrowRight")
    expect(desk.unit_row("Patrol 4")).to_be_visible(timeout=10_000)
    desk.page.reload()
    desk.expect_live()
    expect(desk.unit_row("Patrol 4")).to_be_visible()
    assert desk.faults == []


def test_two_thousand_units_stay_quick(sit: Sit, city: SmallCity, dani: Person) -> None:
    for n in range(30):
        a_unit(city.fire, f"Engine {n}")
    desk = sit(dani)
    desk.press("z")
    expect(desk.page.locator(".unit-row").first).to_be_visible()
    tries = [desk.page.evaluate(MANY_UNITS) for _ in range(3)]
    drawn = desk.page.locator(".unit-row").count()
    assert drawn < 100
    # The best of three: this machine also runs everything else.
    assert min(each["draw"] for each in tries) < 100, tries
    assert min(each["step"] for each in tries) < 100, tries
    assert desk.faults == []


# Fills the board with 2,000 units, as an entry would; measures drawing it and moving on by a row.
MANY_UNITS = """
() => {
  const { desk } = document.querySelector("safety-desk");
  const board = document.querySelector("unit-board");
  const [one] = desk.state.board.units.values();
  const named = (n) => ({ ...one, id: 90000 + n, call_sign: `U${n}` });
  const rows = Array.from({ length: 2000 }, (_, n) => named(n));
  const units = new Map(rows.map((row) => [row.id, row]));
  desk.set({ board: { ...desk.state.board, units } });
  const began = performance.now();
  board.draw();
  const drawn = performance.now();
  board.move(1);
  return { draw: drawn - began, step: performance.now() - drawn };
}
"""


def test_a_unit_is_dragged_onto_an_incident(sit: Sit, engine: Unit, dani: Person) -> None:
    number = file(dani, "FIRE.ALARM").number
    desk = sit(dani)
    desk.press("z")
    desk.unit_row("Engine 1").drag_to(desk.row(number))
    expect(desk.send_row("Engine 1")).to_have_attribute("aria-selected", "true", timeout=15_000)
    desk.press("Enter")
    expect(desk.chip(number, engine.agency.short_ko)).to_have_class(
        re.compile("working"), timeout=10_000
    )
    assert desk.faults == []
