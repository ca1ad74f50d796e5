"""Incheon in the database, loaded once: what stands there, its streets, bridges and islands."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import transaction

from agencies.models import District, ServiceArea, Station
from atlas.loading.load import load
from atlas.models import BaseMap, MapFeature, PackLoad, Place
from atlas.packs.schema import read_pack
from atlas.selectors import jurisdiction_at, search_places
from roads.models import RoadBuild
from roads.pgrouting import is_there
from roads.travel import seconds_to
from tests.support.cast import NOON
from units.models import Unit

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "cities" / "incheon"
DATA = ROOT.parent / "shared" / "data"

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.slow,
    pytest.mark.usefixtures("loaded"),
    pytest.mark.skipif(not DATA.is_dir(), reason="Incheon's open data is not beside the project"),
]

CITY_HALL = (126.7052, 37.4563)
STATION = (126.6168, 37.4764)  # Incheon station, old port
AIRPORT = (126.4506, 37.4479)  # on Yeongjong, behind a bridge
GANGHWA = (126.4850, 37.7470)  # an island with bridges
DEOKJEOK = (126.1237, 37.2274)  # an island without one
BAENGNYEONG = (124.7170, 37.9680)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """In a transaction that is taken back after the last of these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(pack=read_pack(PACK, DATA), at=NOON)
        yield
        transaction.set_rollback(True)


def test_it_loads_and_loads_again_without_a_change() -> None:
    assert District.objects.filter(level="gu").count() == 10
    assert District.objects.filter(level="dong", parent__isnull=False).count() == 155
    assert Station.objects.filter(agency__slug="fire").count() == 76
    units = Unit.objects.filter(agency__slug="fire", station__isnull=False)
    assert units.count() == Unit.objects.count() == 181
    ladder = units.get(station__name_ko="고잔119안전센터", kind__code="ladder")
    assert ladder.call_sign == "고잔사다리1"
    refused = PackLoad.objects.latest().summary["fire-units"]
    assert (refused["refused"], refused["faults"]["no_kind"]) == (9, 1)
    assert ServiceArea.objects.count() == 6
    assert Place.objects.filter(kind="camera").count() == 13_760
    assert MapFeature.objects.filter(source="roads").count() == 20_074
    assert BaseMap.objects.get().max_zoom == 14
    load(pack=read_pack(PACK, DATA), at=NOON)
    for name, counts in PackLoad.objects.latest().summary.items():
        assert (counts["added"], counts["changed"], counts["removed"]) == (0, 0, 0), name
    assert search_places("인천광역시청", at=NOON)[0].lat == pytest.approx(37.456, abs=0.01)
    bridge = jurisdiction_at(lon=126.57, lat=37.41, at=NOON)
    assert not bridge.districts
    assert set(bridge.services) >= {"fire", "police", "city", "coast_guard"}


def test_roads_know_the_bridges_and_the_islands_without_one() -> None:
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
