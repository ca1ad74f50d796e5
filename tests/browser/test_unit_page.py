"""A crew with its phone, in a real browser: on the way, in a dead spot, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Geolocation, expect

from dispatch.models import Assignment, AssignmentTime, Mayday
from dispatch.services.clearing import clear
from dispatch.services.sending import send
from incidents.models import Incident, Note
from positions.models import LatestFix
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.browser.phone import SMALL, TALL, Phone, sign_in
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.fleet import a_unit
from tests.support.server import Server
from units.models import Unit

pytestmark = pytest.mark.browser
HERE: Geolocation = {"longitude": 126.075, "latitude": 37.052, "accuracy": 12}

Take = Callable[..., Phone]


@pytest.fixture
def take(chromium: Browser, server: Server) -> Iterator[Take]:
    """`take(crew)` is Byeol's phone, in English, with its position on."""
    contexts = []

    def up(person: Person, **options: Any) -> Phone:
        phone = {"viewport": TALL, "is_mobile": True, "has_touch": True, **options}
        context = chromium.new_context(**phone, geolocation=HERE, permissions=["geolocation"])
        contexts.append(context)
        sign_in(context, person, server.url)
        return Phone(context.new_page(), server.url).opened()

    yield up
    for context in contexts:
        context.close()


@pytest.fixture
def engine(dani: Person) -> Unit:
    return a_unit(dani.agency, "Pump 1")


@pytest.fixture
def fire_at_mill(dani: Person) -> Incident:
    return file(by=dani, at=clock.now(), narrative="smoke from the third floor")


@pytest.fixture
def sent(dani: Person, engine: Unit, fire_at_mill: Incident) -> Assignment:
    """Before anybody opens a phone."""
    return sends(dani, fire_at_mill, engine)


def sends(who: Person, it: Incident, unit: Unit) -> Assignment:
    (made,) = send(incident_id=it.pk, unit_ids=[unit.pk], by=who.actor, at=clock.now())
    return made


def reached(assignment: Assignment) -> list[str]:
    """The statuses of the unit in the order in which they happened."""
    return list(assignment.times.order_by("at", "pk").values_list("status", flat=True))


def test_from_the_order_to_being_free(
    take: Take, crew: Person, dani: Person, engine: Unit, fire_at_mill: Incident
) -> None:
    phone = take(crew).logs_on("Pump 1")
    assignment = sends(dani, fire_at_mill, engine)
    page = phone.page
    expect(page.get_by_role("heading", name="structure fire")).to_be_visible(timeout=5_000)
    expect(page.get_by_text("smoke from the third floor")).to_be_visible()
    phone.says("acknowledged")
    expect(phone.doing()).to_contain_text("acknowledged")
    phone.says("en_route")
    phone.says("on_scene")
    deeds.notes(dani, fire_at_mill, at=clock.now())
    expect(page.get_by_text("gate is open")).to_be_visible(timeout=5_000)
    phone.says("clear")
    page.locator(".sheet [data-then=available_mobile]").click()
    expect(page.get_by_text("No order. This page rings when one comes.")).to_be_visible()
    phone.has_sent_all()
    assignment.refresh_from_db()
    assert reached(assignment) == ["alerted", "acknowledged", "en_route", "on_scene", "clear"]
    engine.refresh_from_db()
    assert engine.duty == "available_mobile"
    phone.has_no_faults()


def test_a_dead_spot_loses_nothing_and_doubles_nothing(
    take: Take, crew: Person, dani: Person, engine: Unit, fire_at_mill: Incident
) -> None:
    phone = take(crew).logs_on("Pump 1")
    assignment = sends(dani, fire_at_mill, engine)
    phone.says("acknowledged")
    phone.has_sent_all()

    phone.page.context.set_offline(True)
    phone.says("en_route")
    phone.tool("Note").click()
    phone.page.locator(".sheet textarea").fill("the bridge is closed")
    phone.page.get_by_role("button", name="Add note").click()
    phone.says("on_scene")
    expect(phone.unsent()).to_contain_text("Not sent yet (3)")
    expect(phone.doing()).to_contain_text("on scene")
    expect(phone.page.locator(".order-notes")).to_contain_text("not sent yet")
    assert Note.objects.count() == 0

    phone.page.context.set_offline(False)
    phone.has_sent_all()
    expect(phone.unsent()).to_have_count(0)
    expect(phone.page.locator(".order-notes")).not_to_contain_text("not sent yet")
    assert reached(assignment) == ["alerted", "acknowledged", "en_route", "on_scene"]
    kinds = LogEntry.objects.filter(actor_name=crew.name).order_by("seq")
    said = [one.kind for one in kinds if one.kind.startswith(("assignment.", "note."))]
    assert said == ["assignment.moved"] * 2 + ["note.added", "assignment.moved"]
    pressed = AssignmentTime.objects.get(assignment=assignment, status="en_route")
    assert pressed.at < pressed.recorded_at
    phone.has_no_faults()


def test_the_page_opens_in_a_dead_spot_and_still_has_what_was_said(
    take: Take, crew: Person, dani: Person, engine: Unit, fire_at_mill: Incident
) -> None:
    phone = take(crew).logs_on("Pump 1")
    assignment = sends(dani, fire_at_mill, engine)
    expect(phone.page.get_by_text("Mill Bridge")).to_be_visible(timeout=5_000)
    phone.page.wait_for_function(
        "async () => (await (await caches.open('safety-net.unit.page.1')).keys()).length > 40"
    )
    phone.page.context.set_offline(True)
    phone.says("acknowledged")
    expect(phone.unsent()).to_contain_text("Not sent yet (1)")

    phone.page.reload()
    expect(phone.page.locator(".unit-name")).to_have_text("Pump 1", timeout=20_000)
    expect(phone.page.get_by_text("Mill Bridge")).to_be_visible()
    expect(phone.unsent()).to_contain_text("Not sent yet (1)")
    expect(phone.doing()).to_contain_text("acknowledged")
    assert reached(assignment) == ["alerted"]

    phone.page.context.set_offline(False)
    phone.has_sent_all(30)
    assert reached(assignment) == ["alerted", "acknowledged"]


def test_an_answer_that_was_lost_counts_once(
    take: Take, crew: Person, dani: Person, engine: Unit, fire_at_mill: Incident
) -> None:
    phone = take(crew, service_workers="block").logs_on("Pump 1")
    sends(dani, fire_at_mill, engine)
    lost = []

    def lose(route: Any) -> None:
        route.fetch()
        lost.append(route.request.headers["idempotency-key"])
        if len(lost) == 1:
            route.abort()
        else:
            route.continue_()

    phone.page.route("**/api/crew/acts/", lose)
    phone.tool("Note").click()
    phone.page.locator(".sheet textarea").fill("two floors")
    phone.page.get_by_role("button", name="Add note").click()
    expect(phone.unsent()).to_be_visible()
    phone.has_sent_all()
    assert len(lost) >= 2
    assert len(set(lost)) == 1
    assert Note.objects.count() == 1


def test_what_was_refused_is_told_and_stays_until_it_was_seen(
    take: Take, crew: Person, dani: Person, engine: Unit, fire_at_mill: Incident
) -> None:
    phone = take(crew).logs_on("Pump 1")
    assignment = sends(dani, fire_at_mill, engine)
    expect(phone.page.get_by_text("Mill Bridge")).to_be_visible(timeout=5_000)
    phone.page.context.set_offline(True)
    clear(assignment_id=assignment.pk, by=dani.actor, at=clock.now(), reason="sent home")
    phone.says("en_route")
    expect(phone.unsent()).to_contain_text("Not sent yet (1)")
    phone.page.context.set_offline(False)
    expect(phone.refused()).to_contain_text("Refused (1)", timeout=20_000)
    phone.page.reload()
    phone.refused().click()
    expect(phone.page.locator(".unsent-list .refused")).to_contain_text("en route")
    phone.page.get_by_role("button", name="Seen").click()
    expect(phone.refused()).to_have_count(0)


def test_a_mayday_is_held_and_not_only_touched(take: Take, crew: Person, engine: Unit) -> None:
    phone = take(crew).logs_on("Pump 1")
    hold = phone.page.locator(".mayday-hold")
    hold.click()
    phone.page.wait_for_timeout(400)
    assert Mayday.objects.count() == 0
    hold.click(delay=1_900)
    expect(phone.page.locator(".strip.mayday")).to_contain_text("Nobody has answered yet")
    mayday = Mayday.objects.get()
    assert mayday.location
    assert round(mayday.location.x, 3) == 126.075


def test_the_phone_tells_where_the_unit_is(take: Take, crew: Person, engine: Unit) -> None:
    phone = take(crew).logs_on("Pump 1")
    expect(phone.page.get_by_text("Position on")).to_be_visible(timeout=10_000)
    phone.page.wait_for_timeout(1_000)
    fix = LatestFix.objects.get(unit=engine)
    assert (round(fix.location.x, 3), round(fix.location.y, 3)) == (126.075, 37.052)
    assert fix.source == "crew"


def test_the_map_shows_the_scene_and_the_route_leads_there(
    take: Take, crew: Person, dani: Person, engine: Unit, fire_at_mill: Incident
) -> None:
    phone = take(crew).logs_on("Pump 1")
    sends(dani, fire_at_mill, engine)
    link = phone.page.locator("a.tool")
    expect(link).to_have_attribute("href", re.compile(r"^geo:37\.050000,126\.070000\?q="))
    phone.tool("Map").click()
    expect(phone.page.locator("scene-map [data-selected]")).to_be_visible(timeout=10_000)
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator(".sheet")).to_have_count(0)
    phone.has_no_faults()


@pytest.mark.parametrize("size", [TALL, SMALL, {"width": 820, "height": 1180}])
@pytest.mark.usefixtures("sent")
def test_nothing_is_cut_off(take: Take, crew: Person, size: Any) -> None:
    phone = take(crew, viewport=size).logs_on("Pump 1")
    expect(phone.page.get_by_text("Mill Bridge")).to_be_visible(timeout=5_000)
    for one in phone.page.locator("button:visible, a.tool:visible").all():
        box = one.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["height"] >= 44, one.inner_text()


def test_signing_out_asks_about_what_is_unsent(take: Take, crew: Person, engine: Unit) -> None:
    phone = take(crew, service_workers="block").logs_on("Pump 1")
    phone.page.route("**/api/crew/acts/", lambda route: route.abort())
    phone.says("available_mobile")
    expect(phone.unsent()).to_be_visible()
    phone.page.locator(".unit-menu").click()
    phone.page.get_by_role("button", name="Sign out").click()
    expect(phone.page.get_by_text("Not everything is sent")).to_be_visible()
    phone.page.get_by_role("button", name="Sign out all the same").click()
    expect(phone.page).to_have_url(re.compile("/login/"))
    kept = phone.page.evaluate("() => Object.keys(localStorage).filter(k => k.includes('crew'))")
    assert [name.split(".")[4] for name in kept] == ["act"]
