"""Tiles over HTTP."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from atlas.models import BaseMap, PackLoad
from safety_net.settings.environment import origins
from tests.atlas.tiles.paper_map import (
    BRIDGE,
    a_file,
    a_place,
    a_street,
    a_tile,
    decoded,
    the_sea,
    tile_at,
)
from tests.support.cast import NOON, JsonClient, Person

HERE = tile_at(*BRIDGE, 12)
SHORE = tile_at(126.07, 36.95, 12)
ADDRESS = f"/tiles/base/{HERE.z}/{HERE.x}/{HERE.y}.mvt"
PLACES = f"/tiles/places/{HERE.z}/{HERE.x}/{HERE.y}.mvt"


def get(person: Person, address: str, **headers: str) -> Any:
    return person.client.get(address, headers={"accept-encoding": "gzip", **headers})


def test_a_member_gets_a_packed_tile(dani: Person) -> None:
    a_street("primary", "다리로")
    answer = get(dani, ADDRESS)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert answer["Content-Encoding"] == "gzip"
    assert decoded(answer.content)["transportation"][0]["class"] == "primary"


def test_who_cannot_unpack_gets_it_plain(dani: Person) -> None:
    a_street("primary")
    answer = dani.client.get(ADDRESS, headers={"accept-encoding": "identity"})
    assert "Content-Encoding" not in answer
    assert "transportation" in decoded(answer.content)


@pytest.mark.parametrize("address", [ADDRESS, PLACES, "/api/map/"])
def test_who_is_not_signed_in_gets_nothing(anonymous: JsonClient, address: str) -> None:
    a_street("primary")
    a_place("camera", *BRIDGE)
    assert anonymous.get(address).status_code == 401


@pytest.mark.parametrize("address", [ADDRESS, PLACES, "/api/map/"])
def test_without_a_membership_one_gets_nothing(dani: Person, address: str) -> None:
    dani.membership.delete()
    assert dani.client.get(address).status_code in {401, 403}


def test_a_program_gets_tiles_by_its_token(dani: Person) -> None:
    a_place("camera", *BRIDGE)
    assert dani.token_client("a-secret-key").get(PLACES).status_code == 200


def test_an_unchanged_tile_is_not_sent_again(dani: Person) -> None:
    a_street("primary")
    tag = get(dani, ADDRESS)["ETag"]
    again = get(dani, ADDRESS, **{"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_loading_a_pack_changes_the_version(dani: Person) -> None:
    a_street("primary")
    before = get(dani, ADDRESS)
    a_street("trunk")
    PackLoad.objects.create(pack="paper", at=NOON, seconds=1)
    after = get(dani, ADDRESS, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert len(decoded(after.content)["transportation"]) == 2


def test_an_address_with_the_version_is_kept_and_one_without_is_asked_again(dani: Person) -> None:
    a_street("primary")
    url = dani.client.get("/api/map/").json()["base"]["url"]
    versioned = url.format(z=HERE.z, x=HERE.x, y=HERE.y)
    assert "immutable" in get(dani, versioned)["Cache-Control"]
    assert get(dani, ADDRESS)["Cache-Control"] == "private, no-cache"
    assert get(dani, ADDRESS + "?v=old")["Cache-Control"] == "private, no-cache"


def test_where_there_is_nothing_the_answer_is_empty(dani: Person) -> None:
    answer = get(dani, "/tiles/base/12/0/0.mvt")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["ETag"]


@pytest.mark.parametrize("kind", ["base", "places"])
@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("3/8/0", 400),
        ("3/0/8", 400),
        ("0/0/1", 400),
        ("22/0/0", 404),
        ("99999999999999999999/0/0", 404),
        ("3/99999999999999999999/0", 400),
        ("-1/0/0", 404),
        ("a/b/c", 404),
        ("3/1.5/0", 404),
    ],
)
def test_a_bad_address_is_refused_and_never_a_fault(
    dani: Person, kind: str, rest: str, status: int
) -> None:
    assert get(dani, f"/tiles/{kind}/{rest}.mvt").status_code == status


def test_a_kind_that_the_map_does_not_draw_is_refused(dani: Person) -> None:
    answer = dani.client.get(PLACES + "?kinds=camera,census_cell")
    assert answer.status_code == 400
    assert "kinds" in answer.json()["fields"]


def test_cameras_come_only_when_asked_for(dani: Person) -> None:
    a_place("camera", *BRIDGE)
    a_place("school", *BRIDGE)
    assert set(decoded(get(dani, PLACES + "?kinds=school").content)) == {"school"}
    assert set(decoded(get(dani, PLACES).content)) == {"camera", "school"}
    assert get(dani, PLACES + "?kinds=").status_code == 204


def test_a_moved_place_has_a_new_tag(dani: Person) -> None:
    place = a_place("camera", *BRIDGE)
    tag = get(dani, PLACES)["ETag"]
    place.point.x += 0.01
    place.save()
    assert get(dani, PLACES, **{"if-none-match": tag}).status_code == 200


def test_the_page_of_facts_tells_what_the_map_is_made_of(dani: Person) -> None:
    a_place("camera", *BRIDGE)
    facts = dani.client.get("/api/map/").json()
    assert facts["base"]["kind"] == "database"
    assert (facts["base"]["minzoom"], facts["base"]["maxzoom"]) == (0, 14)
    assert facts["places"] == ["camera"]
    assert facts["districts"] == ["gu", "dong"]


class TestFile:
    """With a base map file."""

    @pytest.fixture
    def file(self, tmp_path: Path, settings: Any) -> Path:
        tiles = {
            HERE: gzip.compress(a_tile("transportation")),
            SHORE: gzip.compress(a_tile("transportation", "물가길")),
        }
        path = a_file(tmp_path / "base.mbtiles", tiles, maxzoom="13", attribution="surveyors")
        settings.SAFETY_NET_MBTILES = str(path)
        return path

    @pytest.mark.usefixtures("file")
    def test_it_is_served_instead_of_the_rows(self, dani: Person) -> None:
        a_street("primary", "다리로")
        tile = decoded(get(dani, ADDRESS).content)
        assert tile["transportation"][0]["name:latin"] == "큰길"
        assert "transportation_name" not in tile

    @pytest.mark.usefixtures("file")
    def test_the_sea_of_the_pack_lies_under_it(self, dani: Person) -> None:
        the_sea()
        address = f"/tiles/base/{SHORE.z}/{SHORE.x}/{SHORE.y}.mvt"
        layers = list(decoded(get(dani, address).content))
        assert layers[:2] == ["ocean", "transportation"]

    def test_a_file_with_a_sea_of_its_own_keeps_it(
        self, dani: Person, tmp_path: Path, settings: Any
    ) -> None:
        the_sea()
        own = {SHORE: a_tile("ocean")}
        settings.SAFETY_NET_MBTILES = str(a_file(tmp_path / "sea.mbtiles", own))
        address = f"/tiles/base/{SHORE.z}/{SHORE.x}/{SHORE.y}.mvt"
        assert len(decoded(get(dani, address).content)["ocean"]) == 1

    @pytest.mark.usefixtures("file")
    def test_outside_the_file_the_rows_are_drawn(self, dani: Person) -> None:
        a_street("primary")
        near = tile_at(*BRIDGE, 13)
        tile = decoded(get(dani, f"/tiles/base/13/{near.x}/{near.y}.mvt").content)
        assert tile["transportation"][0]["class"] == "primary"

    @pytest.mark.usefixtures("file")
    def test_its_depth_and_makers_are_told(self, dani: Person) -> None:
        base = dani.client.get("/api/map/").json()["base"]
        assert (base["kind"], base["maxzoom"]) == ("mbtiles", 13)
        assert base["attribution"] == "surveyors"
        assert get(dani, "/tiles/base/14/0/0.mvt").status_code == 404

    def test_the_file_of_a_pack_is_found_without_a_setting(
        self, dani: Person, file: Path, settings: Any
    ) -> None:
        settings.SAFETY_NET_MBTILES = ""
        BaseMap.objects.create(pack="p", source="s", path=str(file), attribution="the pack")
        base = dani.client.get("/api/map/").json()["base"]
        assert (base["kind"], base["attribution"]) == ("mbtiles", "the pack")

    def test_a_missing_file_leaves_the_map_of_rows(self, dani: Person, settings: Any) -> None:
        settings.SAFETY_NET_MBTILES = "/nowhere/at/all.mbtiles"
        a_street("primary")
        assert dani.client.get("/api/map/").json()["base"]["kind"] == "database"
        assert "transportation" in decoded(get(dani, ADDRESS).content)

    def test_a_damaged_tile_leaves_the_map_of_rows(
        self, dani: Person, tmp_path: Path, settings: Any
    ) -> None:
        damaged = {HERE: b"\x1f\x8b this was a tile"}
        settings.SAFETY_NET_MBTILES = str(a_file(tmp_path / "damaged.mbtiles", damaged))
        a_street("primary")
        assert "transportation" in decoded(get(dani, ADDRESS).content)


class TestRaster:
    """With an online layer configured."""

    @pytest.fixture(autouse=True)
    def online(self, settings: Any) -> None:
        settings.SAFETY_NET_RASTER_TILES = "https://tiles.example/{z}/{x}/{y}.png"
        settings.SAFETY_NET_RASTER_ATTRIBUTION = "surveyors"

    def test_it_is_drawn_where_there_is_no_file(self, dani: Person) -> None:
        raster = dani.client.get("/api/map/").json()["raster"]
        assert raster == {
            "url": "https://tiles.example/{z}/{x}/{y}.png",
            "attribution": "surveyors",
        }

    def test_a_local_file_stands_before_it(
        self, dani: Person, tmp_path: Path, settings: Any
    ) -> None:
        tiles = {HERE: gzip.compress(a_tile("transportation"))}
        settings.SAFETY_NET_MBTILES = str(a_file(tmp_path / "base.mbtiles", tiles))
        assert dani.client.get("/api/map/").json()["raster"] is None


def test_the_browser_may_fetch_pictures_from_the_configured_host_only() -> None:
    assert origins("https://tiles.example/{z}/{x}/{y}.png") == ["https://tiles.example"]
    assert origins("") == []
