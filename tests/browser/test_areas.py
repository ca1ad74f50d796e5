"""An admin draws the ground that nobody covers, and the report has no hole any more."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from agencies.models import ServiceArea
from tests.browser.conftest import Sit
from tests.support.cast import Person
from tests.support.server import Server

# Around the reservoir, in pixels from the middle of the map as it opens; the tool snaps to corners.
CORNERS = [(-240, 65), (-195, 65), (-195, 115), (-240, 115)]


def test_a_hole_is_seen_and_closed_by_drawing(sit: Sit, server: Server, chief: Person) -> None:
    page = sit(chief).page
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(f"{server.url}/administration/areas/?service=fire")
    expect(page.locator("areas-map[data-ready]")).to_be_visible()
    expect(page.locator(".admin-shape.hole")).to_have_count(1)
    expect(page.locator(".admin-report h3.hole")).to_contain_text("1")

    page.goto(f"{server.url}/administration/areas/new/?service=fire")
    expect(page.locator("area-drawing[data-ready]")).to_be_visible()
    draw(page)
    expect(page.locator("#id_area")).to_have_value(re.compile("MultiPolygon"))
    page.get_by_label("name").fill("reservoir")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    assert ServiceArea.objects.filter(agency=chief.agency, name="reservoir").exists()

    page.goto(f"{server.url}/administration/areas/?service=fire")
    expect(page.locator(".admin-report h3.hole")).to_contain_text("0")
    assert faults == []


def draw(page: Page) -> None:
    box = page.locator("area-drawing .map-place").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".leaflet-pm-icon-polygon").click()
    for x, y in [*CORNERS, CORNERS[0]]:
        page.mouse.move(middle[0] + x, middle[1] + y)
        page.mouse.click(middle[0] + x, middle[1] + y)
