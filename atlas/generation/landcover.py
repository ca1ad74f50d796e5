"""Woods, fields, parks, and what the blocks are used for."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.blocks import Blocks
from atlas.generation.coast import Coast
from atlas.generation.contour import regions_above, smoothed
from atlas.generation.grid import blur
from atlas.generation.noise import fractal
from atlas.generation.plan import Plan
from atlas.generation.settlement import Ground

USE = {
    "old": "commercial", "commercial": "commercial", "residential": "residential",
    "estate": "residential", "industrial": "industrial", "village": "residential",
}  # fmt: skip


@dataclass(frozen=True)
class Cover:
    wood: Any
    farmland: Any
    grass: Any


def grow(plan: Plan, ground: Ground, coast: Coast) -> Cover:
    """Forest on the hills, fields in the flat country, meadows between."""
    grid = ground.grid
    x, y = grid.centres()
    patches = fractal(x, y, 1_400.0, 150.0, plan.rng("woods"))
    land = coast.dry.buffer(-12, quad_segs=2)
    height = np.where(ground.dry, ground.height / ground.hill_level + 0.10 * patches, 0)
    wood = smoothed(regions_above(grid, _framed(height), 0.99)).intersection(land)
    empty = blur(ground.density < 0.17, 2) * ground.dry * (height < 0.9)
    fields = smoothed(regions_above(grid, _framed(empty * (0.75 + 0.35 * patches)), 0.5))
    fields = fields.intersection(land).difference(wood)
    meadow = regions_above(grid, _framed(empty * (0.6 - 0.4 * patches)), 0.55)
    meadow = smoothed(meadow).intersection(land).difference(wood).difference(fields)
    return Cover(*(_sizeable(shape) for shape in (wood, fields, meadow)))


def _framed(field: NDArray[np.float64]) -> NDArray[np.float64]:
    framed = field.copy()
    framed[[0, -1], :] = 0
    framed[:, [0, -1]] = 0
    return framed


def _sizeable(shape: Any) -> Any:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and p.area > 8_000]
    return shapely.MultiPolygon(parts)


def open_blocks(plan: Plan, blocks: Blocks) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which blocks are parks, and which are school grounds."""
    dice = plan.rng("open blocks")
    luck = dice.random(len(blocks.shapes))
    area = shapely.area(blocks.shapes)
    fit = np.isin(blocks.zone, ("residential", "estate", "commercial", "old"))
    park = fit & (luck < 0.045)
    school = np.isin(blocks.zone, ("residential", "estate")) & (luck > 0.965) & (area > 7_000)
    return park, school


def uses(blocks: Blocks) -> dict[str, Any]:
    """Land use by class: faces of the street network, each whole."""
    first = np.zeros(len(blocks.faces), dtype=np.int64)
    first[blocks.face[::-1]] = np.arange(len(blocks.face))[::-1]
    kind = np.array([USE[z] for z in blocks.zone[first]])
    return {name: blocks.faces[kind == name] for name in sorted(set(USE.values()))}
