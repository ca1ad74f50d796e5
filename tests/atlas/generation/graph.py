"""Lines as a graph, joined only where they share a vertex, as a router would read the file."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.plan import ORIGIN
from atlas.generation.plane import Plane


def components(lines: Any) -> list[NDArray[np.int64]]:
    """Indices of the lines of each connected part, in degrees rounded as they are written."""
    degrees = Plane(*ORIGIN).geometries(lines)
    spots, line = shapely.get_coordinates(degrees, return_index=True)
    lattice = np.round(spots * 1e6).astype(np.int64)
    _, node = np.unique(lattice, axis=0, return_inverse=True)
    label = np.arange(node.max() + 1)
    while True:
        lowest = np.full(len(lines), len(label))
        np.minimum.at(lowest, line, label[node])
        new = label.copy()
        np.minimum.at(new, node, lowest[line])
        if (new == label).all():
            break
        label = new
    return [np.nonzero(lowest == one)[0] for one in np.unique(lowest)]
