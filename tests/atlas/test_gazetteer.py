"""Finding places by what a caller calls them, and over REST."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.gis.geos import LineString, Point

from agencies.models import City, Station
from atlas.models import MapFeature, Place
from atlas.selectors import places_geojson, search_places
from tests.support.cast import NOON, Person
from tests.support.small_city import SmallCity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def a_place(name: str, kind: str = "hospital", *, lon: float = 126.06, address: str = "") -> Place:
    return Place.objects.create(
        pack="small-city",
        source=f"{kind}s",
        external_id=f"{name} {lon}",
        kind=kind,
        name_ko=name,
        address=address,
        point=Point(lon, 37.05, srid=4326),
    )


def a_street(name: str, *, west: float, name_en: str = "") -> MapFeature:
    return MapFeature.objects.create(
        pack="small-city",
        source="streets",
        external_id=f"{name} {west}",
        layer="transportation",
        cls="minor",
        name_ko=name,
        name_en=name_en,
        geometry=LineString((west, 37.05), (west + 0.01, 37.05), srid=4326),
    )


def names(q: str, **more: Any) -> list[str]:
    return [found.name_ko for found in search_places(q, at=NOON, **more)]


def test_whole_names_come_before_parts() -> None:
    for name in ("새은혜병원", "은혜병원 별관", "은혜병원"):
        a_place(name)
    assert names("은혜병원") == ["은혜병원", "은혜병원 별관", "새은혜병원"]


def test_a_hospital_comes_before_the_bus_stop_named_after_it() -> None:
    a_place("은혜병원", "bus_stop")
    a_place("의료법인 은혜병원")
    assert names("은혜병원")[0] == "의료법인 은혜병원"


def test_nearer_comes_first_among_equals() -> None:
    a_place("한빛약국", "pharmacy", lon=126.01)
    a_place("한빛약국 둘", "pharmacy", lon=126.18)
    assert names("한빛", near=(126.0, 37.05)) == ["한빛약국", "한빛약국 둘"]
    assert names("한빛", near=(126.2, 37.05)) == ["한빛약국 둘", "한빛약국"]


def test_every_word_must_fit_the_name_or_the_address() -> None:
    a_place("중앙학교", "school", address="방앗간로 3")
    a_place("중앙시장", "market", address="언덕로 8")
    assert names("중앙 방앗간로") == ["중앙학교"]


def test_a_street_of_many_pieces_is_one_answer_at_its_nearest_piece() -> None:
    for west in (126.01, 126.07, 126.15):
        a_street("벽돌길", west=west, name_en="Brick Lane")
    (found,) = search_places("brick lane", at=NOON, near=(126.16, 37.05))
    assert (found.kind, found.source) == ("road", "streets")
    assert 126.15 <= found.lon <= 126.16


def test_stations_and_districts_are_found(city: SmallCity) -> None:
    Station.objects.create(
        agency=city.fire, external_id="1", name_ko="방앗간센터", location=Point(126.07, 37.05)
    )
    kinds = {found.kind for found in search_places("Mill", at=NOON)}
    assert "dong" in kinds
    (station,) = search_places("방앗간센터", at=NOON)
    assert station.kind == "station"


def test_what_has_no_address_tells_its_districts() -> None:
    a_place("은혜병원", lon=126.06)
    (found,) = search_places("은혜병원", at=NOON)
    assert found.address


def test_a_letter_wrong_still_finds_it() -> None:
    a_place("인천사랑병원")
    assert names("인천사랑벙원") == ["인천사랑병원"]


@pytest.mark.parametrize("q", ["", "  ", "%", "_", "\\", "%%%", "'", "--"])
def test_marks_are_not_wildcards(q: str) -> None:
    a_place("은혜병원")
    assert names(q) == []


def test_a_percent_inside_is_a_letter() -> None:
    a_place("100% 주스", "shop")
    a_place("1000 주스", "shop")
    assert names("100%") == ["100% 주스"]


def test_the_address_of_a_hydrant_is_not_searched() -> None:
    a_place("1호 소화전", "hydrant", address="방앗간로 3")
    assert names("방앗간로") == []
    assert names("소화전") == ["1호 소화전"]


def test_without_a_city_it_still_answers() -> None:
    City.objects.all().delete()
    a_place("은혜병원")
    assert names("은혜병원") == ["은혜병원"]


def test_a_frame_of_the_map_is_geojson() -> None:
    a_place("안", lon=126.06)
    a_place("밖", lon=126.19)
    seen = json.loads(places_geojson((126.0, 37.0, 126.1, 37.1), ["hospital"]))
    assert [feature["properties"]["name_ko"] for feature in seen["features"]] == ["안"]
    assert seen["features"][0]["geometry"] == {"type": "Point", "coordinates": [126.06, 37.05]}
    assert seen["truncated"] is False
    assert json.loads(places_geojson((126.0, 37.0, 126.1, 37.1), ["shelter"]))["features"] == []


def test_search_over_rest(dani: Person) -> None:
    a_place("은혜병원", address="방앗간로 3")
    answer = dani.client.get("/api/places/", {"q": "은혜", "near": "126.06,37.05"})
    assert answer.status_code == 200
    (found,) = answer.json()["results"]
    assert found["name_ko"] == "은혜병원"
    assert set(found) == {"id", "kind", "name_ko", "name_en", "address", "lon", "lat", "source"}


def test_a_frame_over_rest(dani: Person) -> None:
    a_place("은혜병원")
    answer = dani.client.get(
        "/api/places/", {"bbox": "126,37,126.1,37.1", "kind": "hospital,shelter"}
    )
    assert answer["Content-Type"] == "application/geo+json"
    assert len(answer.json()["features"]) == 1


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": ""},
        {"q": "a" * 101},
        {"q": "a\x00"},
        {"q": "a", "near": "here"},
        {"q": "a", "near": "500,37"},
        {"q": "a", "near": "nan,37"},
        {"q": "a", "limit": "0"},
        {"q": "a", "limit": "51"},
        {"q": "a", "limit": "²"},
        {"bbox": "1,2,3"},
        {"bbox": "127,37,126,38"},
        {"bbox": "1e400,0,1,1"},
    ],
)
def test_a_bad_question_is_refused(dani: Person, asked: dict[str, str]) -> None:
    assert dani.client.get("/api/places/", asked).status_code == 400


def test_whose_ground_a_point_is(dani: Person, city: SmallCity) -> None:
    answer = dani.client.get("/api/districts/at/", {"lon": "126.07", "lat": "37.05"}).json()
    assert answer["district"]["level"] == "dong"
    assert [one["level"] for one in answer["districts"]] == ["dong", "gu"]
    assert city.fire.pk in answer["agencies"]
    assert answer["services"]["fire"] == [city.fire.pk]


def test_nobodys_ground(dani: Person) -> None:
    answer = dani.client.get("/api/districts/at/", {"lon": "0", "lat": "0"}).json()
    assert answer == {"district": None, "districts": [], "agencies": [], "services": {}}


@pytest.mark.parametrize(
    "asked", [{}, {"lon": "1"}, {"lon": "x", "lat": "1"}, {"lon": "1", "lat": "91"}]
)
def test_a_point_must_be_one(dani: Person, asked: dict[str, str]) -> None:
    assert dani.client.get("/api/districts/at/", asked).status_code == 400


@pytest.mark.parametrize("path", ["/api/places/?q=a", "/api/districts/at/?lon=1&lat=1"])
def test_strangers_are_not_answered(client, path: str) -> None:
    assert client.get(path).status_code in (401, 403)
