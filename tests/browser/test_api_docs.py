"""The readable page of the API opens under the strict CSP."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.server import Server

pytestmark = pytest.mark.browser


def test_operations_can_be_read_and_unfolded(stranger: Page, server: Server) -> None:
    complaints: list[str] = []
    stranger.on("console", lambda message: complaints.append(message.text))
    stranger.on("pageerror", lambda error: complaints.append(str(error)))
    stranger.goto(f"{server.url}/api/docs/")
    filing = stranger.locator("#operations-incidents-incidents_file")
    filing.locator(".opblock-summary-control").click()
    expect(filing).to_contain_text("Idempotency-Key")
    expect(filing).to_contain_text("application/problem+json")
    assert complaints == []
