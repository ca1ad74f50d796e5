"""The line that a unit drives, and where it is when."""

from __future__ import annotations

import pytest

from roads import driving
from roads.driving import NoWay, Route, route
from roads.models import RoadClass, RoadEdge
from roads.selectors.paths import Piece, pieces
from roads.services import speeds
from roads.sphere import heading, metres_between
from roads.travel import seconds_to
from tests.roads.paper_roads import a_road, at, built, driven, lonlat

pytestmark = pytest.mark.django_db


@pytest.fixture
def block(routed):
    """Round a block, one way along the south, at ten metres a second."""
    driven("minor", 36)
    a_road((0, 0), (5, 0), (10, 0), oneway=1)
    a_road((10, 0), (10, 8))
    a_road((10, 8), (0, 8))
    a_road((0, 8), (0, 0))
    built()


def near(spot: tuple[float, float], x: float, y: float) -> bool:
    return metres_between(spot, lonlat((x, y))) < 2


def length(found: Route) -> float:
    return sum(metres_between(*pair) for pair in zip(found.spots, found.spots[1:], strict=False))


def test_it_follows_the_road_and_its_corners(block):
    found = route(at(2, 0), at(10, 3))
    assert found.by == "road"
    assert near(found.spots[0], 2, 0)
    assert any(near(spot, 10, 0) for spot in found.spots)
    assert near(found.spots[-1], 10, 3)
    assert length(found) == pytest.approx(8 * 89 + 3 * 111, abs=8)


def test_against_the_one_way_it_goes_round(block):
    found = route(at(8, 0), at(2, 0))
    passed = [corner for corner in ((10, 0), (10, 8), (0, 8), (0, 0))
              if any(near(spot, *corner) for spot in found.spots)]  # fmt: skip
    assert passed == [(10, 0), (10, 8), (0, 8), (0, 0)]


def test_it_takes_as_long_as_was_estimated(block):
    for start, end in ((at(2, 0), at(10, 3)), (at(8, 0), at(2, 0)), (at(-1, 4), at(11, 5))):
        told = seconds_to(end, {0: start})[0]
        found = route(start, end)
        assert found.duration == pytest.approx(told.seconds, abs=1)
        assert length(found) == pytest.approx(told.metres, abs=3)


def test_where_it_is_in_between(block):
    found = route(at(0, 0), at(10, 0))
    middle = found.at(found.duration / 2)
    assert near((middle.lon, middle.lat), 5, 0)
    assert middle.heading == pytest.approx(90, abs=1)
    assert middle.kmh == pytest.approx(36, abs=1)
    assert found.at(-5).kmh == found.at(found.duration + 5).kmh == 0
    over = found.at(found.duration + 5)
    assert near((over.lon, over.lat), 10, 0)


def test_times_only_grow(block):
    found = route(at(-1, 4), at(11, 5))
    assert list(found.seconds) == sorted(set(found.seconds))


def test_who_is_there_already_stands(block):
    found = route(at(5, 8), at(5, 8))
    assert found.duration == 0
    assert found.at(10).kmh == 0
    assert found.line.srid == 4326


@pytest.mark.parametrize("undrawn", [[0], [-1], [0, -1], [0, 1, 2, 3]])
def test_a_bit_of_road_that_is_too_short_to_draw_is_passed_over(block, monkeypatch, undrawn):
    def with_gaps(*ends):
        found = pieces(*ends)
        gone = {index % len(found) for index in undrawn}
        return [Piece(0.0, ()) if n in gone else one for n, one in enumerate(found)]

    monkeypatch.setattr(driving, "pieces", with_gaps)
    found = route(at(-1, 4), at(11, 5))
    assert near(found.spots[0], -1, 4)
    assert near(found.spots[-1], 11, 5)
    assert list(found.seconds) == sorted(set(found.seconds))


def test_no_way_is_refused(block):
    a_road((150, 0), (155, 0))
    built()
    with pytest.raises(NoWay):
        route(at(0, 0), at(152, 0))


def test_without_roads_it_is_a_straight_line_that_takes_its_time(city):
    built()
    found = route(at(0, 0), at(10, 0))
    assert found.by == "distance"
    assert len(found.spots) == 2
    assert found.duration == pytest.approx(10 * 89 * 1.4 * 3.6 / 35, abs=2)
    with pytest.raises(NoWay):
        route(at(0, 0), at(152, 0))


def test_a_boat_keeps_to_the_sea(city):
    built()
    assert route(at(100, 0), at(150, 0), by_water=True).by == "water"
    with pytest.raises(NoWay):
        route(at(0, 0), at(150, 0), by_water=True)


def test_a_changed_speed_counts_at_once(block):
    before = RoadEdge.objects.order_by("id")[0]
    RoadClass.objects.filter(cls="minor").update(kmh=72)
    assert speeds.apply() == RoadEdge.objects.count()
    after = RoadEdge.objects.get(pk=before.pk)
    assert after.seconds == pytest.approx((before.seconds or 0) / 2)
    assert after.seconds_back is None


def test_a_class_that_is_driven_no_more_has_no_time(block):
    RoadClass.objects.filter(cls="minor").update(kmh=0)
    speeds.apply()
    assert not RoadEdge.objects.filter(seconds__isnull=False).exists()
    assert not seconds_to(at(5, 0), {0: at(5, 8)})[0].reachable


def test_headings_go_round_the_compass():
    here = (126.0, 37.0)
    there = [(126.0, 37.1), (126.1, 37.0), (126.0, 36.9), (125.9, 37.0)]
    assert [round(heading(here, spot)) for spot in there] == [0, 90, 180, 270]
