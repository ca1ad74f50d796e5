"""The readable page of the API opens under the strict CSP."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.server import Server

pytestmark = pytest.mark.browser


def test_operations_can_be_read_and_unfolded(stranger: Page, server: Server) -> None:
    complaints: list[str] = []
    stranger.on("console", lambda message: complaints.append(message.text))
    stranger.on("pageerror", lambda error: complaints.append(str(error)))
    stranger.goto(f"{server.url}/api/docs/")
    filing = stranger.locator("#operations-incidents-incidents_file")
    _scrolls_to(stranger, filing)
    filing.locator(".opblock-summary-control").click()
    expect(filing).to_contain_text("Idempotency-Key")
    expect(filing).to_contain_text("application/problem+json")
    assert complaints == []


def _scrolls_to(page: Page, sought: Locator) -> None:
    """There are many operations, and the page draws those that come into sight."""
    page.locator(".opblock").first.wait_for()
    for _ in range(100):
        if sought.count():
            return
        page.mouse.wheel(0, 1500)
        page.wait_for_timeout(50)
