"""Security keys, an app on a phone and the next person at a desk, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Session
from tests.browser.conftest import Sit
from tests.support.cast import Person
from tests.support.doors import code, has_an_app, password_of, told
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def with_key(page: Page) -> None:
    """A security key in the browser's socket, which touches itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def signs_in(page: Page, person: Person, address: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": address}])
    page.goto(f"{address}/login/")
    page.get_by_label("User name").fill(person.user.get_username())
    page.get_by_label("Password").fill(password_of(person))
    page.keyboard.press("Enter")


def test_a_supervisor_adds_a_security_key_and_signs_in_with_it(
    sol: Person, stranger: Page, server: Server
) -> None:
    faults: list[str] = []
    stranger.on("pageerror", lambda error: faults.append(str(error)))
    stranger.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    with_key(stranger)
    # A key is bound to a name, and 127.0.0.1 is none.
    address = server.url.replace("127.0.0.1", "localhost")
    signs_in(stranger, sol, address)
    expect(stranger.locator(".needed")).to_be_visible()
    stranger.get_by_role("link", name="Add").click()
    stranger.get_by_label("What you call it").fill("blue key")
    stranger.get_by_role("button", name="Touch the key").click()
    expect(stranger.locator(".codes code")).to_have_count(10)
    stranger.get_by_role("link", name="I have kept them").click()
    expect(stranger.locator(".live")).to_have_text("live", timeout=15_000)
    stranger.get_by_role("button", name="Sign out").click()
    signs_in(stranger, sol, address)
    stranger.get_by_role("button", name="Use the security key").click()
    expect(stranger.locator(".live")).to_have_text("live", timeout=15_000)
    assert [data for _, _, data in told("person.mfa_enrolled", "person.signed_in")] == [
        {"how": "password", "second_factor": ""},
        {"factor": "webauthn"},
        {"how": "password", "second_factor": "webauthn"},
    ]
    assert faults == []


def test_the_next_person_takes_over_and_the_draft_stays(
    dani: Person, sol: Person, sit: Sit
) -> None:
    has_an_app(sol)
    desk = sit(dani)
    page, before = desk.page, page_session(desk.page)
    desk.press("n")
    page.locator("call-form textarea").first.fill("smoke from the third floor")
    desk.press("Alt+h")
    expect(page.get_by_role("dialog", name="Who sits down?")).to_be_visible()
    desk.say("sol")
    desk.press("Tab")
    desk.say("wrong")
    desk.press("Enter")
    expect(page.locator(".hand-over .wrong")).to_be_visible()
    page.locator("#next-password").fill(password_of(sol))
    desk.press("Enter")
    expect(page.locator("#next-code")).to_be_focused()
    desk.say(code())
    desk.press("Enter")
    expect(page.locator(".who")).to_contain_text("Sol")
    expect(page.locator(".who")).to_contain_text("supervisor")
    expect(page.locator(".hand-over")).to_have_count(0)
    desk.expect_live()
    expect(page.locator("call-form textarea").first).to_have_value("smoke from the third floor")
    assert not Session.objects.filter(session_key=before).exists()
    page.reload()
    desk.expect_live()
    expect(page.locator(".who")).to_contain_text("Sol")
    expect(page.locator("call-form textarea").first).to_have_value("smoke from the third floor")
    # The forms in the header are the next person's, tokens included.
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Keep and sign out").click()
    expect(page).to_have_url(f"{desk.url}/login/")
    assert [fault for fault in desk.faults if "400" not in fault] == []


def page_session(page: Page) -> str:
    found = [one["value"] for one in page.context.cookies() if one["name"] == "sessionid"]
    return str(found[0])
