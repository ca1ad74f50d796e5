"""A crew in danger, and a crew that nobody asked: nobody can overlook either."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dispatch.models import Assignment
from dispatch.services import safety
from safety_net.core import clock
from safety_net.core.access import SYSTEM
from tests.browser.conftest import Sit
from tests.dispatch.recommending import stands
from tests.support.cast import Person, file
from tests.support.dispatching import moves_on, sends
from tests.support.small_city import SmallCity
from units.models import Unit

pytestmark = pytest.mark.browser


@pytest.fixture
def engine(city: SmallCity) -> Unit:
    return stands(city.fire, "Engine 1", 300)


def test_a_mayday_is_above_everything_until_somebody_acknowledges_by_name(
    sit: Sit, engine: Unit, dani: Person, mina: Person
) -> None:
    incident = file(dani, "FIRE.STRUCT")
    sends(dani, incident, engine)
    fire, police = sit(dani), sit(mina)
    fire.row(incident.number).click()
    fire.press("Alt+m", "Enter")
    for desk in (fire, police):
        expect(desk.page.locator(".mayday")).to_contain_text("MAYDAY Engine 1", timeout=10_000)
    expect(police.page.locator(".mayday button", has_text="Acknowledge")).to_have_count(0)
    top = police.page.locator(".mayday").bounding_box()
    work = police.page.locator("main").bounding_box()
    assert top
    assert work
    assert top["y"] + top["height"] <= work["y"] + 1
    # It is no modal: the work goes on below it.
    police.press("i", "j")
    expect(police.detail()).to_contain_text(incident.number)
    fire.press("0")
    heard = f"acknowledged by {dani.name}"
    for desk in (fire, police):
        expect(desk.page.locator(".mayday.heard")).to_contain_text(heard, timeout=10_000)
    fire.press("0")
    fire.say("all crew accounted for")
    fire.press("Enter")
    for desk in (fire, police):
        expect(desk.page.locator(".mayday")).to_have_count(0, timeout=10_000)
    assert fire.faults + police.faults == []


def test_a_missed_safety_check_is_loud_until_all_is_well(
    sit: Sit, engine: Unit, dani: Person
) -> None:
    now = clock.now()
    incident = file(dani, "FIRE.STRUCT", at=now)
    (assignment,) = sends(dani, incident, engine, at=now)
    moves_on(dani, assignment, "on_scene", at=now)
    desk = sit(dani)
    desk.row(incident.number).click()
    expect(desk.unit_line("Engine 1").locator(".safety")).to_have_text(
        re.compile(r"check \d+:\d\d")
    )
    due = Assignment.objects.get(pk=assignment.pk).safety_due_at
    assert due
    safety.mark_missed(by=SYSTEM, at=due + timedelta(seconds=1))
    expect(desk.unit_line("Engine 1")).to_have_class(re.compile("overdue"), timeout=10_000)
    expect(desk.unit_line("Engine 1")).to_contain_text("check missed")
    expect(desk.page.locator(".notices")).to_contain_text("Safety check missed: Engine 1")
    expect(desk.row(incident.number).locator(".unit-chip")).to_have_class(re.compile("alarm"))
    desk.press("9")
    expect(desk.unit_line("Engine 1").locator(".safety")).to_have_text(
        re.compile(r"check \d+:\d\d"), timeout=10_000
    )
    assert desk.faults == []
