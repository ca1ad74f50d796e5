"""Tiles of places: single when near, counted when far."""

from __future__ import annotations

import pytest
from django.contrib.gis.geos import Point

from agencies.models import Station
from atlas.tiles.kinds import kinds_present, places_tile
from tests.atlas.tiles.paper_map import BRIDGE, a_place, decoded, tile_at
from tests.support.small_city import SmallCity

pytestmark = pytest.mark.django_db
LON, LAT = BRIDGE


def test_near_by_every_camera_stands_for_itself() -> None:
    for step in range(3):
        a_place("camera", LON + step / 1000, LAT, f"camera {step}")
    tile = decoded(places_tile(tile_at(LON, LAT, 15), kinds=["camera"]))
    assert {one["name"] for one in tile["camera"]} == {"camera 0", "camera 1", "camera 2"}
    assert all("count" not in one for one in tile["camera"])


def test_far_away_they_are_counted_and_none_is_lost() -> None:
    for step in range(50):
        a_place("camera", LON + step / 500, LAT + step / 1000)
    tile = decoded(places_tile(tile_at(LON, LAT, 8), kinds=["camera"]))
    assert sum(one.get("count", 1) for one in tile["camera"]) == 50
    assert len(tile["camera"]) < 10


def test_neighbouring_tiles_agree_on_a_group_at_their_edge() -> None:
    here = tile_at(LON, LAT, 10)
    for step in range(400):
        a_place("hydrant", LON - 0.35 + step / 570, LAT)
    left = _counts(places_tile(here, kinds=["hydrant"]))
    right = _counts(places_tile(type(here)(here.z, here.x + 1, here.y), kinds=["hydrant"]))
    shared = {(x - 4096, y): n for (x, y), n in left.items() if x > 4096}
    assert shared
    assert shared.items() <= right.items()


def test_a_kind_that_was_not_asked_for_is_not_in_the_tile() -> None:
    a_place("camera", LON, LAT)
    a_place("emergency_hospital", LON, LAT, "병원")
    tile = decoded(places_tile(tile_at(LON, LAT, 13), kinds=["hospital"]))
    assert list(tile) == ["hospital"]
    assert tile["hospital"][0]["name:ko"] == "병원"


def test_stations_come_with_the_kind_of_their_agency(city: SmallCity) -> None:
    point = Point(LON, LAT, srid=4326)
    Station.objects.create(agency=city.fire, external_id="1", name_ko="소방서", location=point)
    tile = decoded(places_tile(tile_at(LON, LAT, 13), kinds=["station"]))
    assert tile["station"][0]["class"] == "fire"


def test_the_legend_lists_only_what_the_city_has() -> None:
    assert kinds_present() == []
    a_place("shelter", LON, LAT)
    a_place("census_cell", LON, LAT)
    a_place("camera", LON, LAT)
    assert kinds_present() == ["camera", "shelter"]


def _counts(tile: bytes) -> dict[tuple[int, int], int]:
    found = decoded(tile).get("hydrant", [])
    return {tuple(one["shape"]["coordinates"]): one.get("count", 1) for one in found}
