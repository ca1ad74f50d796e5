"""What a street is, before it has a name."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from atlas.generation.grid import Field

# From the middle of the street to where a building may begin.
HALF_WIDTH = {
    "motorway": 20.0,
    "trunk": 17.0,
    "primary": 15.0,
    "secondary": 12.0,
    "tertiary": 9.5,
    "minor": 5.0,
    "ramp": 8.0,
    "rail": 12.0,
}


@dataclass(frozen=True)
class Street:
    """A course from end to end; `kind` tells what made it (way, traced, ring, block …)."""

    cls: str
    course: Field
    kind: str

    @property
    def line(self) -> Any:
        return shapely.LineString(self.course)


def rounded(course: Field, tolerance: float, times: int = 3) -> Field:
    """A raster path without its stairs: thinned, then corners cut; the ends stay."""
    thin = shapely.get_coordinates(shapely.simplify(shapely.LineString(course), tolerance))
    for _ in range(times):
        if len(thin) < 3:
            return thin
        start, end = thin[:-1], thin[1:]
        cut = np.empty((2 * len(start), 2))
        cut[0::2], cut[1::2] = 0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end
        thin = np.concatenate([thin[:1], cut[1:-1], thin[-1:]])
    return np.asarray(thin)
