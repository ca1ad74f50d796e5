"""Many polygons cut in two at once, again and again, until all are small enough."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.grid import Field

FAR = 20_000.0


@dataclass(frozen=True)
class Pieces:
    """The leaves, the row of the polygon each came from, and the lines of the cuts."""

    leaves: Any
    parent: NDArray[np.int64]
    cuts: Any


def split(
    polygons: Any,
    target: NDArray[np.float64],
    angle: NDArray[np.float64],
    dice: np.random.Generator,
    uneven: float = 0.12,
) -> Pieces:
    """Cut every polygon until its area is below `target`, across its longer side.

    The cut is square to the direction `angle` (or along it), whichever runs across.
    """
    parent = np.arange(len(polygons))
    done: list[Any] = []
    done_parent: list[NDArray[np.int64]] = []
    cuts: list[Any] = []
    for _ in range(14):
        big = shapely.area(polygons) > 1.5 * target[parent]
        done.append(polygons[~big])
        done_parent.append(parent[~big])
        polygons, parent = polygons[big], parent[big]
        if not len(polygons):
            break
        polygons, origin, lines = _halve(polygons, angle[parent], dice, uneven)
        parent = parent[origin]
        cuts.append(lines)
    done.append(polygons)
    done_parent.append(parent)
    lines = np.concatenate(cuts) if cuts else np.array([], dtype=object)
    return Pieces(np.concatenate(done), np.concatenate(done_parent), lines)


def _halve(
    polygons: Any, angle: Field, dice: np.random.Generator, uneven: float
) -> tuple[Any, NDArray[np.int64], Any]:
    along = _unit(_long_axis(polygons, angle))
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    point = _middle(polygons, along, dice, uneven)
    left = shapely.polygons(_corners(point, along, across, 1.0))
    right = shapely.polygons(_corners(point, along, across, -1.0))
    line = shapely.linestrings(np.stack([point - FAR * across, point + FAR * across], axis=1))
    cuts = shapely.get_parts(shapely.intersection(polygons, line))
    halves = np.concatenate([shapely.intersection(polygons, s) for s in (left, right)])
    rows = np.tile(np.arange(len(polygons)), 2)
    parts, index = shapely.get_parts(halves, return_index=True)
    solid = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1.0)
    return parts[solid], rows[index[solid]], cuts[shapely.get_type_id(cuts) == 1]


def _long_axis(polygons: Any, angle: Field) -> Field:
    """The wished angle or its square, whichever lies nearer to the longer side."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(polygons)).reshape(-1, 5, 2)
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    longer = np.where((np.hypot(*one.T) >= np.hypot(*two.T))[:, None], one, two)
    axis = np.arctan2(longer[:, 1], longer[:, 0])
    off = np.abs(np.cos(axis - angle))
    wished = np.where(off >= np.sqrt(0.5), angle, angle + np.pi / 2)
    # A block that lies askew to the field is cut by its own shape.
    skew = (off > 0.45) & (off < 0.89)
    return np.where(skew, axis, wished)


def _middle(polygons: Any, along: Field, dice: np.random.Generator, uneven: float) -> Field:
    coordinates, owner = shapely.get_coordinates(polygons, return_index=True)
    reach = (coordinates * along[owner]).sum(axis=1)
    low = np.full(len(polygons), np.inf)
    high = np.full(len(polygons), -np.inf)
    np.minimum.at(low, owner, reach)
    np.maximum.at(high, owner, reach)
    share = 0.5 + dice.uniform(-uneven, uneven, len(polygons))
    centre = shapely.get_coordinates(shapely.centroid(polygons))
    shift = low + share * (high - low) - (centre * along).sum(axis=1)
    return np.asarray(centre + shift[:, None] * along)


def _corners(point: Field, along: Field, across: Field, side: float) -> Field:
    a, b = point - FAR * across, point + FAR * across
    return np.stack([a, b, b + side * FAR * along, a + side * FAR * along, a], axis=1)


def _unit(angle: Field) -> Field:
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
