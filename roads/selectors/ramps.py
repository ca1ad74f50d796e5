"""How points that stand in the middle of a piece of road get into the graph, and out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roads.selectors.standing import OnRoad, Standing

# The node of the place; those of the origins follow below it. Crossings have numbers above 0.
PLACE = -1
# Of ramps, which count downwards too; pgRouting ends each way with an edge -1 that is none.
_FIRST = -2


@dataclass(frozen=True)
class Ramp:
    """Between a point and an end of its piece of road, or between two points of one piece.

    `source` and `target` are turned round as the graph is; a unit drives along `edge` from the
    fraction `start` to the fraction `finish`.
    """

    id: int
    source: int
    target: int
    seconds: float
    metres: float
    edge: int
    start: float
    finish: float


# From, to (turned round), the road, and the fractions of its line between which a unit drives.
Arc = tuple[int, int, OnRoad, float, float]


def node_of(origin: int) -> int:
    return PLACE - 1 - origin


def origin_of(node: int) -> int:
    return PLACE - 1 - node


def ramps_of(place: Standing, origins: Mapping[int, Standing]) -> Iterator[Ramp]:
    """Of the place and of every origin, in the order of the origins' numbers."""
    arcs = [arc for road in place.roads for arc in _to_place(road)]
    for origin, stand in sorted(origins.items()):
        node = node_of(origin)
        arcs += [arc for road in stand.roads for arc in _from_origin(node, road)]
        arcs += _on_one_piece(node, stand, place)
    for number, (source, target, road, start, finish) in enumerate(arcs):
        seconds = _seconds(road, start, finish)
        if seconds is not None:
            metres = abs(finish - start) * road.metres
            yield Ramp(_FIRST - number, source, target, seconds, metres, road.edge, start, finish)


def _to_place(road: OnRoad) -> Iterator[Arc]:
    if road.seconds is not None:
        yield PLACE, road.source, road, 0.0, road.fraction
    if road.seconds_back is not None:
        yield PLACE, road.target, road, 1.0, road.fraction


def _from_origin(node: int, road: OnRoad) -> Iterator[Arc]:
    if road.seconds is not None:
        yield road.target, node, road, road.fraction, 1.0
    if road.seconds_back is not None:
        yield road.source, node, road, road.fraction, 0.0


def _on_one_piece(node: int, stand: Standing, place: Standing) -> Iterator[Arc]:
    """Two on the same piece of road need not drive to its end first."""
    fractions = {road.edge: road.fraction for road in place.roads}
    for road in stand.roads:
        if road.edge in fractions:
            yield PLACE, node, road, road.fraction, fractions[road.edge]


def _seconds(road: OnRoad, start: float, finish: float) -> float | None:
    """None where the road may not be driven in this direction."""
    if start == finish:
        return 0.0
    whole = road.seconds if start < finish else road.seconds_back
    return None if whole is None else abs(finish - start) * whole
