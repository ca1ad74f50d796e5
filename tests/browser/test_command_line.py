"""The command line at a real desk: typed, echoed, run and taken back, by keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from dispatch.models import Assignment
from tests.browser.conftest import Sit
from tests.browser.desk import Desk
from tests.support.cast import Person, file
from tests.support.fleet import a_unit

pytestmark = pytest.mark.browser
SMALL = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


def echo(desk: Desk) -> Locator:
    return desk.page.locator(".command-echo")


def field(desk: Desk) -> Locator:
    return desk.page.get_by_role("combobox", name="Command line")


def ready(desk: Desk) -> None:
    """Open the line; its words are there."""
    desk.press("/")
    expect(echo(desk)).to_contain_text("Type a command")


def test_units_are_sent_followed_cleared_and_taken_back(sit: Sit, dani: Person) -> None:
    a_unit(dani.agency, "E 51")
    number = file(dani).number[-4:]
    desk = sit(dani, viewport=SMALL)
    ready(desk)
    desk.say(f"d e51 {number} two trapped")
    expect(echo(desk)).to_contain_text(f"Send E 51 to {number}")
    expect(echo(desk)).to_contain_text("“two trapped”")
    desk.press("Enter")
    expect(echo(desk)).to_contain_text("E 51 → ")
    expect(field(desk)).to_have_value("")
    for word, said in (("er", "en route"), ("ar", "on scene"), ("cl", "clear")):
        desk.say(f"{word} e51")
        desk.press("Enter")
        expect(echo(desk)).to_contain_text(f"E 51: {said}")
    expect(desk.page.get_by_role("button", name="Undo")).to_be_visible()
    desk.press("Control+z")
    expect(desk.page.locator(".notice").last).to_contain_text("Taken back: E 51: clear")
    desk.press("Escape")
    expect(field(desk)).to_have_count(0)
    assert Assignment.objects.get().status == "on_scene"
    assert not desk.faults


def test_the_faulty_word_is_underlined_and_nothing_is_sent(sit: Sit, dani: Person) -> None:
    a_unit(dani.agency, "E 51")
    file(dani)
    desk = sit(dani)
    ready(desk)
    desk.say("d e51 9999")
    expect(echo(desk)).to_have_text("!There is no such incident.")
    expect(desk.page.locator(".command-fault")).to_have_text("9999")
    desk.press("Enter")
    expect(field(desk)).to_have_value("d e51 9999")
    assert not Assignment.objects.exists()


def test_tab_completes_and_arrows_bring_earlier_lines(sit: Sit, dani: Person) -> None:
    a_unit(dani.agency, "Mill engine 1")
    a_unit(dani.agency, "Mill engine 2")
    number = file(dani).number[-4:]
    desk = sit(dani)
    ready(desk)
    desk.say("d mill")
    expect(desk.page.locator(".command-offers [role=option]")).to_have_count(2)
    desk.press("Tab", "Tab")
    expect(field(desk)).to_have_value("d Mill engine 2 ")
    desk.press("Shift+Tab")
    expect(field(desk)).to_have_value("d Mill engine 1 ")
    desk.say(number[-1])
    desk.press("Tab")
    expect(field(desk)).to_have_value(f"d Mill engine 1 {number} ")
    desk.press("Enter")
    expect(echo(desk)).to_contain_text("Mill engine 1 → ")
    desk.press("ArrowUp")
    expect(field(desk)).to_have_value(f"d Mill engine 1 {number} ")
    desk.press("ArrowDown")
    expect(field(desk)).to_have_value("")


def test_a_unit_elsewhere_is_sent_on_purpose_only(sit: Sit, dani: Person) -> None:
    a_unit(dani.agency, "E 51")
    first, second = file(dani).number[-4:], file(dani).number[-4:]
    desk = sit(dani)
    ready(desk)
    desk.say(f"d e51 {first}")
    desk.press("Enter")
    expect(echo(desk)).to_contain_text("E 51 → ")
    desk.say(f"d e51 {second}")
    desk.press("Enter")
    expect(echo(desk)).to_contain_text(f"E 51 → {first} (Dani)")
    desk.press("Control+Enter")
    expect(echo(desk)).to_contain_text("E 51 → ")
    assert Assignment.objects.count() == 2


def test_the_slash_opens_it_from_a_list_and_esc_goes_back_there(sit: Sit, dani: Person) -> None:
    number = file(dani).number
    desk = sit(dani)
    desk.row(number).click()
    desk.press("i")
    ready(desk)
    desk.say("ack #1")
    expect(echo(desk)).to_contain_text(f"Acknowledge {number[-4:]}")
    desk.press("Enter")
    expect(echo(desk)).to_contain_text("acknowledged")
    desk.press("Escape")
    assert desk.page.evaluate("document.activeElement.dataset.id")
    ready(desk)
    desk.say("n fire.struct Mill Bridge")
    desk.press("Enter")
    expect(field(desk)).to_have_count(0)
    expect(desk.page.locator("form.call")).to_be_visible()


def test_it_fits_a_phone(sit: Sit, dani: Person) -> None:
    a_unit(dani.agency, "E 51")
    number = file(dani).number[-4:]
    desk = sit(dani, viewport=PHONE)
    ready(desk)
    desk.say(f"d e51 {number} a rather long note that does not fit")
    box = desk.page.locator(".command").bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert desk.page.evaluate("document.documentElement.scrollWidth") == 390
