"""The base map drawn from the city's own rows."""

from __future__ import annotations

import pytest
from django.contrib.gis.geos import GEOSGeometry, MultiLineString, Point, Polygon

from atlas.tiles import base_sql, districts_sql
from atlas.tiles.address import TileAddress
from tests.atlas.tiles.paper_map import (
    BRIDGE,
    MARKET,
    a_feature,
    a_street,
    decoded,
    the_sea,
    tile_at,
)

pytestmark = pytest.mark.django_db
NEAR = tile_at(*BRIDGE, 14)


def test_a_street_carries_its_class_and_both_names() -> None:
    a_street("primary", "다리로", ref="42")
    tile = decoded(base_sql.everything(NEAR))
    assert tile["transportation"][0]["class"] == "primary"
    name = tile["transportation_name"][0]
    assert (name["name"], name["name:ko"], name["name:en"]) == (
        "다리로",
        "다리로",
        "다리로 in English",
    )
    assert name["ref"] == "42"


def test_empty_fields_are_left_out() -> None:
    a_street("primary")
    (street,) = decoded(base_sql.everything(NEAR))["transportation"]
    assert set(street) == {"class", "shape"}


def test_pieces_of_one_class_become_one_feature() -> None:
    for _ in range(20):
        a_street("minor")
    a_feature("transportation", "minor", MultiLineString(a_street("minor").geometry))
    assert len(decoded(base_sql.everything(NEAR))["transportation"]) == 1


@pytest.mark.parametrize(
    ("cls", "zoom", "seen"),
    [
        ("motorway", 6, True),
        ("minor", 11, False),
        ("minor", 12, True),
        ("footway", 12, False),
        ("footway", 13, True),
    ],
)
def test_small_streets_come_when_one_is_near(cls: str, zoom: int, seen: bool) -> None:
    a_street(cls)
    tile = decoded(base_sql.everything(tile_at(*BRIDGE, zoom)))
    assert ("transportation" in tile) is seen


def test_a_pack_may_hold_something_back_until_a_zoom_of_the_map() -> None:
    a_street("motorway", min_zoom=12)  # tile zoom 11 is what the map shows at 12
    assert not base_sql.everything(tile_at(*BRIDGE, 10))
    assert base_sql.everything(tile_at(*BRIDGE, 11))


def test_areas_too_small_to_see_are_left_out_far_away() -> None:
    lon, lat = BRIDGE
    a_feature("park", "public_park", Polygon.from_bbox((lon, lat, lon + 0.0003, lat + 0.0003)))
    assert "park" in decoded(base_sql.everything(NEAR))
    assert not base_sql.everything(tile_at(lon, lat, 9))


def test_the_sea_alone_can_be_had_for_a_base_map_without_one() -> None:
    the_sea()
    a_street("primary")
    tile = decoded(base_sql.sea(tile_at(126.07, 37.0, 12)))
    assert list(tile) == ["ocean"]
    assert base_sql.sea(tile_at(126.07, 37.3, 12)) == b""


def test_a_broken_area_does_not_break_the_tile() -> None:
    lon, lat = BRIDGE
    bow = Polygon(
        [
            (lon, lat),
            (lon + 0.01, lat + 0.01),
            (lon + 0.01, lat),
            (lon, lat + 0.01),
            (lon, lat),
        ]
    )
    a_feature("landuse", "residential", bow)
    a_feature("landuse", "residential", GEOSGeometry("POLYGON EMPTY"))
    a_street("primary")
    assert "transportation" in decoded(base_sql.everything(NEAR))


def test_where_there_is_nothing_the_tile_is_empty() -> None:
    assert base_sql.everything(NEAR) == b""
    assert base_sql.everything(TileAddress(0, 0, 0)) == b""


@pytest.mark.usefixtures("city")
def test_a_border_is_drawn_between_two_districts_and_not_around_them() -> None:
    tile = decoded(districts_sql.districts(tile_at(126.1, 37.05, 9)))
    (border,) = tile["district"]
    assert border["level"] == "gu"
    xs = {round(x / 20) for x, _ in _points(border["shape"])}
    assert len(xs) == 1, "the border between West and East runs north"


@pytest.mark.usefixtures("city")
def test_a_district_is_named_where_the_map_has_its_name() -> None:
    a_feature("place", "suburb", Point(*MARKET), "mill ko")
    tile = decoded(districts_sql.districts(tile_at(*MARKET, 13)))
    (mill,) = [one for one in tile["district_name"] if one["name:en"] == "Mill"]
    assert mill["level"] == "dong"
    assert districts_sql.levels_present() == ["gu", "dong"]


def _points(shape: dict[str, object]) -> list[tuple[int, int]]:
    lines = shape["coordinates"]
    assert isinstance(lines, list)
    return lines if shape["type"] == "LineString" else [point for line in lines for point in line]
