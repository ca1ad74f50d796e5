"""Footprints: small houses in the old town, slabs in rows, halls in the port."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.blocks import Blocks
from atlas.generation.field import Directions
from atlas.generation.plan import Plan
from atlas.generation.splitting import split


@dataclass(frozen=True)
class Lot:
    """Area in square metres, gap to the lot's edge, and share of lots that are built on."""

    area: float
    gap: float
    share: float


LOTS = {
    "old": Lot(850.0, 2.0, 0.93), "commercial": Lot(2_300.0, 3.5, 0.95),
    "residential": Lot(3_300.0, 4.5, 0.88), "industrial": Lot(9_500.0, 9.0, 0.85),
    "village": Lot(4_800.0, 13.0, 0.6),
}  # fmt: skip
HEIGHTS = {
    "old": (6, 24), "commercial": (15, 90), "residential": (8, 28),
    "industrial": (8, 22), "village": (4, 9), "estate": (36, 84),
}  # fmt: skip


@dataclass(frozen=True)
class Buildings:
    shapes: Any
    block: NDArray[np.int64]
    height: NDArray[np.int64]


def put_up(plan: Plan, blocks: Blocks, inner: Any, directions: Directions, free: Any) -> Buildings:
    """`inner` is the building land of every block; `free` marks blocks kept open."""
    dice = plan.rng("buildings")
    shapes, owner = [], []
    for zone, lot in LOTS.items():
        rows = np.nonzero((blocks.zone == zone) & ~free)[0]
        some, whose = _houses(dice, inner[rows], directions, lot)
        shapes.append(some)
        owner.append(rows[whose])
    rows = np.nonzero((blocks.zone == "estate") & ~free)[0]
    slabs, whose = _slabs(dice, inner[rows], directions)
    shapes.append(slabs)
    owner.append(rows[whose])
    every, block = np.concatenate(shapes), np.concatenate(owner)
    low = np.array([HEIGHTS[z][0] for z in blocks.zone])[block]
    high = np.array([HEIGHTS[z][1] for z in blocks.zone])[block]
    height = np.round(low + (high - low) * dice.random(len(block)) ** 1.8).astype(np.int64)
    return Buildings(every, block, height)


def _houses(
    dice: np.random.Generator, land: Any, directions: Directions, lot: Lot
) -> tuple[Any, NDArray[np.int64]]:
    parts, index = shapely.get_parts(land, return_index=True)
    solid = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 150)
    parts, index = parts[solid], index[solid]
    middle = shapely.get_coordinates(shapely.centroid(parts))
    pieces = split(parts, np.full(len(parts), lot.area), directions.at(middle), dice, uneven=0.1)
    bodies = shapely.buffer(pieces.leaves, -lot.gap, quad_segs=1, join_style="mitre")
    bodies = shapely.simplify(bodies, 1.5)
    parts, body = shapely.get_parts(bodies, return_index=True)
    keep = (shapely.area(parts) > 60) & (dice.random(len(parts)) < lot.share) & _chunky(parts)
    return parts[keep], index[pieces.parent[body[keep]]]


def _chunky(shapes: Any) -> NDArray[np.bool_]:
    """Neither splinters nor ribbons."""
    return np.asarray(4 * np.pi * shapely.area(shapes) > 0.34 * shapely.length(shapes) ** 2)


def _slabs(
    dice: np.random.Generator, land: Any, directions: Directions
) -> tuple[Any, NDArray[np.int64]]:
    """Rows of long narrow blocks of flats, all facing one way, inside each block."""
    shapes, owner = [], []
    for row, whole in enumerate(land):
        ground = whole.buffer(-9)
        if ground.area < 2_500:
            continue
        centre = ground.centroid
        angle = float(directions.at(np.array([[centre.x, centre.y]]))[0])
        boxes = _rows_of_boxes(dice, ground.bounds, (centre.x, centre.y), angle)
        inside = boxes[shapely.contains(ground, boxes)]
        shapes.append(inside)
        owner.append(np.full(len(inside), row))
    if not shapes:
        return np.array([], dtype=object), np.array([], dtype=np.int64)
    return np.concatenate(shapes), np.concatenate(owner)


def _rows_of_boxes(
    dice: np.random.Generator, bounds: Any, centre: tuple[float, float], angle: float
) -> Any:
    reach = np.hypot(bounds[2] - bounds[0], bounds[3] - bounds[1]) / 2
    length, depth, rows = dice.uniform(46, 68), dice.uniform(12, 15), dice.uniform(48, 60)
    x, y = np.meshgrid(np.arange(-reach, reach, length + 16), np.arange(-reach, reach, rows))
    # Every other row is shifted, so that windows look past each other.
    x = x + (np.arange(len(y))[:, None] % 2) * length * 0.35
    corner = np.array([[0, 0], [length, 0], [length, depth], [0, depth]])
    flat = np.stack([x.ravel(), y.ravel()], axis=1)[:, None, :] + corner
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return shapely.polygons(flat @ turn + np.array(centre))
