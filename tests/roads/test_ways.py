"""Ways through random nets of one-way streets, against a search written down in ten lines."""

from __future__ import annotations

import heapq
import random
from collections import defaultdict

import pytest

from roads.models import RoadEdge, RoadNode
from roads.travel import seconds_to
from tests.roads.paper_roads import a_road, at, built, driven, lonlat

pytestmark = pytest.mark.django_db
SIDE = 4


def a_random_net(dice: random.Random) -> None:
    driven("minor", 36)
    driven("primary", 72)
    for x in range(SIDE):
        for y in range(SIDE):
            for over, up in ((1, 0), (0, 1)):
                if x + over < SIDE and y + up < SIDE and dice.random() < 0.85:
                    a_road(
                        (x * 3, y * 3),
                        ((x + over) * 3, (y + up) * 3),
                        cls=dice.choice(["minor", "primary"]),
                        oneway=dice.choice([0, 0, 1, -1]),
                    )


def seconds_from(start: int) -> dict[int, float]:
    """Node → seconds, over the rows of the graph (Dijkstra)."""
    arcs = defaultdict(list)
    for edge in RoadEdge.objects.all():
        if edge.seconds is not None:
            arcs[edge.source].append((edge.target, edge.seconds))
        if edge.seconds_back is not None:
            arcs[edge.target].append((edge.source, edge.seconds_back))
    found: dict[int, float] = {}
    waiting = [(0.0, start)]
    while waiting:
        so_far, node = heapq.heappop(waiting)
        if node not in found:
            found[node] = so_far
            for other, more in arcs[node]:
                heapq.heappush(waiting, (so_far + more, other))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_it_is_the_quickest_way(routed, seed):
    dice = random.Random(seed)
    a_random_net(dice)
    built()
    joining = set(RoadEdge.objects.filter(joins=True).values_list("source", flat=True))
    nodes = [node for node in RoadNode.objects.order_by("id") if node.pk in joining]
    there = dice.choice(nodes)
    found = seconds_to(there.point, {node.pk: node.point for node in nodes})
    for node in nodes:
        truth = seconds_from(node.pk).get(there.pk)
        told = found[node.pk]
        assert told.reachable == (truth is not None)
        if truth is not None:
            assert told.seconds == pytest.approx(truth, abs=1)


@pytest.mark.parametrize("seed", range(6))
def test_the_same_question_has_the_same_answer(routed, seed):
    dice = random.Random(seed)
    a_random_net(dice)
    built()
    places = [at(dice.uniform(0, 9), dice.uniform(0, 9)) for _ in range(10)]
    first = seconds_to(places[0], dict(enumerate(places)))
    built()
    backwards = dict(reversed(list(enumerate(places))))
    assert seconds_to(places[0], backwards) == first


def test_a_way_may_leave_the_box_of_its_ends(routed):
    """The two ends lie a step apart, and the only way between them is ten kilometres long."""
    a_road((0, 0), (0, 90))
    a_road((0, 90), (1, 90))
    a_road((1, 90), (1, 0))
    built()
    found = seconds_to(at(1, 0), {"engine": at(0, 0)})["engine"]
    assert found.reachable
    assert found.metres == pytest.approx(180 * 111, rel=0.02)


def test_paper_is_measured_in_thousandths_of_a_degree():
    assert lonlat((1, 2)) == (126.101, 37.052)
