"""The inbox and one's contact methods in a real browser, at a desk and on a phone."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from notify.models import Message
from notify.services.sending import send_due
from safety_net.core import clock
from tests.browser.conftest import QUIET
from tests.support.cast import Person, file
from tests.support.device import Device
from tests.support.paging import a_page, a_provider, about, queues
from tests.support.server import Server
from tests.support.stub import Stub

pytestmark = pytest.mark.browser
ACTIVE = """async () => {
    const told = await navigator.serviceWorker.getRegistration("/push/");
    while (!told.active) await new Promise((soon) => setTimeout(soon, 20));
}"""
WHOLE = Path("/usr/bin/chromium")
PHONE = {"width": 390, "height": 844}


Opens = Callable[..., Page]


@pytest.fixture
def opens(chromium: Browser, server: Server) -> Iterator[Opens]:
    contexts = []

    def go(
        who: Person,
        path: str,
        *,
        by: Browser = chromium,
        language: str = "en",
        theme: str = "dark",
        **how: Any,
    ) -> Page:
        context = by.new_context(**{"viewport": {"width": 1366, "height": 768}, **how})
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


def test_a_push_message_is_shown_and_answered_while_no_page_is_open(
    dani: Person, opens: Opens, stub: Stub, whole_chromium: Browser
) -> None:
    """Only the push service between is missing: it needs the internet."""
    device = Device(stub)
    device.subscribes(dani)
    [message] = queues(a_page(dani), at=clock.now())
    send_due(at=clock.now())
    said = device.reads(base64.b64decode(stub.got("push")[-1]["body"]))

    page = opens(dani, "/me/contacts/", by=whole_chromium, permissions=["notifications"])
    worker = Worker(page)
    worker.is_pushed(json.dumps(said))
    assert worker.shows("Fire") == [{"title": "Fire", "body": "Come.", "actions": ["answer"]}]
    worker.is_pressed("answer")
    assert len(worker.shows("You are on it")) == 1
    assert Message.objects.get(pk=message.pk).answered_how == "push"


@pytest.fixture
def whole_chromium(chromium: Browser) -> Iterator[Browser]:
    """With its windows left out. The headless shell alone refuses every notification."""
    if not WHOLE.exists():
        pytest.skip(f"{WHOLE} is missing, and only it shows notifications: apt install chromium")
    browser = chromium.browser_type.launch(
        executable_path=WHOLE,
        args=[*QUIET, "--headless=new"],
        ignore_default_args=["--headless=old"],
    )
    yield browser
    browser.close()


class Worker:
    """The script that shows push messages, and what a push service and a finger do to it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tools = page.context.new_cdp_session(page)
        known: list[str] = []
        self._tools.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
        )
        self._tools.send("ServiceWorker.enable")
        with page.context.expect_event("serviceworker") as came:
            page.evaluate("navigator.serviceWorker.register('/push/worker.js', {scope: '/push/'})")
        self._script = came.value
        page.evaluate(ACTIVE)
        self._registration = known[-1]

    def is_pushed(self, data: str) -> None:
        origin = self._page.evaluate("location.origin")
        told = {"origin": origin, "registrationId": self._registration, "data": data}
        self._tools.send("ServiceWorker.deliverPushMessage", told)

    def is_pressed(self, action: str) -> None:
        """A button of the notification."""
        self._script.evaluate(
            """async (action) => {
                const [notification] = await registration.getNotifications();
                const press = new NotificationEvent("notificationclick", { notification, action });
                self.dispatchEvent(press);
            }""",
            action,
        )

    def shows(self, title: str) -> list[dict[str, Any]]:
        """All that are to be seen, once one has this title."""
        deadline = monotonic() + 15
        while title not in [one["title"] for one in self._shown()]:
            assert monotonic() < deadline, f"shown: {self._shown()}"
            self._page.wait_for_timeout(50)
        return self._shown()

    def _shown(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._page.evaluate(
            """async () => {
                const told = await navigator.serviceWorker.getRegistration("/push/");
                return (await told.getNotifications()).map(({ title, body, actions }) =>
                    ({ title, body, actions: actions.map(({ action }) => action) }));
            }"""
        )
        return found


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running
