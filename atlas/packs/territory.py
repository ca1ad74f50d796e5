"""The ground that the city's districts cover."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

GLOBE = Geod(ellps="WGS84")


class Territory:
    """The union of some areas, asked many points at a time. Empty = unknown, nothing is outside."""

    def __init__(self, areas: Iterable[BaseGeometry] = ()) -> None:
        self.area = shapely.union_all(list(areas))
        shapely.prepare(self.area)

    @property
    def known(self) -> bool:
        return not self.area.is_empty

    def outside(self, points: np.ndarray) -> np.ndarray:
        """One truth value a point."""
        if not self.known:
            return np.zeros(len(points), dtype=bool)
        inside: np.ndarray = shapely.covers(self.area, points)
        return ~inside

    def metres_to(self, point: BaseGeometry) -> float:
        """How far a point lies from the territory, over the ground."""
        here, there = nearest_points(point, self.area)
        return float(GLOBE.inv(here.x, here.y, there.x, there.y)[2])
