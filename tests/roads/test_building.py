"""From lines on a map to a graph."""

from __future__ import annotations

import pytest

from atlas.models import MapFeature
from roads.models import Ground, RoadEdge, RoadNode
from tests.roads.paper_roads import a_road, built, driven

pytestmark = pytest.mark.django_db

# A metre east, in steps.
METRE = 1 / 89


def graph() -> list[tuple[object, ...]]:
    return list(
        RoadEdge.objects.order_by("id").values_list(
            "source", "target", "cls", "metres", "seconds", "seconds_back", "component", "joins"
        )
    )


def test_roads_are_cut_where_they_share_a_vertex(city):
    a_road((0, 0), (5, 0), (10, 0))
    a_road((5, 0), (5, 5))
    found = built()
    assert (found.lines, found.nodes, found.edges, found.components) == (2, 4, 3, 1)


def test_a_bridge_over_a_road_is_no_crossing(city):
    a_road((0, 0), (10, 0))
    a_road((5, -5), (5, 5), brunnel="bridge")
    assert built().components == 2


def test_lines_cut_at_the_edge_of_a_tile_meet_again(city):
    a_road((0, 0), (5, 0))
    a_road((5 + 0.6 * METRE, 0), (10, 0))
    assert built().components == 1


def test_ends_three_metres_apart_are_two(city):
    a_road((0, 0), (5, 0))
    a_road((5 + 3 * METRE, 0), (10, 0))
    assert built().components == 2


def test_a_oneway_road_has_no_time_back(city):
    a_road((0, 0), (10, 0), oneway=1)
    a_road((0, 1), (10, 1), oneway=-1)
    built()
    ahead, against = RoadEdge.objects.order_by("id")
    assert ahead.seconds is not None
    assert ahead.seconds_back is None
    assert against.seconds is None
    assert against.seconds_back is not None


def test_time_is_length_by_speed(city):
    driven("minor", 36)
    a_road((0, 0), (10, 0))
    built()
    edge = RoadEdge.objects.get()
    assert edge.metres == pytest.approx(889, abs=3)
    assert edge.seconds == pytest.approx(edge.metres / 10)


def test_classes_without_a_speed_are_left_out_and_told(city):
    a_road((0, 0), (10, 0))
    a_road((0, 1), (10, 1), cls="pedestrian")
    a_road((0, 2), (10, 2), cls="skyway")
    found = built()
    assert found.edges == 1
    assert found.left_out == {"pedestrian": 1, "skyway": 1}


def test_a_pier_is_joined_to_the_next_road_of_its_own_land(city):
    a_road((80, 0), (90, 0))
    a_road((152, 0), (155, 0))
    a_road((95, 0), (151, 0), cls="ferry")
    assert built().components == 1
    links = RoadEdge.objects.filter(cls="link")
    assert sorted(round(link.metres) for link in links) == [89, 445]
    waits = RoadEdge.objects.get(cls="ferry")
    assert waits.seconds == pytest.approx(waits.metres / (20 / 3.6) + 1800)


def test_a_oneway_off_the_map_is_no_place_to_stand(city):
    a_road((0, 0), (10, 0))
    a_road((10, 0), (20, 0), oneway=1)
    built()
    assert list(RoadEdge.objects.order_by("id").values_list("joins", flat=True)) == [True, False]


def test_the_lanes_of_a_car_park_are_no_island(city):
    a_road((0, 0), (50, 0))
    a_road((5, 0.5), (6, 0.5))
    built()
    assert list(RoadEdge.objects.order_by("id").values_list("joins", flat=True)) == [True, False]


def test_the_only_lane_of_an_island_is_its_net(city):
    a_road((0, 0), (50, 0))
    a_road((152, 0), (153, 0))
    built()
    assert list(RoadEdge.objects.values_list("joins", flat=True)) == [True, True]


def test_the_same_map_gives_the_same_graph_in_whatever_order_it_came(city):
    lines = [((x, 0), (x, 5), (x + 3, 5)) for x in range(0, 30, 3)]
    for line in lines:
        a_road(*line)
    a_road(*((x, 0) for x in range(0, 30, 3)))
    built()
    first = graph()
    built()
    assert graph() == first
    rows = list(MapFeature.objects.order_by("-external_id"))
    MapFeature.objects.all().delete()
    for row in rows:
        row.pk = None
        row.save()
    built()
    assert graph() == first


def test_every_edge_ends_at_crossings_of_its_component(city):
    a_road((0, 0), (5, 0), (5, 5), (0, 5), (0, 0))
    a_road((20, 0), (25, 0))
    built()
    of = dict(RoadNode.objects.values_list("id", "component"))
    for edge in RoadEdge.objects.all():
        assert of[edge.source] == of[edge.target] == edge.component


def test_land_and_island_are_two_parts_with_the_sea_around(city):
    built()
    lands = Ground.objects.filter(kind="land").values_list("part", flat=True).distinct()
    assert len(lands) == 2
    assert Ground.objects.filter(kind="sea").exists()


def test_without_a_map_there_is_no_graph_and_no_trouble(db):
    assert built().edges == 0
