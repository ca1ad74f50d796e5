"""The map in a real browser, under the product's own content security policy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from agencies.models import City
from atlas.models import MapFeature, Place
from tests.atlas.tiles.paper_map import a_place, a_street, the_sea
from tests.support.cast import Person
from tests.support.server import Server

pytestmark = [pytest.mark.browser]
SIGN = ".leaflet-marker-icon .incident-sign"  # the legend has some too
CENTRE = (126.1, 37.05)
Open = Callable[..., "MapPage"]


class MapPage:
    """A page with the map alone, what it said, and which tiles it asked for."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)
        page.on("request", self._remember)

    def opened(self, **options: str) -> MapPage:
        query = "&".join(f"{name}={value}" for name, value in options.items())
        self.page.goto(f"{self.url}/try-map/?{query}")
        self.page.wait_for_function("() => Boolean(window.begin)")
        self.page.evaluate("reference => window.begin(reference)", a_reference())
        expect(self.page.locator(".map-layers")).to_be_visible(timeout=15_000)
        return self

    def shows(self, cards: list[dict[str, Any]]) -> None:
        self.page.evaluate("cards => window.map.show(cards)", cards)

    def said(self) -> dict[str, list[Any]]:
        said: dict[str, list[Any]] = self.page.evaluate("() => window.said")
        return said

    def colours(self) -> int:
        """How many different colours the base map has on screen."""
        script = """() => {
          const seen = new Set();
          for (const tile of document.querySelectorAll(".base-map canvas")) {
            if (!tile.width) continue;
            const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
            for (let i = 0; i < data.length; i += 64) seen.add(data.slice(i, i + 3).join());
          }
          return seen.size;
        }"""
        return int(self.page.evaluate(script))

    def waits_for_colours(self, number: int) -> None:
        for _ in range(60):
            if self.colours() >= number:
                return
            self.page.wait_for_timeout(250)
        pytest.fail(f"the map never had {number} colours")

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(said.text)

    def _remember(self, request: Request) -> None:
        if "/tiles/" in request.url:
            self.asked.append(request.url)


@pytest.fixture
def open_map(chromium: Browser, committing: None, city: object, dani: Person) -> Iterator[Open]:
    """`open_map()` is the map of the small city for Dani; its rows are made before."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.browser.map_settings"}
    with Server(**environment) as server:
        context = chromium.new_context(viewport={"width": 1000, "height": 700})
        session = dani.browser.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": server.url}])
        pages: list[MapPage] = []

        def opened(**options: str) -> MapPage:
            pages.append(MapPage(context.new_page(), server.url).opened(**options))
            return pages[-1]

        yield opened
        faults = [fault for page in pages for fault in page.faults]
        context.close()
    MapFeature.objects.all().delete()
    Place.objects.all().delete()
    assert faults == []


def a_reference() -> dict[str, Any]:
    city = {"centre": CENTRE, "zoom": 13, "bbox": [126.0, 37.0, 126.27, 37.1]}
    types = [{"code": "FIRE.STRUCT", "name_ko": "건물화재", "name_en": "structure fire"}]
    return {"city": city, "incident_types": types, "agencies": [], "priorities": []}


def a_card(number: int, *, lon: float, lat: float, priority: int = 2) -> dict[str, Any]:
    place = {"lon": lon, "lat": lat, "address": "Mill Bridge", "verified": True, "district": None}
    track = {"role": "lead", "state": "waiting", "overdue": False}
    return {
        "id": number,
        "number": f"20261122-{number:04d}",
        "type": "FIRE.STRUCT",
        "priority": priority,
        "exercise": False,
        "version": 1,
        "updated_at": "2026-11-22T03:00:00Z",
        "place": place,
        "tracks": [track],
    }


def test_streets_and_sea_are_painted_and_repainted_without_asking_again(open_map: Open) -> None:
    the_sea()
    for cls in ("motorway", "primary", "minor"):
        a_street(cls, "다리로")
    desk = open_map(theme="light")
    desk.waits_for_colours(5)
    asked = len(desk.asked)
    desk.page.evaluate("() => { window.map.setTheme('dark'); window.map.setLanguage('en'); }")
    desk.page.wait_for_timeout(500)
    desk.waits_for_colours(5)
    assert len(desk.asked) == asked


def test_who_made_the_data_is_said_as_text(open_map: Open) -> None:
    City.objects.update(attribution="<a href='https://example.org'>The surveyors</a>")
    desk = open_map()
    expect(desk.page.locator(".map-attribution")).to_have_text("The surveyors")
    expect(desk.page.locator(".map-attribution a")).to_have_count(0)


def test_a_sign_is_chosen_by_a_press_and_marked(open_map: Open) -> None:
    desk = open_map(language="en")
    desk.shows([a_card(42, lon=126.1, lat=37.05)])
    sign = desk.page.locator(SIGN)
    expect(sign).to_have_attribute("data-answer", "none")
    expect(desk.page.locator(".leaflet-marker-icon")).to_have_attribute(
        "title", "P2 structure fire · 20261122-0042 · Mill Bridge · nobody has acknowledged"
    )
    sign.click()
    assert desk.said()["selected"] == [42]
    expect(sign).to_have_attribute("data-selected", "")


def test_keys_walk_from_the_worst_incident_to_the_next(open_map: Open) -> None:
    desk = open_map()
    cards = [
        a_card(number, lon=126.09 + number / 200, lat=37.05, priority=3 - number)
        for number in (1, 2, 3)
    ]
    desk.shows(cards)
    desk.page.locator("#map").focus()
    for key in (".", ".", ",", ","):
        desk.page.keyboard.press(key)
    assert desk.said()["selected"] == [3, 2, 3, 1]


def test_a_point_is_picked_by_key_by_right_press_and_while_picking(open_map: Open) -> None:
    desk = open_map()
    canvas = desk.page.locator("#map")
    canvas.focus()
    desk.page.keyboard.press("Enter")
    canvas.click(button="right", position={"x": 600, "y": 350})
    desk.page.evaluate("() => window.map.setPicking(true)")
    canvas.click(position={"x": 500, "y": 400})
    middle, right, lower = desk.said()["picked"]
    assert middle == pytest.approx(CENTRE, abs=0.001)
    assert right[0] > middle[0]
    assert lower[1] < middle[1]


def test_a_group_opens_when_one_comes_nearer(open_map: Open) -> None:
    desk = open_map()
    desk.shows([a_card(1, lon=126.1, lat=37.05), a_card(2, lon=126.1004, lat=37.05, priority=0)])
    group = desk.page.locator(".incident-group")
    expect(group.locator(".count")).to_have_text("2")
    group.click()
    expect(desk.page.locator(SIGN)).to_have_count(2)
    assert desk.said()["selected"] == []


def test_a_thousand_incidents_are_few_signs_and_quickly_drawn(open_map: Open) -> None:
    dice = random.Random(7)
    cards = [
        a_card(n, lon=dice.gauss(126.1, 0.03), lat=dice.gauss(37.05, 0.02), priority=n % 5)
        for n in range(1000)
    ]
    desk = open_map()
    script = """cards => {
      const began = performance.now();
      window.map.show(cards);
      return performance.now() - began;
    }"""
    desk.page.evaluate(script, cards)
    again = [{**card, "version": 2} for card in cards]
    quickest = min(desk.page.evaluate(script, again) for _ in range(3))
    assert quickest < 250, "milliseconds"
    assert desk.page.locator(".leaflet-marker-icon").count() < 300


def test_places_are_asked_for_only_when_shown_and_the_choice_is_kept(open_map: Open) -> None:
    a_place("camera", *CENTRE, name="cam")
    a_place("school", *CENTRE)
    desk = open_map()
    desk.page.wait_for_timeout(500)
    assert not [url for url in desk.asked if "/tiles/places/" in url]
    desk.page.get_by_role("button", name="Layers").click()
    desk.page.get_by_label("Cameras").check()
    desk.page.wait_for_timeout(500)
    assert {url.split("kinds=")[1] for url in desk.asked if "/tiles/places/" in url} == {"camera"}
    later = open_map()
    assert later.page.evaluate("() => window.map.layers()") == ["camera"]


def test_the_legend_closes_with_escape_and_gives_the_focus_back(open_map: Open) -> None:
    desk = open_map()
    button = desk.page.get_by_role("button", name="Layers")
    button.press("Enter")
    expect(desk.page.locator(".map-panel")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(".map-panel")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_server_that_fails_is_asked_again(open_map: Open) -> None:
    a_street("primary")
    desk = open_map(theme="light")
    refused: list[str] = []

    def fail_once(route: Any) -> None:
        refused.append(route.request.url)
        route.fulfill(status=503) if len(refused) < 4 else route.continue_()

    desk.page.route("**/tiles/base/**", fail_once)
    desk.page.evaluate("() => window.map.focus([126.075, 37.05], 15)")
    desk.waits_for_colours(3)
    desk.faults.clear()  # the browser itself reports each 503
    assert len(refused) >= 4
