"""The raster under the city: cells of equal size, row 0 in the south."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Field = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Grid:
    """Cell centres from -half_width to +half_width, and the same northwards."""

    half_width: float
    half_height: float
    cell: float

    @property
    def columns(self) -> int:
        return int(2 * self.half_width / self.cell)

    @property
    def rows(self) -> int:
        return int(2 * self.half_height / self.cell)

    def centres(self) -> tuple[Field, Field]:
        """X and Y of every cell centre, each (rows, columns)."""
        x = (np.arange(self.columns) + 0.5) * self.cell - self.half_width
        y = (np.arange(self.rows) + 0.5) * self.cell - self.half_height
        grid_x, grid_y = np.meshgrid(x, y)
        return grid_x, grid_y

    def cells_of(self, points: Field) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of points (n, 2); outside points get the nearest border cell."""
        column = ((points[:, 0] + self.half_width) / self.cell).astype(np.int64)
        row = ((points[:, 1] + self.half_height) / self.cell).astype(np.int64)
        return np.clip(row, 0, self.rows - 1), np.clip(column, 0, self.columns - 1)

    def sample(self, field: NDArray[Any], points: Field) -> NDArray[Any]:
        """The field's value in the cell of each point."""
        row, column = self.cells_of(points)
        return np.asarray(field[row, column])

    def rasterise(self, shape: Any) -> Mask:
        """Which cell centres lie inside the polygons (even-odd rule, row by row)."""
        toggles = np.zeros((self.rows, self.columns + 1), dtype=np.int32)
        rings = shapely.get_rings(shapely.get_parts(shape))
        for ring in rings:
            self._toggle(toggles, shapely.get_coordinates(ring))
        return np.asarray(np.cumsum(toggles, axis=1)[:, :-1] % 2 == 1)

    def _toggle(self, toggles: NDArray[np.int32], ring: Field) -> None:
        x = (ring[:, 0] + self.half_width) / self.cell - 0.5
        y = (ring[:, 1] + self.half_height) / self.cell - 0.5
        first = np.ceil(np.minimum(y[:-1], y[1:])).astype(np.int64)
        spans = np.ceil(np.maximum(y[:-1], y[1:])).astype(np.int64) - first
        edge = np.repeat(np.arange(len(first)), spans)
        row = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(spans) - spans, spans)
        inside = (row >= 0) & (row < self.rows)
        edge, row = edge[inside], row[inside]
        slope = (x[edge + 1] - x[edge]) / (y[edge + 1] - y[edge])
        crossing = np.ceil(x[edge] + (row - y[edge]) * slope).astype(np.int64)
        np.add.at(toggles, (row, np.clip(crossing, 0, self.columns)), 1)


def blur(field: NDArray[Any], cells: int) -> Field:
    """Three box blurs, close to a Gaussian with a radius of `cells`."""
    result = np.asarray(field, dtype=np.float64)
    for _ in range(3):
        for axis in (0, 1):
            result = _box(result, max(1, cells), axis)
    return result


def _box(field: Field, radius: int, axis: int) -> Field:
    pad = [(0, 0), (0, 0)]
    pad[axis] = (radius + 1, radius)
    sums = np.cumsum(np.pad(field, pad, mode="edge"), axis=axis)
    size = field.shape[axis]
    upper = np.take(sums, np.arange(2 * radius + 1, 2 * radius + 1 + size), axis=axis)
    lower = np.take(sums, np.arange(0, size), axis=axis)
    return np.asarray((upper - lower) / (2 * radius + 1))
