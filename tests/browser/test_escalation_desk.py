"""Nobody acts, and every desk sees what happens next, whom it reached and who is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from agencies.models import Role
from escalation.engine.ticking import tick
from escalation.models import EnginePulse, Run
from escalation.states import RunState
from safety_net.core import clock
from tests.browser.conftest import Sit
from tests.support.cast import Person, file
from tests.support.escalating import Kind, a_rule, person, role, run_of, tell

pytestmark = pytest.mark.browser
SOON = 15_000  # milliseconds, on a slow machine


@pytest.fixture
def engine(committing: None) -> Iterator[None]:
    """An engine that was at work a moment ago."""
    beats(seconds_ago=1)
    yield
    EnginePulse.objects.all().delete()


def beats(*, seconds_ago: float) -> None:
    at = clock.now() - timedelta(seconds=seconds_ago)
    for driver in ("celery", "sentinel"):
        EnginePulse.objects.update_or_create(driver=driver, defaults={"at": at})


def test_nobody_acknowledges_so_the_supervisor_is_asked_until_somebody_does(
    sit: Sit, engine: None, dani: Person, sol: Person
) -> None:
    a_rule(
        Kind.NOT_ACKNOWLEDGED_BY_AGENCY,
        tell(person(sol)),
        tell(person(dani), wait=300),
        within=120,
        name="Not taken",
    )
    incident = file(dani, "FIRE.ALARM", at=clock.now())
    desk, supervisor = sit(dani), sit(sol)
    queued, listed = desk.pending(incident.number), desk.row(incident.number)
    for place in (queued.locator(".next-step"), listed.locator(".next-step")):
        expect(place.locator(".next-who")).to_have_text("Sol", timeout=SOON)
        expect(place.locator(".next-left")).to_have_text(re.compile(r"^[01]:\d\d$"))
    # The seconds are for the eye; a screen reader gets a time that stands still.
    expect(listed.locator(".next-step .unseen")).to_have_text(
        re.compile(r"next at \d\d:\d\d:\d\d: Sol")
    )
    desk.press("i", "j")
    supervisor.press("n")
    supervisor.say("Mill")
    tick(at=clock.now() + timedelta(seconds=120))
    pop_up = supervisor.page.locator(".pop-up")
    expect(pop_up).to_contain_text("P2 fire alarm", timeout=SOON)
    expect(pop_up).to_contain_text("Not taken")
    # It came above the work and took neither the focus nor a letter.
    assert supervisor.page.evaluate("document.activeElement.closest('call-form') !== null")
    step = desk.page.locator(".entry", has_text="Escalation “Not taken”: fire · step 1 of 2")
    expect(step.locator(".told-line")).to_contain_text("Sol", timeout=SOON)
    expect(desk.page.locator(".told-person")).to_contain_text("Sol has not answered")
    # One key, from within the form that she is typing in.
    supervisor.press("F7")
    expect(pop_up).to_have_count(0, timeout=SOON)
    expect(desk.page.locator(".told-person")).to_contain_text("Sol is on it", timeout=SOON)
    expect(desk.chip(incident.number, "fire")).to_have_class(re.compile("acknowledged"))
    for each in (desk, supervisor):
        expect(each.row(incident.number).locator(".next.none")).to_contain_text(
            "nothing is scheduled", timeout=SOON
        )
    assert desk.faults + supervisor.faults == []


def test_all_escalations_in_one_view_are_taken_over_and_tried_again_by_key(
    sit: Sit, engine: None, dani: Person, sol: Person
) -> None:
    a_rule(Kind.NO_UNIT_ASSIGNED, tell(role(Role.DISPATCHER)), within=300, name="No unit")
    first, second = (file(dani, "FIRE.ALARM", at=clock.now()) for _ in range(2))
    Run.objects.filter(pk=run_of(second).pk).update(
        state=RunState.BLOCKED, fault="nobody is left", due_at=None, planned_at=None
    )
    desk, supervisor = sit(dani), sit(sol)
    supervisor.press("!")
    expect(supervisor.page).to_have_url(re.compile("/escalation/$"))
    rows = supervisor.page.locator(".escalation-row")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("nobody is left")
    expect(rows.first).to_contain_text(second.number[-4:])
    supervisor.press("j", "r")
    expect(supervisor.page.locator(".escalation-row.blocked")).to_have_count(0, timeout=SOON)
    assert run_of(second).state == RunState.ACTIVE
    supervisor.page.reload()
    expect(rows).to_have_count(2, timeout=SOON)
    taken = rows.filter(has_text=first.number[-4:])
    taken.click()
    supervisor.press("a")
    expect(taken).to_have_count(0, timeout=SOON)
    expect(desk.row(first.number).locator(".next.none")).to_be_visible(timeout=SOON)
    supervisor.press("!")
    expect(supervisor.row(second.number)).to_be_visible()
    assert desk.faults + supervisor.faults == []


def test_an_engine_that_stands_still_is_red_on_every_desk(
    sit: Sit, engine: None, dani: Person
) -> None:
    desk = sit(dani)
    badge = desk.page.locator(".engine")
    expect(badge).to_have_text(re.compile(r"engine\s+\d+\.\d s"), timeout=SOON)
    expect(desk.page.locator(".engine-silent")).to_have_count(0)
    beats(seconds_ago=27)
    banner = desk.page.locator(".engine-silent")
    expect(banner).to_contain_text("escalation may be late", timeout=SOON)
    expect(badge).to_have_class(re.compile("silent"))
    beats(seconds_ago=0)
    expect(banner).to_have_count(0, timeout=SOON)
    assert desk.faults == []
