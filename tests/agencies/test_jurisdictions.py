"""Overlaps and holes, with their sizes and a point inside each."""

from __future__ import annotations

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from agencies.jurisdictions import Area, examine, examine_all, finding_lines, size
from agencies.models import District
from tests.support.small_city import RESERVOIR_BOX, SmallCity

WEST, EAST = box(126.0, 37.0, 126.1, 37.1), box(126.1, 37.0, 126.2, 37.1)
BOTH = WEST.union(EAST)


def areas(*shapes: BaseGeometry) -> list[Area]:
    return [Area(name=f"area {n}", shape=shape) for n, shape in enumerate(shapes, 1)]


def test_neighbours_are_clean() -> None:
    found = examine("gu", areas(WEST, EAST))
    assert found.clean
    assert found.covered == 1
    assert found.square_metres == pytest.approx(197.4e6, rel=0.01)


def test_an_overlap_names_both_and_a_point_inside() -> None:
    found = examine("fire", areas(WEST, box(126.05, 37.0, 126.2, 37.1)), BOTH)
    (overlap,) = found.overlaps
    assert overlap.of == ("area 1", "area 2")
    assert overlap.square_metres == pytest.approx(49.3e6, rel=0.01)
    assert box(126.05, 37.0, 126.1, 37.1).contains(Point(overlap.lon, overlap.lat))
    assert not found.holes


def test_a_hole_against_the_whole() -> None:
    lake = box(126.02, 37.02, 126.03, 37.03)
    found = examine("fire", areas(WEST.difference(lake), EAST), BOTH)
    (hole,) = found.holes
    assert hole.square_metres == pytest.approx(0.987e6, rel=0.01)
    assert lake.contains(Point(hole.lon, hole.lat))
    assert found.covered == pytest.approx(0.995, abs=0.001)


def test_without_a_whole_only_enclosed_ground_is_a_hole() -> None:
    ring = Polygon(WEST.exterior, [box(126.02, 37.02, 126.08, 37.08).exterior])
    island = box(126.02, 37.02, 126.05, 37.08)
    (hole,) = examine("gu", areas(ring, island, EAST)).holes
    assert 126.05 < hole.lon < 126.08


def test_hair_lines_are_no_findings() -> None:
    found = examine("gu", areas(WEST, box(126.1 + 1e-12, 37.0, 126.2, 37.1)), BOTH)
    assert found.clean


def test_touching_at_a_border_is_no_overlap() -> None:
    assert not examine("gu", areas(WEST, EAST, box(126.0, 37.1, 126.2, 37.2))).overlaps


def test_the_worst_come_first_and_the_rest_is_summed() -> None:
    lakes = [
        box(126.01 * 1 + n / 100, 37.01, 126.011 + n / 100, 37.011 + n / 1000) for n in range(8)
    ]
    shape: BaseGeometry = WEST
    for lake in lakes:
        shape = shape.difference(lake)
    found = examine("fire", areas(shape, EAST), BOTH)
    sizes = [hole.square_metres for hole in found.holes]
    assert sizes == sorted(sizes, reverse=True)
    lines = list(finding_lines([found]))
    assert lines[0].startswith("fire: 2 areas")
    assert lines[-1].startswith("  and 3 smaller holes (")
    assert len(list(finding_lines([found], most=None))) == 9


def test_a_service_of_the_sea_does_not_list_the_land_as_holes() -> None:
    (_, coast) = examine_all(
        gu=areas(WEST, EAST),
        dong=[],
        services={"coast_guard": areas(box(125.9, 37.0, 126.01, 37.1))},
    )
    assert coast.covered == pytest.approx(0.05, abs=0.001)
    assert len(list(finding_lines([coast]))) == 1


def test_sizes_are_told_in_the_unit_that_reads_best() -> None:
    assert size(12.4) == "12 m²"
    assert size(1_500_000) == "1.500 km²"


@pytest.mark.django_db
def test_the_command_tells_of_what_is_loaded(city: SmallCity) -> None:
    out = StringIO()
    call_command("check_jurisdictions", stdout=out)
    text = out.getvalue()
    assert "service fire" in text
    lake = box(*RESERVOIR_BOX)
    places = re.findall(r"hole .* at ([0-9.]+), ([0-9.]+): service fire", text)
    assert any(lake.contains(Point(float(lon), float(lat))) for lon, lat in places)
    assert "overlap" in text


@pytest.mark.django_db
def test_the_command_looks_at_one_day(city: SmallCity) -> None:
    District.objects.update(valid_from=date(2027, 1, 1))
    out = StringIO()
    call_command("check_jurisdictions", "--day", "2026-12-31", stdout=out)
    assert "gu:" not in out.getvalue()


@pytest.mark.django_db
def test_an_empty_city_says_so() -> None:
    out = StringIO()
    call_command("check_jurisdictions", stdout=out)
    assert "no districts and no service areas are loaded" in out.getvalue()
