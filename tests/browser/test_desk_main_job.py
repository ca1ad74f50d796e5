"""The main job in real browsers: filed at one desk, seen at all, each agency answers for itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from agencies.models import Agency, Role
from tests.browser.conftest import Sit
from tests.browser.desk import Desk
from tests.support.cast import Person, a_person, file
from tests.support.server import Server
from tests.support.small_city import SmallCity

pytestmark = pytest.mark.browser


def test_filed_by_keyboard_it_stands_on_three_desks_within_a_second(
    sit: Sit, hana: Person, mina: Person, jun: Person
) -> None:
    fire, police, city = sit(hana), sit(mina), sit(jun)
    number = fire.files(place="mill", kind="structure")
    slowest = max(desk.seconds_until_seen(desk.row(number), limit=5) for desk in (police, city))
    assert slowest <= 1
    expect(police.pending(number)).to_be_visible()
    expect(police.page.locator("[role=status][aria-live=polite]")).to_contain_text("structure fire")
    assert fire.faults + police.faults + city.faults == []


def test_each_agency_answers_for_itself_and_everybody_sees_it(
    sit: Sit, city: SmallCity, dani: Person, mina: Person
) -> None:
    fire, police = sit(dani), sit(mina)
    number = fire.files(place="mill", kind="structure")
    expect(fire.chip(number, city.police.short_ko)).to_have_class(re.compile("waiting"))
    police.press("q", "a")
    expect(fire.chip(number, city.police.short_ko)).to_have_class(re.compile("acknowledged"))
    expect(fire.chip(number, city.fire.short_ko)).to_have_class(re.compile("waiting"))
    expect(police.pending(number)).to_have_count(0, timeout=10_000)
    fire.press("Escape", "i", "a", "s")
    expect(police.chip(number, city.fire.short_ko)).to_have_class(re.compile("working"))
    assert fire.faults + police.faults == []


def test_typing_goes_on_after_filing_and_is_kept(sit: Sit, hana: Person, dani: Person) -> None:
    desk, other = sit(hana), sit(dani)
    number = desk.files(place="mill", kind="vehicle")
    desk.page.get_by_label("What is happening").fill("a lorry, smoke on the bridge")
    expect(desk.page.locator(".call-status")).to_have_text(re.compile("Saved"))
    other.row(number).click()
    expect(other.detail()).to_contain_text("a lorry, smoke on the bridge")
    desk.press("Control+Enter")
    expect(desk.page.locator("form.call")).to_have_count(0)


def test_a_reload_loses_no_word(sit: Sit, hana: Person) -> None:
    desk = sit(hana)
    desk.press("n")
    desk.choose("mill")
    desk.page.get_by_label("What is happening").fill("half a sentence")
    desk.page.reload()
    desk.expect_live()
    expect(desk.page.get_by_label("What is happening")).to_have_value("half a sentence")
    expect(desk.page.locator(".pin-line")).to_contain_text("verified")


def test_a_second_caller_is_attached_by_one_key(sit: Sit, hana: Person, dani: Person) -> None:
    desk, other = sit(hana), sit(dani)
    number = desk.files(place="mill", kind="structure")
    other.press("n")
    other.choose("mill")
    other.choose("structure")
    expect(other.page.locator(".duplicates")).to_contain_text(number[-4:])
    other.press("F2")
    expect(other.page.locator("#call-title")).to_have_text(f"Caller attached to {number}")
    expect(desk.row(number)).to_contain_text("2 reports")


def test_thirty_seconds_without_a_network_and_nothing_is_missed(
    sit: Sit, dani: Person, mina: Person
) -> None:
    fire, police = sit(dani), sit(mina)
    police.page.context.set_offline(True)
    number = fire.files(place="mill", kind="structure")
    fire.press("Control+Enter", "Escape", "i", "a")
    expect(police.page.locator(".live")).to_contain_text("offline", timeout=40_000)
    expect(police.page.locator(".banner")).to_contain_text("No connection")
    police.page.wait_for_timeout(10_000)
    expect(police.row(number)).to_have_count(0)
    police.page.context.set_offline(False)
    police.expect_live()
    expect(police.row(number)).to_have_count(1)
    expect(police.page.locator(".banner")).to_have_count(0, timeout=15_000)


def test_a_call_filed_without_a_network_is_kept_and_sent_later(sit: Sit, hana: Person) -> None:
    desk = sit(hana)
    desk.press("n")
    desk.choose("mill")
    desk.choose("structure")
    desk.page.context.set_offline(True)
    desk.press("Control+Enter")
    expect(desk.page.locator(".call-status")).to_contain_text("Not sent, will be retried")
    desk.page.context.set_offline(False)
    expect(desk.page.locator("#call-title")).to_contain_text("Filed", timeout=20_000)
    expect(desk.page.locator(".incident-row")).to_have_count(1)


def test_a_lost_answer_files_nothing_twice_though_typing_goes_on(sit: Sit, hana: Person) -> None:
    desk = sit(hana)
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return route.fallback()
        lost.append(route.fetch().status)
        return route.abort()

    desk.page.route("**/api/incidents/", lose_the_first)
    desk.press("n")
    desk.choose("mill")
    desk.choose("structure")
    desk.press("Control+Enter")
    desk.page.get_by_label("What is happening").fill("flames now")
    expect(desk.page.locator("#call-title")).to_contain_text("Filed", timeout=15_000)
    expect(desk.page.locator(".call-status")).to_contain_text("Saved", timeout=15_000)
    expect(desk.page.locator(".incident-row")).to_have_count(1)
    expect(desk.detail()).to_contain_text("flames now")
    assert lost == [201]


def test_a_stale_write_shows_both_versions(sit: Sit, dani: Person, sol: Person) -> None:
    number = file(dani, "FIRE.VEHICLE").number
    slow, quick = sit(dani), sit(sol)
    for desk in (slow, quick):
        desk.row(number).click()
        desk.press("p")
    quick.press("ArrowLeft", "Control+Enter")
    expect(quick.page.locator(".act-panel")).to_have_count(0)
    slow.press("ArrowRight")
    slow.page.get_by_label("Reason for lowering").fill("only smoke")
    slow.press("Control+Enter")
    expect(slow.page.locator(".conflict")).to_contain_text("you saw")
    slow.page.get_by_role("button", name="Do mine on top").click()
    expect(quick.detail()).to_contain_text("P0 → P2")


def test_an_arriving_incident_takes_neither_focus_nor_place(
    sit: Sit, city: SmallCity, dani: Person, mina: Person
) -> None:
    first = file(mina, "FIRE.VEHICLE").number
    desk = sit(dani)
    desk.row(first).click()
    desk.press("i")
    where = desk.row(first).bounding_box()
    second = file(mina, "FIRE.STRUCT").number
    expect(desk.page.locator("incident-list .new-rows")).to_be_visible()
    assert desk.row(first).bounding_box() == where
    assert desk.page.evaluate("document.activeElement.dataset.id") == desk.row(first).get_attribute(
        "data-id"
    )
    desk.press(".")
    expect(desk.row(second)).to_be_visible()


def test_no_letter_acts_while_one_types_and_the_sheet_shows_every_key(
    sit: Sit, dani: Person
) -> None:
    number = file(dani, "FIRE.VEHICLE").number
    desk = sit(dani)
    desk.row(number).click()
    desk.press("Control+/")
    desk.say("nada")
    expect(desk.page.locator("form.call, .act-panel")).to_have_count(0)
    desk.press("Escape", "Escape", "?")
    expect(desk.page.get_by_role("dialog")).to_contain_text("Acknowledge")
    desk.press("Escape")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_a_demo_person_sits_down_by_one_click(stranger: Page, server: Server, fire: Agency) -> None:
    a_person("demo-fire-dispatcher", fire, Role.DISPATCHER)
    stranger.context.add_cookies([{"name": "django_language", "value": "en", "url": server.url}])
    stranger.goto(server.url)
    stranger.get_by_role("button", name="dispatcher").click()
    expect(stranger.locator(".live")).to_have_text("live", timeout=15_000)
    expect(stranger.locator("pending-queue")).to_contain_text("Nothing waits for you")


def test_who_signs_in_in_another_tab_takes_over_every_tab(
    sit: Sit, hana: Person, mina: Person
) -> None:
    first = sit(hana)
    expect(first.page.locator(".who")).to_contain_text(hana.name)
    first.press("n")
    first.choose("mill")
    session = mina.browser.cookies["sessionid"].value
    first.page.context.add_cookies([{"name": "sessionid", "value": session, "url": first.url}])
    second = Desk(first.page.context.new_page(), first.url).opened()
    for desk in (first, second):
        expect(desk.page.locator(".who")).to_contain_text(mina.name)
        expect(desk.page.locator("form.call")).to_have_count(0)
