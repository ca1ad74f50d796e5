"""Streets that would hang alone are tied to the rest of their island."""

from typing import Any

import numpy as np
import shapely
import shapely.ops

from atlas.generation.network import Network, components
from atlas.generation.street import Street

FARTHEST = 2_200.0
SHORTEST = 900.0


def ties(network: Network, dry: Any) -> list[Street]:
    """For each long stray component, one street to the nearest part of a longer one."""
    number = components(network)
    length = shapely.length(network.edges)
    names, dense = np.unique(number, return_inverse=True)
    total = np.bincount(dense, weights=length)
    order = np.argsort(-total, kind="stable")
    shapes = [shapely.multilinestrings(list(network.edges[dense == n])) for n in range(len(names))]
    near_dry = dry.buffer(60, quad_segs=2)
    shapely.prepare(near_dry)
    found = []
    for place, stray in enumerate(order[1:].tolist(), 1):
        if total[stray] < SHORTEST:
            break
        links = (shapely.shortest_line(shapes[stray], shapes[n]) for n in order[:place].tolist())
        good = [k for k in links if k.length < FARTHEST and shapely.covers(near_dry, k)]
        if good:
            best = min(good, key=lambda k: k.length)
            cls = network.streets[network.street[np.nonzero(dense == stray)[0][0]]].cls
            found.append(Street(cls, shapely.get_coordinates(best), "tie"))
    return found
