"""Real browsers at real desks: one Chromium, a context for each person, a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.desk import Desk
from tests.support.cast import Person
from tests.support.server import Server

CHROMIUM = "/usr/bin/chromium-headless-shell"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN: ViewportSize = {"width": 1920, "height": 1080}

Sit = Callable[..., Desk]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    vendor = Path(settings.SAFETY_NET_VAR) / "assets" / "vendor" / "lit-html"
    assert vendor.exists(), "The browser libraries are missing: run ./bin/assets first."
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, but nothing asks the database from inside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def server(committing: None) -> Iterator[Server]:
    environment = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "SAFETY_NET_DEMO": "1"}
    with Server(**environment) as running:
        yield running


@pytest.fixture
def sit(chromium: Browser, server: Server) -> Iterator[Sit]:
    """`sit(dani)` is Dani's desk in a browser of its own, in English."""
    contexts = []

    def down(person: Person, **options: Any) -> Desk:
        context = chromium.new_context(**{"viewport": SCREEN, **options})
        contexts.append(context)
        session = person.browser.cookies["sessionid"].value
        names = {"sessionid": session, "django_language": "en"}
        cookies: list[Any] = [
            {"name": name, "value": text, "url": server.url} for name, text in names.items()
        ]
        context.add_cookies(cookies)
        return Desk(context.new_page(), server.url).opened()

    yield down
    for context in contexts:
        context.close()


@pytest.fixture
def stranger(chromium: Browser, server: Server) -> Iterator[Page]:
    """A browser of somebody who has not signed in."""
    context = chromium.new_context(viewport=SCREEN)
    yield context.new_page()
    context.close()
