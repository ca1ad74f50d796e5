"""Streets as people name them: edges that run straight on through crossings."""

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.network import Network

# Two edges continue each other when they bend less than this (cosine of about 40 degrees).
STRAIGHT = -0.76


def strokes(network: Network) -> NDArray[np.int64]:
    """A stroke number for every edge; edges of one stroke have one class."""
    ends = network.ends
    heading = _headings(network)
    cls = np.array([s.cls for s in network.streets])[network.street]
    around: dict[int, list[tuple[int, int]]] = {}
    for edge, pair in enumerate(ends.tolist()):
        for side, node in enumerate(pair):
            around.setdefault(node, []).append((edge, side))
    group = _Groups(len(ends))
    for arms in around.values():
        _pair_up(arms, heading, cls, group)
    return np.array([group.top(edge) for edge in range(len(ends))])


def _pair_up(
    arms: list[tuple[int, int]],
    heading: NDArray[np.float64],
    cls: NDArray[np.str_],
    group: "_Groups",
) -> None:
    """At one crossing, the straightest pairs of the same class go on as one street."""
    pairs = []
    for i, (edge, side) in enumerate(arms):
        for other, other_side in arms[i + 1 :]:
            if cls[edge] == cls[other] and edge != other:
                bend = float(heading[edge, side] @ heading[other, other_side])
                if bend < STRAIGHT:
                    pairs.append((bend, edge, side, other, other_side))
    used: set[tuple[int, int]] = set()
    for _, edge, side, other, other_side in sorted(pairs):
        if (edge, side) not in used and (other, other_side) not in used:
            used |= {(edge, side), (other, other_side)}
            group.join(edge, other)


def _headings(network: Network) -> NDArray[np.float64]:
    """Unit vectors leaving each end of each edge into the edge, (n, 2, 2)."""
    reach = np.minimum(30.0, shapely.length(network.edges) / 2)
    first = shapely.get_coordinates(shapely.get_point(network.edges, 0))
    last = shapely.get_coordinates(shapely.get_point(network.edges, -1))
    near = shapely.get_coordinates(shapely.line_interpolate_point(network.edges, reach))
    far = shapely.get_coordinates(shapely.line_interpolate_point(network.edges, -reach))
    out = np.stack([near - first, far - last], axis=1)
    size = np.linalg.norm(out, axis=2, keepdims=True)
    return np.asarray(out / np.maximum(size, 1e-9))


class _Groups:
    """Union-find, the lower number on top."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def top(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, two: int) -> None:
        one, two = self.top(one), self.top(two)
        self.parent[max(one, two)] = min(one, two)
