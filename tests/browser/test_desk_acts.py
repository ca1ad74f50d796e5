"""Every act by key, at a supervisor's desk; what happened stands in the timeline."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Sit
from tests.browser.desk import Desk
from tests.support.cast import Person, file
from tests.support.small_city import HILL_STATION, SmallCity

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(sit: Sit, sol: Person) -> Desk:
    """The supervisor's desk with a vehicle fire chosen."""
    number = file(sol, "FIRE.VEHICLE", caller_name="Bora", caller_number="010-1234").number
    desk = sit(sol)
    desk.row(number).click()
    expect(desk.detail()).to_contain_text(number)
    return desk


def timeline(desk: Desk, text: str) -> None:
    expect(desk.page.locator(".timeline")).to_contain_text(text)


def fill(desk: Desk, label: str, text: str) -> None:
    desk.page.locator(".act-panel").get_by_label(label, exact=True).fill(text)


def send(desk: Desk) -> None:
    desk.press("Control+Enter")
    expect(desk.page.locator(".act-panel")).to_have_count(0)


def test_acknowledge_start_and_finish_in_one_breath(desk: Desk) -> None:
    desk.press("a", "s", "f")
    timeline(desk, "fire finished")
    assert desk.faults == []


def test_decline_needs_a_reason(desk: Desk) -> None:
    desk.press("d", "Control+Enter")
    expect(desk.page.get_by_role("alert")).to_contain_text("Something is still needed.")
    fill(desk, "Reason", "the airport brigade is nearer")
    send(desk)
    timeline(desk, "the airport brigade is nearer")


def test_note_priority_and_type(desk: Desk) -> None:
    desk.press("o")
    desk.say("two people on the roof")
    send(desk)
    timeline(desk, "two people on the roof")
    desk.press("p", "ArrowLeft")
    send(desk)
    timeline(desk, "P1 → P0")
    desk.press("t")
    desk.page.locator(".act-panel input").first.fill("")
    desk.choose("structure")
    send(desk)
    timeline(desk, "vehicle fire → structure fire")
    assert desk.faults == []


def test_a_place_is_corrected_by_the_gazetteer(desk: Desk) -> None:
    desk.press("l")
    desk.page.locator(".act-panel input").first.fill("")
    desk.choose("hill")
    send(desk)
    timeline(desk, "Place:")


def test_hold_and_release_share_one_key(desk: Desk) -> None:
    desk.press("h")
    fill(desk, "Reason", "waits for the crane")
    send(desk)
    expect(desk.detail().locator(".tag.held")).to_be_visible()
    desk.press("h")
    timeline(desk, "Released from hold")


def test_another_agency_is_asked_and_its_silence_counts(desk: Desk, city: SmallCity) -> None:
    desk.press("x")
    desk.page.locator(".act-panel").get_by_label("Agency").select_option(str(city.health.pk))
    fill(desk, "Reason", "burns")
    send(desk)
    timeline(desk, f"{city.health.short_en} asked as support")
    expect(desk.detail().locator(".tracks")).to_contain_text("waiting")


def test_link_merge_and_unmerge(desk: Desk, sol: Person) -> None:
    other = file(sol, "FIRE.STRUCT", place=HILL_STATION).number
    expect(desk.page.locator(".incident-row")).to_have_count(2, timeout=10_000)
    desk.press("b", "Tab")
    desk.choose(other[-4:])
    send(desk)
    expect(desk.detail().locator(".facts")).to_contain_text(other)
    desk.press("m")
    desk.choose(other[-4:])
    send(desk)
    expect(desk.detail().locator(".tag.status")).to_have_text("merged")
    desk.press("m")
    expect(desk.detail().locator(".tag.status")).not_to_have_text("merged")
    assert desk.faults == []


def test_a_supervisor_closes_over_open_tracks_with_a_reason_and_reopens(desk: Desk) -> None:
    desk.press("c")
    desk.page.locator(".act-panel").get_by_label("How it ended").select_option(index=1)
    desk.press("Control+Enter")
    expect(desk.page.get_by_role("alert")).to_contain_text("Something is still needed.")
    desk.page.locator("#act-override_reason").fill("the exercise is over")
    send(desk)
    expect(desk.detail().locator(".tag.status")).to_have_text("closed")
    desk.press("r")
    fill(desk, "Reason", "it burns again")
    send(desk)
    expect(desk.detail().locator(".tag.status")).not_to_have_text("closed")
    assert desk.faults == []


def test_who_called_is_shown_only_when_asked(desk: Desk) -> None:
    expect(desk.detail()).not_to_contain_text("Bora")
    desk.press("w")
    expect(desk.detail()).to_contain_text("Bora")
    expect(desk.detail()).to_contain_text("this look was recorded")


def test_what_is_not_possible_says_why(desk: Desk) -> None:
    desk.press("r")
    expect(desk.page.locator(".notices")).to_contain_text("Not in this state of the incident.")


def test_the_pin_is_set_by_a_click_on_the_map(sit: Sit, sol: Person) -> None:
    desk = sit(sol)
    desk.press("n")
    desk.say("behind the mill, nobody knows the number")
    desk.press("F8")
    desk.page.locator(".map-place").click(position={"x": 200, "y": 300})
    expect(desk.page.locator(".pin-line")).to_contain_text("address unverified")
    expect(desk.page.locator("[data-field=place] input")).to_have_value(
        "behind the mill, nobody knows the number"
    )


def test_a_link_is_taken_back_by_key(desk: Desk, sol: Person) -> None:
    other = file(sol, "FIRE.STRUCT", place=HILL_STATION).number
    expect(desk.page.locator(".incident-row")).to_have_count(2, timeout=10_000)
    desk.press("b", "Tab")
    desk.choose(other[-4:])
    send(desk)
    expect(desk.detail().locator(".facts")).to_contain_text(other)
    desk.press("v")
    desk.page.locator(".act-panel").get_by_label("Which link").select_option(index=1)
    send(desk)
    expect(desk.detail().locator(".facts")).not_to_contain_text(other)
    assert desk.faults == []


def test_a_lower_priority_in_the_call_form_asks_why(sit: Sit, sol: Person) -> None:
    desk = sit(sol)
    number = desk.files(place="mill", kind="structure")
    form = desk.page.locator("form.call")
    form.locator(".priority-choice label").nth(3).click()
    expect(form.locator(".call-status")).to_contain_text("Lowering a priority needs a reason.")
    form.get_by_label("Reason for lowering").fill("only smoke")
    desk.press("Control+Enter")
    desk.row(number).click()
    expect(desk.detail()).to_contain_text("P0 → P3")
    assert desk.faults == []


def test_signing_out_asks_about_an_unsent_call(sit: Sit, sol: Person) -> None:
    desk = sit(sol)
    desk.press("n")
    desk.say("behind the mill")
    desk.press("Escape", "?")
    desk.page.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    desk.page.get_by_role("button", name="Stay").click()
    desk.page.locator("#logout-form").get_by_role("button", name="Sign out").click()
    desk.page.get_by_role("button", name="Discard and sign out").click()
    expect(desk.page.locator("#id_username")).to_be_visible()
    kept = desk.page.evaluate("Object.keys(localStorage).filter((name) => name.endsWith('calls'))")
    assert kept == []
