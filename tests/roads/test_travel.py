"""How long it takes: by road, by ferry, by water, and not at all."""

from __future__ import annotations

import pytest

from roads import travel
from roads.models import TravelRule
from roads.selectors.conditions import Conditions
from roads.travel import NEVER, seconds_to
from tests.roads.paper_roads import a_road, at, built, driven

pytestmark = pytest.mark.django_db


@pytest.fixture
def square(routed):
    """A block of streets at ten metres a second."""
    driven("minor", 36)
    a_road((0, 0), (10, 0))
    a_road((10, 0), (10, 8))
    a_road((10, 8), (0, 8))
    a_road((0, 8), (0, 0))


def test_the_shorter_way_round_is_taken(square):
    built()
    found = seconds_to(at(10, 8), {"engine": at(0, 2)})["engine"]
    assert (found.by, found.reachable) == ("road", True)
    assert found.metres == pytest.approx(6 * 111 + 10 * 89, abs=8)
    assert found.seconds == pytest.approx(found.metres / 10, abs=1)


def test_one_ways_count_in_the_direction_of_the_unit(routed):
    driven("minor", 36)
    a_road((0, 0), (10, 0), oneway=1)
    a_road((10, 0), (10, 8))
    a_road((10, 8), (0, 8))
    a_road((0, 8), (0, 0))
    built()
    with_it = seconds_to(at(8, 0), {"engine": at(2, 0)})["engine"]
    against = seconds_to(at(2, 0), {"engine": at(8, 0)})["engine"]
    assert with_it.metres == pytest.approx(6 * 89, abs=5)
    assert against.metres == pytest.approx((2 + 10 + 2) * 89 + 16 * 111, abs=15)


def test_two_on_the_same_piece_of_road_do_not_drive_round_the_block(square):
    built()
    found = seconds_to(at(7, 0), {"west": at(3, 0), "east": at(9, 0), "here": at(7, 0)})
    assert found["west"].metres == pytest.approx(4 * 89, abs=4)
    assert found["east"].metres == pytest.approx(2 * 89, abs=4)
    assert (found["here"].metres, found["here"].seconds) == (0, 0)


def test_a_point_beside_the_road_adds_its_way_to_it(square):
    built()
    found = seconds_to(at(10, 8), {"on": at(0, 2), "off": at(-1, 2)})
    assert found["off"].metres - found["on"].metres == pytest.approx(89, abs=2)
    assert found["off"].seconds - found["on"].seconds == pytest.approx(89 * 3.6 / 15, abs=2)


def test_another_island_is_never_near(square):
    a_road((150, 0), (155, 0))
    built()
    found = seconds_to(at(151, 0), {"mainland": at(10, 0), "islander": at(154, 0)})
    assert not found["mainland"].reachable
    assert found["mainland"].seconds == NEVER
    assert found["islander"].reachable


def test_a_ferry_is_a_way_with_a_wait(square):
    a_road((150, 0), (155, 0))
    a_road((10, 0), (150, 0), cls="ferry")
    built()
    found = seconds_to(at(154, 0), {"engine": at(8, 0)})["engine"]
    assert found.reachable
    sailing = 140 * 89 / (20 / 3.6)
    assert found.seconds == pytest.approx(sailing + 1800 + 6 * 8.9, abs=20)


def test_an_island_without_a_road_is_not_reached_from_the_shore_across(square):
    a_road((90, 0), (99, 0))
    built()
    found = seconds_to(at(151, 0), {"engine": at(98, 0)})["engine"]
    assert not found.reachable


def test_a_place_out_at_sea_is_not_reached_by_road(square):
    a_road((90, 0), (99, 0))
    built()
    assert not seconds_to(at(108, 0), {"engine": at(95, 0)})["engine"].reachable


def test_a_place_far_from_every_road_is_told_by_distance(square):
    built()
    found = seconds_to(at(-50, 0), {"engine": at(0, 0)})["engine"]
    assert (found.by, found.reachable) == ("distance", True)
    assert found.metres == pytest.approx(50 * 89 * 1.4, abs=30)


def test_without_a_road_layer_the_crow_makes_detours(city):
    built()
    found = seconds_to(at(0, 0), {"engine": at(10, 0)})["engine"]
    assert found.by == "distance"
    assert found.metres == pytest.approx(10 * 89 * 1.4, abs=10)
    assert found.seconds == pytest.approx(found.metres * 3.6 / 35, abs=1)


def test_the_detour_is_a_row(city):
    TravelRule.objects.update(detour_factor=2.0, kmh=36)
    built()
    found = seconds_to(at(0, 0), {"engine": at(10, 0)})["engine"]
    assert found.metres == pytest.approx(10 * 89 * 2, abs=10)


def test_without_a_road_layer_the_island_is_not_near_either(city):
    built()
    found = seconds_to(at(151, 0), {"engine": at(98, 0), "islander": at(155, 0)})
    assert not found["engine"].reachable
    assert found["islander"].reachable


def test_without_pgrouting_roads_still_tell_what_is_an_island(square, monkeypatch):
    a_road((20, 20), (40, 20))
    built()
    known = Conditions(TravelRule.objects.get(), mapped=True, routed=False)
    monkeypatch.setattr(travel, "conditions", lambda: known)
    found = seconds_to(at(10, 8), {"engine": at(0, 2), "elsewhere": at(22, 20)})
    assert (found["engine"].by, found["engine"].reachable) == ("distance", True)
    assert not found["elsewhere"].reachable


def test_a_boat_goes_straight_over_the_sea(square):
    built()
    boat = {"boat": at(100, 0)}
    found = seconds_to(at(150, 0), boat, by_water={"boat"})["boat"]
    assert (found.by, found.reachable) == ("water", True)
    assert found.metres == pytest.approx(50 * 89 * 1.3, abs=30)


def test_a_boat_does_not_come_inland(square):
    built()
    assert not seconds_to(at(0, 0), {"boat": at(100, 0)}, by_water={"boat"})["boat"].reachable


def test_nobody_asked_nothing_told(city):
    assert seconds_to(at(0, 0), {}) == {}


def test_whether_times_are_by_road_can_be_asked(square):
    assert not travel.by_road()
    built()
    assert travel.by_road()


def test_a_house_beside_a_motorway_is_reached_by_its_street(square):
    a_road((0, 0.1), (10, 0.1), cls="motorway")
    built()
    found = seconds_to(at(5, 0.1), {"engine": at(0, 2)})["engine"]
    assert found.reachable
    assert found.by == "road"


def test_few_statements_however_many_units(square, django_assert_num_queries):
    built()
    units = {n: at(n % 10, 0) for n in range(25)}
    with django_assert_num_queries(4):
        seconds_to(at(10, 8), units)
