"""Incheon's streets, bridges and islands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.contrib.gis.geos import Point

from atlas.loading.load import load
from atlas.packs.schema import read_pack
from roads.models import RoadBuild
from roads.pgrouting import is_there
from roads.travel import seconds_to
from tests.support.cast import NOON

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "cities" / "incheon"
DATA = ROOT.parent / "shared" / "data"

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.is_dir(), reason="Incheon's open data is not beside the project"),
]

CITY_HALL = (126.7052, 37.4563)
STATION = (126.6168, 37.4764)  # Incheon station, old port
AIRPORT = (126.4506, 37.4479)  # on Yeongjong, behind a bridge
GANGHWA = (126.4850, 37.7470)  # an island with bridges
DEOKJEOK = (126.1237, 37.2274)  # an island without one
BAENGNYEONG = (124.7170, 37.9680)


def test_it_knows_the_bridges_and_the_islands_without_one():
    load(pack=read_pack(PACK, DATA), at=NOON)
    build = RoadBuild.objects.latest()
    assert build.edges > 30_000
    assert build.seconds < 30
    if not is_there():
        pytest.skip("the database has no pgRouting")
    spots = {"station": STATION, "airport": AIRPORT, "deokjeok": DEOKJEOK, "baeng": BAENGNYEONG}
    origins = {name: Point(*spot, srid=4326) for name, spot in spots.items()}
    found = seconds_to(Point(*CITY_HALL, srid=4326), origins)
    assert found["station"].by == found["airport"].by == "road"
    assert 9_000 < found["station"].metres < 15_000
    assert 28_000 < found["airport"].metres < 48_000
    assert not found["deokjeok"].reachable
    assert not found["baeng"].reachable
    began = time.perf_counter()
    crowd = {n: Point(126.68 + n / 500, 37.44 + n / 500, srid=4326) for n in range(25)}
    assert all(one.reachable for one in seconds_to(Point(*CITY_HALL, srid=4326), crowd).values())
    assert time.perf_counter() - began < 2.0
    assert seconds_to(Point(*GANGHWA, srid=4326), origins)["deokjeok"].reachable is False
