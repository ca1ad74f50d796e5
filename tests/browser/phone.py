"""A crew's hand on its phone: what the thumb presses and what it sees."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, ViewportSize, expect

from tests.support.cast import Person

TALL: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 360, "height": 740}
ABSENT = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "ERR_FAILED")


class Phone:
    """One page of one crew. Faults in the page's console are remembered in `faults`."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)

    def opened(self) -> Phone:
        self.page.goto(f"{self.url}/unit/")
        return self

    def logs_on(self, call_sign: str) -> Phone:
        self.page.locator(".choice", has_text=call_sign).click()
        expect(self.page.locator(".unit-name")).to_have_text(call_sign)
        self.expect_live()
        return self

    def says(self, status: str) -> None:
        """Press the button of a status."""
        self.page.locator(f".thumb [data-status={status}]").click()

    def tool(self, name: str) -> Locator:
        return self.page.locator(".tools-row").get_by_text(name, exact=True)

    def doing(self) -> Locator:
        return self.page.locator(".unit-doing")

    def unsent(self) -> Locator:
        return self.page.locator("[data-unsent]")

    def refused(self) -> Locator:
        return self.page.locator("[data-refused]")

    def has_sent_all(self, seconds: float = 20) -> None:
        """Nothing waits in the phone any more."""
        waits = "() => Object.keys(localStorage).some((name) => name.includes('.act.'))"
        self.page.wait_for_function(f"() => !({waits})()", timeout=seconds * 1000)

    def expect_live(self) -> None:
        expect(self.page.locator(".unit-top .live")).to_have_text("live", timeout=15_000)

    def has_no_faults(self) -> None:
        assert self.faults == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(one in message.text for one in ABSENT):
            self.faults.append(message.text)


def sign_in(context: BrowserContext, person: Person, url: str, language: str = "en") -> None:
    """The person's session, as if the login form had been filled in."""
    session = person.browser.cookies["sessionid"].value
    words = {"sessionid": session, "django_language": language}
    cookies: list[Any] = [{"name": name, "value": text, "url": url} for name, text in words.items()]
    context.add_cookies(cookies)
