"""The cheapest ways over the ground, found on a coarse raster (Dijkstra)."""

import heapq
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from atlas.generation.grid import Field, Grid
from atlas.generation.terrain import Spot

# Neighbours with a knight's move, so that paths have sixteen directions.
STEPS = [
    (r, c, sqrt(r * r + c * c))
    for r in range(-2, 3)
    for c in range(-2, 3)
    if (abs(r), abs(c)) in {(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)}
]


class CostMap:
    """What it costs to cross each coarse cell, per metre."""

    def __init__(self, grid: Grid, cost: Field) -> None:
        self.grid = grid
        self.cost = cost

    def tree(self, start: Spot) -> NDArray[np.int64]:
        """For every cell, the cell before it on the cheapest way from `start` (-1: none)."""
        # A border of walls, so that no step needs to ask whether it leaves the map.
        walled = np.pad(self.cost, 2, constant_values=np.inf)
        wide = walled.shape[1]
        cost = walled.ravel().tolist()
        steps = [(r * wide + c, far) for r, c, far in STEPS]
        before = [-1] * len(cost)
        best = [float("inf")] * len(cost)
        row, column = divmod(self.cell(start), self.grid.columns)
        root = (row + 2) * wide + column + 2
        best[root] = 0.0
        queue = [(0.0, root)]
        while queue:
            spent, here = heapq.heappop(queue)
            if spent > best[here]:
                continue
            price = cost[here]
            for step, far in steps:
                there = here + step
                total = spent + far * (price + cost[there])
                if total < best[there]:
                    best[there], before[there] = total, here
                    heapq.heappush(queue, (total, there))
        return self._unwalled(np.array(before).reshape(walled.shape))

    def _unwalled(self, before: NDArray[np.int64]) -> NDArray[np.int64]:
        inner = before[2:-2, 2:-2]
        row, column = np.divmod(inner, before.shape[1])
        return np.asarray(
            np.where(inner < 0, -1, (row - 2) * self.grid.columns + column - 2)
        ).ravel()

    def cell(self, spot: Spot) -> int:
        row, column = self.grid.cells_of(np.array([spot]))
        return int(row[0] * self.grid.columns + column[0])

    def way(self, tree: NDArray[np.int64], end: Spot) -> list[int]:
        """Cells from the tree's root to `end`."""
        here, way = self.cell(end), []
        while here >= 0:
            way.append(here)
            here = int(tree[here])
        return way[::-1]

    def points(self, cells: list[int]) -> Field:
        row, column = np.divmod(np.array(cells), self.grid.columns)
        x = (column + 0.5) * self.grid.cell - self.grid.half_width
        y = (row + 0.5) * self.grid.cell - self.grid.half_height
        return np.stack([x, y], axis=1)
