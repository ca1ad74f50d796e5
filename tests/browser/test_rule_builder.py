"""An admin writes a rule and publishes it without a mouse."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from escalation.definition import read
from escalation.models import Rule
from tests.browser.conftest import Sit
from tests.support.cast import Person
from tests.support.server import Server

MOST_TABS = 60
NAME = "el => el.getAttribute('aria-label') || el.labels?.[0]?.textContent || el.textContent"


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab until the field or button of that name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused: Any = page.evaluate(f"({NAME})(document.activeElement)")
        if name in str(focused):
            return
    raise AssertionError(f"no way to {name!r} by Tab")


def test_a_rule_is_written_and_published_by_keyboard_alone(
    sit: Sit, server: Server, chief: Person, sol: Person
) -> None:
    page = sit(chief).page
    page.goto(f"{server.url}/escalation/rules/new/")
    expect(page.get_by_role("heading", name="Whom it would reach")).to_be_visible()
    keys = page.keyboard

    tab_to(page, "Korean name")
    keys.type("아무도 확인하지 않음")
    tab_to(page, "What the rule waits for")
    keys.type("nobody")
    tab_to(page, "How long it waits")
    keys.press("Control+A")
    keys.type("2")
    tab_to(page, "Priorities")
    keys.press("Enter")
    tab_to(page, "P2")
    keys.press("Space")
    keys.press("Escape")
    tab_to(page, "Add a step")
    keys.press("Enter")
    keys.press("Control+A")
    keys.type("5")
    expect(page.locator("[data-step='2'] .step-time")).to_have_text("T+7 min")
    tab_to(page, "Step 3 earlier")
    keys.press("Enter")
    expect(page.locator("[data-step='1'] .step-time")).to_have_text("T+5 min")
    tab_to(page, "Publish …")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("nobody has acknowledged")
    keys.press("Enter")
    expect(page.get_by_text("Published. It counts")).to_be_visible()

    rule = Rule.objects.select_related("published").get(name_ko="아무도 확인하지 않음")
    assert rule.published is not None
    said = read(rule.published.definition)
    assert (said.condition.kind, said.condition.within) == ("not_acknowledged_by_any", 120)
    assert said.scope.priorities == (0, 1, 2)
    assert [step.wait for step in said.steps] == [0, 300, 120]


def test_what_is_refused_stands_at_its_field(
    sit: Sit, server: Server, chief: Person, sol: Person
) -> None:
    page = sit(chief).page
    page.goto(f"{server.url}/escalation/rules/new/")
    page.get_by_label("Korean name").fill("너무 오래 기다림")
    page.get_by_label("Wait before this step", exact=True).first.fill("999999999")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.locator("[data-step='0'] .wrong")).to_contain_text("7 days or less")
    assert not Rule.objects.filter(agency=chief.agency).exists()
