"""Takes the pictures of the documents from the running demo city.

    ./bin/up                                             in one terminal
    .venv/bin/python docs/images/take.py [ADDRESS]       in another, after ./bin/test

The exercise should have played for a few minutes, so that there is something to see.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLE = 3_000  # milliseconds for tiles and text


@dataclass(frozen=True)
class Picture:
    """A desk as somebody sees it, after some keys."""

    name: str
    person: str
    language: str = "en"
    theme: str = "dark"
    size: tuple[int, int] = (1920, 1080)
    keys: tuple[str, ...] = ()
    path: str = "/"


PICTURES = [
    Picture("desk", "demo-fire-dispatcher", keys=("i", "j", "j", "Enter")),
    Picture("desk-ko", "demo-fire-dispatcher", "ko", keys=("i", "j", "Enter")),
    Picture("desk-light", "demo-police-dispatcher", theme="light", size=(1366, 768)),
    Picture("keys", "demo-fire-dispatcher", size=(1366, 768), keys=("?",)),
    Picture("dispatch", "demo-fire-dispatcher", size=(1366, 768), keys=("i", "j", "Enter", "e")),
    Picture("units", "demo-fire-dispatcher", size=(1366, 768), keys=("z",)),
    Picture("escalations", "demo-fire-supervisor", size=(1366, 768), keys=("!",)),
    Picture("command-line", "demo-fire-dispatcher", size=(1366, 768), keys=("/", *"oos e11 pump")),
    Picture("plans", "demo-fire-agency-admin", size=(1366, 768), path="/plans/"),
    Picture("rule", "demo-city-city-admin", size=(1366, 900), path="/escalation/rules/1/"),
    Picture(
        "administration-areas",
        "demo-city-city-admin",
        size=(1366, 768),
        path="/administration/areas/?service=fire",
    ),
    Picture("crew", "demo-fire-engine-field-crew", size=(390, 844), path="/unit/"),
    Picture("phone", "demo-fire-agency-staff", size=(390, 844)),
]


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for picture in PICTURES:
            take(browser, address, picture)
            sys.stdout.write(f"{picture.name}.png\n")
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(f"{address}/login/")
    choose(page, "language", picture.language)
    choose(page, "theme", picture.theme)
    page.locator(f'button[formaction*="/{picture.person}/"]').click()
    if picture.path != "/":
        page.goto(f"{address}{picture.path}")
    page.wait_for_timeout(SETTLE)
    for key in picture.keys:
        page.keyboard.press(key)
    page.wait_for_timeout(SETTLE)
    page.screenshot(path=HERE / f"{picture.name}.png")
    context.close()


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'button[name="{name}"][value="{value}"]').click()


if __name__ == "__main__":
    main()
