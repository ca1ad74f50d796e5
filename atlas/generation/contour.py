"""Lines of equal height on the raster, as polygons (marching squares)."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.grid import Field, Grid

# Corners of a cell of four samples: bit 1 lower left, 2 lower right, 4 upper right, 8 upper left.
# Each case joins two sides of the cell: 0 bottom, 1 right, 2 top, 3 left.
SIDES: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 2), (0, 1)), 6: ((0, 2),),
    7: ((3, 2),), 8: ((2, 3),), 9: ((2, 0),), 10: ((3, 0), (1, 2)), 11: ((2, 1),),
    12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip


def regions_above(grid: Grid, field: Field, level: float) -> Any:
    """One (multi)polygon of all that is higher than `level`. The border must be lower."""
    height = field - level
    height[height == 0] = 1e-9
    ends = [_segments(grid, height, case) for case in SIDES]
    lines: Any = shapely.linestrings(np.concatenate(ends))
    rings = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines)))
    return _nest(np.array([shapely.Polygon(ring) for ring in _closed(rings)]))


def smoothed(polygons: Any, times: int = 1) -> Any:
    """Corners cut (Chaikin), each pass halving the angles."""
    for _ in range(times):
        polygons = shapely.make_valid(_rebuild(polygons))
    return polygons


def _segments(grid: Grid, height: Field, case: int) -> Field:
    up = height > 0
    cases = up[:-1, :-1] + 2 * up[:-1, 1:] + 4 * up[1:, 1:] + 8 * up[1:, :-1]
    row, column = np.nonzero(cases == case)
    parts = [
        np.stack([_crossing(grid, height, row, column, side) for side in pair], axis=1)
        for pair in SIDES[case]
    ]
    return np.concatenate(parts)


def _crossing(
    grid: Grid, height: Field, row: NDArray[Any], column: NDArray[Any], side: int
) -> Field:
    """Where the level crosses one side; both cells that share it compute the same bits."""
    r0, c0 = row + (side == 2), column + (side == 1)
    r1, c1 = r0 + (side in (1, 3)), c0 + (side in (0, 2))
    share = height[r0, c0] / (height[r0, c0] - height[r1, c1])
    x = (c0 + (c1 - c0) * share + 0.5) * grid.cell - grid.half_width
    y = (r0 + (r1 - r0) * share + 0.5) * grid.cell - grid.half_height
    return np.stack([x, y], axis=1)


def _closed(rings: Any) -> Any:
    return rings[shapely.is_closed(rings) & (shapely.get_num_points(rings) >= 4)]


def _nest(polygons: Any) -> Any:
    """Rings inside rings are holes: even-odd, from the largest to the smallest."""
    order = np.argsort(-shapely.area(polygons), kind="stable")
    whole: Any = shapely.MultiPolygon()
    ordered = shapely.make_valid(polygons[order])
    tree = shapely.STRtree(shapely.point_on_surface(ordered))
    outer, inner = tree.query(ordered, predicate="contains")
    depth = np.bincount(inner[inner != outer], minlength=len(ordered))
    for level in range(int(depth.max(initial=0)) + 1):
        layer = shapely.union_all(ordered[depth == level])
        whole = whole.union(layer) if level % 2 == 0 else whole.difference(layer)
    return whole


def _rebuild(polygons: Any) -> Any:
    parts = []
    for polygon in shapely.get_parts(polygons):
        rings = [_cut_corners(shapely.get_coordinates(r)) for r in shapely.get_rings(polygon)]
        parts.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.MultiPolygon([part for part in parts if part.area > 0])


def _cut_corners(ring: Field) -> Field:
    start, end = ring[:-1], ring[1:]
    cut = np.empty((2 * len(start), 2))
    cut[0::2], cut[1::2] = 0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end
    return np.concatenate([cut, cut[:1]])
