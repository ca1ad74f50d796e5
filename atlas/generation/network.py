"""Streets joined at their crossings: a graph of edges and nodes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.street import Street

# Crossings are found on a lattice this fine, in metres.
SNAP = 0.1


@dataclass(frozen=True)
class Network:
    """`edges` are line strings between nodes; `street` is each edge's row in `streets`."""

    streets: list[Street]
    edges: Any
    street: NDArray[np.int64]

    @property
    def ends(self) -> NDArray[np.int64]:
        """Node number of both ends of every edge, (n, 2)."""
        first = shapely.get_coordinates(shapely.get_point(self.edges, 0))
        last = shapely.get_coordinates(shapely.get_point(self.edges, -1))
        lattice = np.round(np.concatenate([first, last]) / SNAP).astype(np.int64)
        _, number = np.unique(lattice, axis=0, return_inverse=True)
        return np.asarray(number.reshape(2, -1).T)

    def keep(self, mask: NDArray[np.bool_]) -> "Network":
        return Network(self.streets, self.edges[mask], self.street[mask])


def joined(streets: list[Street]) -> Network:
    """All streets cut where they meet. Each edge remembers the street it is a piece of."""
    lines = shapely.set_precision([street.line for street in streets], SNAP, mode="pointwise")
    edges = shapely.get_parts(shapely.union_all(lines, grid_size=SNAP))
    edges = edges[shapely.length(edges) > 0]
    tree = shapely.STRtree(lines)
    middles = shapely.line_interpolate_point(edges, 0.5, normalized=True)
    pairs = tree.query_nearest(middles, all_matches=False)
    return Network(streets, edges, pairs[1])


def without_dead_ends(network: Network, spared: set[str]) -> Network:
    """Loose ends cut back to the last crossing, except on streets of a `spared` kind."""
    removable = np.array([s.kind not in spared for s in network.streets])
    while True:
        ends = network.ends
        degree = np.bincount(ends.ravel())
        loose = (degree[ends] == 1).any(axis=1) & removable[network.street]
        if not loose.any():
            return network
        network = network.keep(~loose)


def components(network: Network) -> NDArray[np.int64]:
    """A number per edge; edges that can be reached from each other share it."""
    ends = network.ends
    label = np.arange(int(ends.max(initial=-1)) + 1)
    while True:
        low = np.minimum(label[ends[:, 0]], label[ends[:, 1]])
        new = label.copy()
        np.minimum.at(new, ends[:, 0], low)
        np.minimum.at(new, ends[:, 1], low)
        new = new[new]
        if (new == label).all():
            return np.asarray(label[ends[:, 0]])
        label = new


def one_per_island(network: Network, land: Any) -> Network:
    """Only the longest component of each landmass, or of each set of bridged ones."""
    component = components(network)
    length = shapely.length(network.edges)
    _, dense = np.unique(component, return_inverse=True)
    total = np.bincount(dense, weights=length)
    parts = shapely.get_parts(land)
    tree = shapely.STRtree(network.edges)
    part, edge = tree.query(parts, predicate="intersects")
    kept: set[int] = set()
    for number in np.argsort(-total, kind="stable"):
        touched = set(part[dense[edge] == number].tolist())
        owned = set(part[np.isin(dense[edge], list(kept))].tolist())
        if touched and not touched & owned:
            kept.add(int(number))
    return network.keep(np.isin(dense, list(kept)))
