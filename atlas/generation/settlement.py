"""Where people gather: the old heart, the towns around it, the villages beyond."""

from dataclasses import dataclass

import numpy as np
import shapely

from atlas.generation.coast import Coast
from atlas.generation.grid import Field, Grid, Mask, blur
from atlas.generation.noise import fractal
from atlas.generation.plan import Plan
from atlas.generation.rivers import Waterway
from atlas.generation.terrain import Spot, Terrain

# Hills cover this share of the dry land.
HILL_SHARE = 0.36


@dataclass(frozen=True)
class Centre:
    """A place that draws streets and people: `reach` metres, `weight` people (relative)."""

    kind: str
    spot: Spot
    reach: float
    weight: float


@dataclass(frozen=True)
class Wanted:
    """How many centres of a kind, how far apart, and how far from the heart at most."""

    kind: str
    number: int
    apart: float
    farthest: float


WANTED = (
    Wanted("town", 9, 4_300, 13_000),
    Wanted("county", 5, 4_300, 60_000),
    Wanted("village", 30, 2_100, 60_000),
)


@dataclass(frozen=True)
class Ground:
    """Rasters of what the ground allows."""

    grid: Grid
    dry: Mask
    river: Mask
    hill: Mask
    hill_level: float
    height: Field
    density: Field
    centres: list[Centre]


def survey(plan: Plan, terrain: Terrain, waterways: list[Waterway], coast: Coast) -> Ground:
    """Find the hills, then the centres, then how densely each cell is lived in."""
    grid = terrain.grid
    dry = grid.rasterise(coast.dry)
    river = grid.rasterise(coast.rivers)
    mouth = waterways[0].meets_the_sea(terrain)
    made = grid.rasterise(shapely.union_all([r.shape.buffer(250) for r in coast.reclaimed]))
    wanted = waterways[0].beside(mouth, -1_500 * plan.stretch)
    heart = _heart(plan, grid, dry & ~made, wanted)
    height = _flattened(plan, terrain, waterways, coast, heart)
    level = float(np.quantile(height[dry], 1 - HILL_SHARE))
    hill = dry & (height > level)
    centres = _centres(plan, grid, dry & ~hill, heart, coast)
    density = _density(plan, grid, centres) * dry * ~hill
    return Ground(grid, dry, river, hill, level, height, density, centres)


def _heart(plan: Plan, grid: Grid, dry: Mask, wanted: Spot) -> Spot:
    """The dry, roomy cell nearest to the north bank at the river's mouth."""
    room = blur(dry, max(1, int(500 * min(1, plan.stretch) / grid.cell))) > 0.9
    return _nearest(grid, room, wanted)


def _nearest(grid: Grid, allowed: Mask, wanted: Spot) -> Spot:
    x, y = grid.centres()
    away = np.where(allowed, np.hypot(x - wanted[0], y - wanted[1]), np.inf)
    best = np.unravel_index(int(np.argmin(away)), away.shape)
    return float(x[best]), float(y[best])


def _flattened(
    plan: Plan, terrain: Terrain, waterways: list[Waterway], coast: Coast, heart: Spot
) -> Field:
    """Hills stand back from the river, the heart and made land."""
    grid, k = terrain.grid, plan.stretch
    x, y = grid.centres()
    wet = np.zeros(terrain.height.shape)
    for share, waterway in zip((1.0, *[0.5] * 9), waterways, strict=False):
        row, column = grid.cells_of(waterway.course)
        wet[row, column] = np.maximum(wet[row, column], share)
    valley = blur(wet, max(1, int(700 * k / grid.cell)))
    valley /= valley.max()
    town = np.exp(-(((x - heart[0]) ** 2 + (y - heart[1]) ** 2) / (5_500 * k) ** 2))
    made = sum((grid.rasterise(r.shape.buffer(200)) for r in coast.reclaimed), np.zeros_like(wet))
    calm = np.clip(1 - 1.6 * valley - 0.55 * town, 0.1, 1)
    return np.asarray(np.where(made > 0, 0, terrain.height * calm))


def _centres(plan: Plan, grid: Grid, flat: Mask, heart: Spot, coast: Coast) -> list[Centre]:
    k = plan.stretch
    centres = [Centre("heart", heart, 3_800 * k, 1.0)]
    for made in coast.reclaimed:
        middle = made.shape.representative_point()
        kind = {"town": "new_town"}.get(made.kind, made.kind)
        centres.append(Centre(kind, (middle.x, middle.y), 2_900 * k, 0.75))
    dice = plan.rng("centres")
    # The nearer to the heart, the sooner a town is chosen; then villages fill the rest.
    for wanted in WANTED:
        if wanted.kind == "village":
            flat = flat & (_density(plan, grid, centres) < 0.12)
        candidates = _candidates(grid, flat)
        # A small city has fewer towns, not only smaller ones.
        for _ in range(max(2, round(wanted.number * min(1.0, k**0.7)))):
            spot = _gap(dice, candidates, centres, wanted, k)
            if spot is None:
                break
            centres.append(_settle(dice, wanted.kind, spot, heart, k))
    return centres


def _settle(dice: np.random.Generator, kind: str, spot: Spot, heart: Spot, k: float) -> Centre:
    away = np.hypot(spot[0] - heart[0], spot[1] - heart[1]) / (13_000 * k)
    if kind == "town":
        return Centre(kind, spot, (2_700 - 900 * away) * k, float(0.85 - 0.3 * away))
    if kind == "county":
        return Centre(kind, spot, 1_250 * k, 0.42)
    return Centre(kind, spot, dice.uniform(330, 560) * max(k, 0.6), 0.30)


def _candidates(grid: Grid, flat: Mask) -> Field:
    rows, columns = np.nonzero(flat)
    x = (columns + 0.5) * grid.cell - grid.half_width
    y = (rows + 0.5) * grid.cell - grid.half_height
    return np.stack([x, y], axis=1)


def _gap(
    dice: np.random.Generator, candidates: Field, taken: list[Centre], wanted: Wanted, k: float
) -> Spot | None:
    """A candidate with room around it and not too far from the heart; None if there is none."""
    if not len(candidates):
        return None
    pick = dice.choice(len(candidates), size=min(500, len(candidates)), replace=False)
    x, y = candidates[pick].T
    away = np.min([np.hypot(x - c.spot[0], y - c.spot[1]) for c in taken], axis=0)
    home = np.hypot(x - taken[0].spot[0], y - taken[0].spot[1])
    good = (away > wanted.apart * k) & (home < wanted.farthest * k)
    if not good.any():
        return None
    # Among those with room, a town lies near the heart, a village anywhere.
    luck = dice.uniform(0.7, 1.3, len(home))
    best = int(np.argmin(np.where(good, luck if wanted.kind == "village" else home * luck, np.inf)))
    return float(x[best]), float(y[best])


def _density(plan: Plan, grid: Grid, centres: list[Centre]) -> Field:
    """0 (nobody) to 1 (the heart); neighbouring towns grow together."""
    x, y = grid.centres()
    empty = np.ones(x.shape)
    # Towns are not round: some sides are built up farther out than others.
    uneven = np.exp(1.1 * fractal(x, y, 2_400.0 * plan.stretch, 400.0, plan.rng("outskirts")))
    for centre in centres:
        squared = ((x - centre.spot[0]) ** 2 + (y - centre.spot[1]) ** 2) * uneven
        empty *= 1 - 0.97 * centre.weight * np.exp(-squared / centre.reach**2)
    return np.asarray(1 - empty)
