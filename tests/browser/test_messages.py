"""The inbox and one's contact methods in a real browser, at a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from notify.models import Message
from notify.services.sending import send_due
from safety_net.core import clock
from tests.support.cast import Person, file
from tests.support.paging import a_page, a_provider, about, queues
from tests.support.server import Server
from tests.support.stub import Stub

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PHONE = {"width": 390, "height": 844}


Opens = Callable[..., Page]


@pytest.fixture
def opens(chromium: Browser, server: Server) -> Iterator[Opens]:
    contexts = []

    def go(
        who: Person, path: str, *, language: str = "en", theme: str = "dark", **how: Any
    ) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1366, "height": 768}, **how})
        contexts.append(context)
        session = who.browser.cookies["sessionid"].value
        names = {"sessionid": session, "django_language": language, "theme": theme}
        cookies: list[Any] = [
            {"name": name, "value": text, "url": server.url} for name, text in names.items()
        ]
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto(f"{server.url}{path}")
        return page

    yield go
    for context in contexts:
        context.close()


def test_the_key_a_answers_what_is_urgent(dani: Person, opens: Opens) -> None:
    calm, urgent = queues(a_page(dani, urgent=False), about(file(dani), dani), at=clock.now())
    page = opens(dani, "/inbox/")
    page.keyboard.press("a")
    expect(page.locator(".inbox-before")).to_contain_text("answered")
    assert Message.objects.get(pk=urgent.pk).answered_how == "desk"
    assert Message.objects.get(pk=calm.pk).is_open


def test_what_is_new_appears_by_itself_on_a_phone(dani: Person, opens: Opens) -> None:
    page = opens(dani, "/inbox/", viewport=PHONE)
    expect(page.locator(".nothing")).to_be_visible()
    [message] = queues(a_page(dani), at=clock.now())
    page.get_by_role("button", name="I am on it").click(timeout=15_000)
    expect(page.locator(".nothing")).to_be_visible()
    assert not Message.objects.get(pk=message.pk).is_open


def test_an_address_is_added_and_proven_without_a_mouse(
    dani: Person, opens: Opens, stub: Stub
) -> None:
    a_provider(url=stub.address())
    page = opens(dani, "/me/contacts/")
    page.get_by_label("By", exact=True).select_option("sms")
    page.get_by_label("Address or number").fill("010-1234-5678")
    page.keyboard.press("Enter")
    field = page.get_by_label("Code that came there")
    expect(field).to_be_visible()
    send_due(at=clock.now())
    text = stub.got()[-1]["text"].split("\n")[1]
    field.fill("".join(letter for letter in text if letter.isdigit()))
    page.keyboard.press("Enter")
    expect(page.locator(".reached-state")).to_contain_text("verified")
    page.get_by_role("button", name="Test", exact=True).press("Enter")
    expect(page.locator(".plan-messages")).to_contain_text("on its way")


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running
