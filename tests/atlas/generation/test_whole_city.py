"""A city of the size that the demo has, grown once."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.generation import city, pack
from atlas.generation.city import City
from atlas.generation.plan import Plan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def grown() -> City:
    return city.generate(Plan())


def test_a_whole_city_has_what_the_demo_needs(grown: City, tmp_path: Path) -> None:
    counts = pack.write(grown, tmp_path)
    assert 120 <= counts["dong"] <= 160
    assert counts["cameras"] == counts["hydrants"] == 3_000
    assert 20_000 <= counts["building"] <= 35_000
    assert 1_000_000 <= grown.districts.people.sum() <= 3_000_000
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 15_000_000


def test_the_demo_city_has_a_few_hundred_units_and_some_stand_in_the_workshop(grown: City) -> None:
    units = grown.fleet
    assert 250 <= len(units) <= 350
    away = [one for one in units if one.out_of_service]
    assert 5 <= len(away) <= 30
