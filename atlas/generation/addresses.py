"""Street addresses in the Korean way: district, street, number by distance (20 m a step)."""

from typing import Any

import numpy as np
import shapely

from atlas.generation.grid import Field
from atlas.generation.names import Name
from atlas.generation.roads import Road


class AddressBook:
    """Finds the named street nearest to a point, and the number there."""

    def __init__(self, roads: list[Road], gu: Any, gu_names: list[Name]) -> None:
        named = [(r.name.ko, r.line) for r in roads if r.name and r.cls != "motorway"]
        self.streets = [name for name, _ in named]
        self.lines = np.array([line for _, line in named])
        self.tree = shapely.STRtree(self.lines)
        self.gu = shapely.STRtree(gu)
        self.gu_names = gu_names

    def of(self, points: Field) -> list[str]:
        """`가람구 갈매로 123` for every point."""
        if not len(points):
            return []
        spots = shapely.points(points)
        _, near = self.tree.query_nearest(spots, all_matches=False)
        _, gu = self.gu.query_nearest(spots, all_matches=False)
        along = shapely.line_locate_point(self.lines[near], spots)
        return [
            f"{self.gu_names[g].ko} {self.streets[n]} {int(at // 20) * 2 + 1}"
            for g, n, at in zip(gu.tolist(), near.tolist(), along.tolist(), strict=True)
        ]
