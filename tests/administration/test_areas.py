"""Areas are drawn, pasted or uploaded; what is wrong is told, and who would answer elsewhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from administration.selectors.coverage import coverage_of
from agencies.drawn import read_area
from agencies.models import AreaShape, ServiceArea
from agencies.selectors import city_day
from agencies.services import areas
from safety_net.core import clock
from safety_net.core.errors import Forbidden, Invalid
from tests.administration.entries import entries
from tests.support.cast import Person, file
from tests.support.small_city import RESERVOIR_BOX, SmallCity

AREAS = "/administration/areas/"
CROSSED = [[126.0, 37.0], [126.1, 37.1], [126.1, 37.0], [126.0, 37.1], [126.0, 37.0]]
BOW_TIE = json.dumps({"type": "Polygon", "coordinates": [CROSSED]})


def ring(west: float, south: float, east: float, north: float) -> list[list[list[float]]]:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def polygon(*box: float, **more: Any) -> str:
    return json.dumps({"type": "Polygon", "coordinates": ring(*box), **more})


def form_of(row: ServiceArea, **more: Any) -> dict[str, Any]:
    shown = {"service": row.service, "name": row.name, "area": row.area.geojson}
    return {**shown, "version": row.version, **more}


def confirmed(page: str) -> str:
    found = re.search(r'name="confirmed"\s+value="(\w+)"', page)
    assert found
    return found[1]


def test_the_hole_and_the_overlap_are_told_with_their_sizes(chief: Person) -> None:
    report = coverage_of("fire", city_day(clock.now()))
    [hole] = report.holes
    west, south, east, north = RESERVOIR_BOX
    assert west < hole.patch.lon < east
    assert south < hole.patch.lat < north
    assert len(report.overlaps) == 1
    page = chief.browser.get(AREAS, {"service": "fire"}).content.decode()
    assert hole.size in page
    assert '"what": "hole"' in page
    assert "airport-fire" in page


def test_an_area_over_the_hole_closes_it(chief: Person) -> None:
    box = polygon(*RESERVOIR_BOX)
    form = {"service": "fire", "name": "reservoir", "area": box, "version": "0"}
    with entries() as heard:
        assert chief.browser.post(f"{AREAS}new/", form).status_code == 302
    made = ServiceArea.objects.get(name="reservoir")
    assert made.agency == chief.agency
    assert heard.only["area"]["corners"] == 5
    assert set(heard[0].audience) == {"admins", "auditors", f"agency:{chief.agency.pk}"}
    assert coverage_of("fire", city_day(clock.now())).holes == []
    again = chief.browser.post(f"{AREAS}new/", form)
    assert again.status_code == 400


def test_who_would_answer_is_shown_before(chief: Person, dani: Person, city: SmallCity) -> None:
    fire = file(by=dani)
    area = ServiceArea.objects.get(agency=city.police, service="police")
    facts = areas.AreaFacts(service="police", area=area.area)
    with pytest.raises(Forbidden):
        areas.redraw(area_id=area.pk, version=1, facts=facts, by=chief.actor, at=clock.now())
    own = ServiceArea.objects.filter(agency=city.fire, service="fire").first()
    assert own
    elsewhere = polygon(126.0, 37.0, 126.01, 37.01)
    form = form_of(own, area=elsewhere)
    page = chief.browser.post(f"{AREAS}{own.pk}/", form).content.decode()
    assert "Filed now, these would go to" in page
    assert fire.number in page
    own.refresh_from_db()
    assert own.version == 1
    assert own.area.num_coords > 5
    form["confirmed"] = confirmed(page)
    assert chief.browser.post(f"{AREAS}{own.pk}/", form).status_code == 302
    assert chief.browser.post(f"{AREAS}{own.pk}/", form).status_code == 409
    fire.refresh_from_db()
    assert fire.tracks.filter(agency=city.fire).exists()


def test_each_shape_is_kept_and_comes_back(chief: Person, city: SmallCity) -> None:
    own = ServiceArea.objects.filter(agency=city.fire, service="fire").first()
    assert own
    was = own.area
    address = f"{AREAS}{own.pk}/"
    for box in ((126.0, 37.0, 126.02, 37.02), (126.0, 37.0, 126.03, 37.03)):
        own.refresh_from_db()
        chief.browser.post(address, form_of(own, area=polygon(*box)))
    own.refresh_from_db()
    assert (own.version, AreaShape.objects.filter(service_area=own).count()) == (3, 3)
    assert areas.shape_at(own, 1).equals(was)
    page = chief.browser.get(address, {"version": "1"}).content.decode()
    assert "The form shows version 1" in page
    assert "corners" in page
    [first, second] = [areas.shape_at(own, one) for one in (2, 3)]
    assert first.area < second.area


def test_another_agencys_area_is_seen_and_not_changed(chief: Person, city: SmallCity) -> None:
    area = ServiceArea.objects.get(agency=city.police, service="police")
    assert chief.browser.get(f"{AREAS}{area.pk}/").status_code == 200
    assert chief.browser.post(f"{AREAS}{area.pk}/", form_of(area)).status_code == 403


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no GeoJSON"),
        ("[" * 9999, "no GeoJSON"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 1]]]}', "no GeoJSON"),
        ('{"type": "Polygon", "coordinates": 7}', "at least three corners"),
        ('{"type": "Polygon", "coordinates": []}', "empty"),
        ('{"type": "Point", "coordinates": [126, 37]}', "Only polygons"),
        ('{"type": "FeatureCollection", "features": []}', "no polygon"),
        (polygon(37.0, 126.0, 37.1, 126.1), "Longitude comes first"),
        (polygon(139.0, 35.0, 139.1, 35.1), "far outside the city"),
        (polygon(200_000, 550_000, 201_000, 551_000), "no degrees"),
        (polygon(0, 0, 1, 1, crs={"type": "name", "properties": {"name": "EPSG:999999"}}),
         "no reference system"),
        (BOW_TIE, "crosses itself at 37.05000, 126.05000"),
        (json.dumps({"type": "MultiPolygon", "coordinates": [
            [[[126 + n / 1e6, 37.0] for n in range(20_001)] + [[126, 37.05], [126, 37.0]]]]}),
         "20,000 corners"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(city: SmallCity, text: str, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_area(text)
    assert told in refused.value.extra["fields"]["area"]


def test_korean_coordinates_are_understood_where_they_are_named(city: SmallCity) -> None:
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5186"}}
    box = polygon(129_000, 488_000, 129_900, 488_900, crs=system)
    found = read_area(json.dumps({"type": "FeatureCollection", "crs": system, "features": [
        {"type": "Feature", "properties": {}, "geometry": json.loads(box)}]}))  # fmt: skip
    west, south, _east, _north = found.extent
    assert 126.0 < west < 126.3
    assert 36.9 < south < 37.1


def test_a_file_counts_before_the_field(chief: Person) -> None:
    upload = SimpleUploadedFile("area.geojson", polygon(126.0, 37.0, 126.01, 37.01).encode())
    form = {"service": "fire", "name": "by file", "area": "", "version": "0", "file": upload}
    assert chief.browser.post(f"{AREAS}new/", form).status_code == 302
    bad = SimpleUploadedFile("area.geojson", b"\xff\xfe\x00")
    answer = chief.browser.post(f"{AREAS}new/", {**form, "name": "bad", "file": bad})
    assert answer.status_code == 400
