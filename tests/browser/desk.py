"""A person's hands at a desk: what they press and what they see."""

from __future__ import annotations

import re
import time

from playwright.sync_api import ConsoleMessage, Locator, Page, expect


class Desk:
    """One page with the desk. Faults in the page's console are remembered in `faults`.

    `keys` counts the key presses, a chord as each of its keys; words that are typed count nothing.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.keys = 0
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)

    def opened(self) -> Desk:
        self.page.goto(self.url)
        self.expect_live()
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += len(key.split("+"))
            self.page.keyboard.press(key)

    def say(self, text: str) -> None:
        self.page.keyboard.type(text)

    def choose(self, text: str) -> None:
        """Type into the field with the focus and take the first choice offered."""
        self.say(text)
        fresh = self.page.locator("[role=listbox][aria-busy=false] [role=option]").first
        expect(fresh).to_be_visible()
        self.press("Enter")

    def files(self, *, place: str, kind: str) -> str:
        """File by keyboard alone; the incident's number."""
        self.press("n")
        self.choose(place)
        self.choose(kind)
        self.press("Control+Enter")
        title = self.page.locator("#call-title")
        expect(title).to_have_text(re.compile(r"\d{8}-\d{4}"))
        found = re.search(r"\d{8}-\d{4}", title.inner_text())
        assert found
        return found.group()

    def row(self, number: str) -> Locator:
        return self.page.locator(
            ".incident-row", has=self.page.get_by_text(number[-4:], exact=True)
        )

    def pending(self, number: str) -> Locator:
        return self.page.locator(".queue-row", has=self.page.get_by_text(number[-4:], exact=True))

    def chip(self, number: str, agency: str) -> Locator:
        return self.row(number).locator(".chip", has=self.page.get_by_text(agency, exact=True))

    def unit_chip(self, number: str, call_sign: str) -> Locator:
        return self.row(number).locator(".unit-chip", has_text=call_sign)

    def unit_line(self, call_sign: str) -> Locator:
        """A unit on the chosen incident."""
        return self.page.locator(".unit-line", has=self.page.get_by_text(call_sign, exact=True))

    def unit_row(self, call_sign: str) -> Locator:
        """A unit on the unit board."""
        return self.page.locator(".unit-row", has=self.page.get_by_text(call_sign, exact=True))

    def send_row(self, call_sign: str) -> Locator:
        """A unit in the panel that sends."""
        return self.page.locator(".send-row", has=self.page.get_by_text(call_sign, exact=True))

    def sends_recommended(self) -> None:
        """Open the panel, look at it, send what is recommended."""
        self.press("e")
        expect(self.page.locator(".send-row").first).to_be_visible(timeout=15_000)
        self.press("Enter")
        expect(self.page.locator(".unit-line").first).to_be_visible(timeout=15_000)

    def detail(self) -> Locator:
        return self.page.locator("incident-detail")

    def expect_live(self) -> None:
        expect(self.page.locator(".live")).to_have_text("live", timeout=15_000)

    def seconds_until_seen(self, locator: Locator, *, limit: float) -> float:
        began = time.monotonic()
        expect(locator).to_be_visible(timeout=limit * 1000)
        return time.monotonic() - began

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "ERR_INTERNET_DISCONNECTED" not in message.text:
            self.faults.append(message.text)
