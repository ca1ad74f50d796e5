"""Units on the map in a real browser: seen, chosen by press and key, taken away; two thousand."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_map import CENTRE, MapPage, Open, a_reference, open_map

__all__ = ["open_map"]
pytestmark = [pytest.mark.browser]
NOW = 1_795_316_400_000  # 22 November 2026, noon in the city
SHOW = """async ([units, positions, now]) => {
  const { indexed } = await import("/static/js/domain/reference.js");
  window.map.units.reference = indexed(window.raw);
  window.map.showUnits(units, new Map(positions), now);
  await new Promise((done) => setTimeout(done, 300));
}"""
# How much of the units' canvas is painted, within a few pixels of the middle of the map.
PAINTED = """() => {
  const canvas = document.querySelector(".units-pane canvas");
  const { width, height } = canvas;
  const data = canvas.getContext("2d").getImageData(width / 2 - 20, height / 2 - 20, 40, 40).data;
  return data.filter((_, index) => index % 4 === 3 && data[index] > 0).length;
}"""


def a_unit(number: int, status: str = "en_route") -> dict[str, Any]:
    return {
        "id": number,
        "agency": 1,
        "kind": "engine",
        "status": status,
        "call_sign": f"Pump {number}",
        "emergency": False,
    }


def at(number: int, lon: float, lat: float) -> list[Any]:
    fix = {"lon": lon, "lat": lat, "heading": 90, "speed": 40, "at": "2026-11-22T03:00:00Z"}
    return [number, fix]


def shows(desk: MapPage, units: list[Any], positions: list[Any], now: int = NOW) -> None:
    kinds = [{"code": "engine", "name_ko": "펌프차", "name_en": "engine", "service": "fire"}]
    statuses = [{"code": "en_route", "name_ko": "출동중", "name_en": "en route"}]
    rows = {"unit_kinds": kinds, "unit_statuses": statuses, "dispositions": []}
    desk.page.evaluate("raw => { window.raw = raw; }", {**a_reference(), **rows})
    desk.page.evaluate(SHOW, [units, positions, now])


def painted(desk: MapPage) -> int:
    return int(desk.page.evaluate(PAINTED))


def test_a_unit_is_seen_and_chosen_by_a_press(open_map: Open) -> None:
    desk = open_map(language="en")
    assert painted(desk) == 0
    shows(desk, [a_unit(7)], [at(7, *CENTRE)])
    assert painted(desk) > 100
    desk.page.locator("#map").click(position={"x": 500, "y": 350})
    assert desk.said()["units"] == [7]
    expect(desk.page.locator(".place-popup")).to_have_text("Pump 7 · engine · en route")


def test_an_old_position_says_its_age(open_map: Open) -> None:
    desk = open_map(language="en")
    shows(desk, [a_unit(7)], [at(7, *CENTRE)], NOW + 600_000)
    desk.page.locator("#map").click(position={"x": 500, "y": 350})
    expect(desk.page.locator(".place-popup")).to_have_text("Pump 7 · engine · en route · 10 m")


def test_keys_walk_from_unit_to_unit(open_map: Open) -> None:
    desk = open_map()
    numbers = [3, 1, 2]
    places = [at(number, 126.09 + number / 200, 37.05) for number in numbers]
    shows(desk, [a_unit(number) for number in numbers], places)
    desk.page.locator("#map").focus()
    for key in ("]", "]", "[", "["):
        desk.page.keyboard.press(key)
    assert desk.said()["units"] == [1, 2, 1, 3]


def test_units_can_be_taken_away_and_stay_away(open_map: Open) -> None:
    desk = open_map(language="en")
    shows(desk, [a_unit(7)], [at(7, *CENTRE)])
    desk.page.locator(".map-layers").click()
    desk.page.get_by_label("Units").uncheck()
    desk.page.wait_for_timeout(300)
    assert painted(desk) == 0
    again = open_map(language="en")
    shows(again, [a_unit(7)], [at(7, *CENTRE)])
    assert painted(again) == 0


def test_two_thousand_units_leave_the_hand_free(open_map: Open) -> None:
    desk = open_map()
    units = [a_unit(number) for number in range(1, 2001)]
    places = [
        at(number, 126.0 + (number % 50) / 250, 37.0 + (number // 50) / 400)
        for number in range(1, 2001)
    ]
    shows(desk, units, places)
    best = desk.page.evaluate(
        """() => {
          const costs = Array.from({ length: 20 }, () => {
            const began = performance.now();
            window.map.units.canvas.repaint();
            return performance.now() - began;
          });
          return Math.min(...costs);
        }"""
    )
    # The best of twenty: what the machine does besides is not the map's.
    assert best < 40
