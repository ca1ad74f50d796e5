"""Graph theory against the definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roads import components

NODES = range(8)
arcs = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20)


def reached(start: int, found: list[tuple[int, int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for one, other in found:
            if one == here and other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


@given(arcs)
def test_weak_ones_hang_together_whatever_the_direction(found):
    told = components.weak(NODES, found)
    both = found + [(other, one) for one, other in found]
    for one in NODES:
        assert told[one] == min(reached(one, both))


@given(arcs)
def test_strong_ones_reach_each_other(found):
    told = components.strong(NODES, found)
    for one in NODES:
        for other in NODES:
            mutual = other in reached(one, found) and one in reached(other, found)
            assert (told[one] == told[other]) == mutual


@given(arcs, st.randoms(use_true_random=False))
def test_the_order_of_the_roads_changes_nothing_weak(found, dice):
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert components.weak(NODES, found) == components.weak(NODES, shuffled)


def test_a_very_long_road_is_no_trouble():
    chain = [(n, n + 1) for n in range(50_000)]
    assert set(components.weak(range(50_001), chain).values()) == {0}
    assert len(set(components.strong(range(50_001), chain).values())) == 50_001
