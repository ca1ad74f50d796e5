"""One call from filing to closing, by keys alone: file, send two units, follow, clear, close."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dispatch.models import Assignment
from tests.browser.conftest import Sit
from tests.browser.desk import Desk
from tests.dispatch.recommending import stands
from tests.support.cast import Person
from tests.support.small_city import SmallCity

pytestmark = pytest.mark.browser

MOST_KEYS = 45


def both(desk: Desk, status: str) -> None:
    for call_sign in ("Engine 1", "Ladder 7"):
        expect(desk.unit_line(call_sign)).to_contain_text(status)


def sends_both(desk: Desk) -> None:
    desk.press("e")
    expect(desk.send_row("Engine 1")).to_have_attribute("aria-selected", "true", timeout=15_000)
    desk.choose("Ladder")
    expect(desk.send_row("Ladder 7")).to_have_attribute("aria-selected", "true")
    desk.press("Enter")
    both(desk, "alerted")


def clears_and_closes(desk: Desk) -> None:
    desk.press("8")
    desk.say("false alarm")
    desk.press("Enter")
    ended = desk.page.get_by_label("How it ended")
    expect(ended).to_be_focused(timeout=15_000)
    desk.press("ArrowDown", "Control+Enter")
    expect(desk.detail().locator(".tag.status")).to_have_text("closed")


def test_a_whole_call_takes_few_keys_and_no_mouse(
    sit: Sit, city: SmallCity, dani: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    stands(city.fire, "Engine 1", 300)
    stands(city.fire, "Ladder 7", 800, "ladder")
    desk = sit(dani)

    number = desk.files(place="mill", kind="fire alarm")
    desk.press("Control+Enter")
    expect(desk.page.locator("form.call")).to_have_count(0)
    desk.press("a")  # sending would do it, too
    expect(desk.chip(number, city.fire.short_ko)).to_have_class(re.compile("acknowledged"))

    sends_both(desk)
    expect(desk.chip(number, city.fire.short_ko)).to_have_class(re.compile("working"))
    desk.press("2")
    both(desk, "en route")
    desk.press("3")
    both(desk, "on scene")

    desk.press("o")
    desk.say("steam from a kitchen, no fire")
    desk.press("Control+Enter")
    expect(desk.page.locator(".timeline")).to_contain_text("steam from a kitchen, no fire")
    clears_and_closes(desk)

    with capsys.disabled():
        print(f"\na whole call: {desk.keys} key presses, chords counted as each of their keys")
    assert desk.keys <= MOST_KEYS
    assert desk.faults == []
    assert not Assignment.objects.filter(cleared_at__isnull=True).exists()
