"""Which way streets run at every point: along shores, round hills, in grids, towards the heart.

A direction and its opposite are the same street, so angles are summed as doubled vectors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from atlas.generation.coast import Coast
from atlas.generation.grid import Field, Grid, blur
from atlas.generation.noise import value_noise
from atlas.generation.plan import Plan
from atlas.generation.settlement import Ground


@dataclass(frozen=True)
class Directions:
    """The angle (radians, mod π) of the first street family; the second is square to it."""

    grid: Grid
    angle: Field

    def at(self, points: Field) -> NDArray[np.float64]:
        return np.asarray(self.grid.sample(self.angle, points))


def comb(plan: Plan, ground: Ground, coast: Coast) -> Directions:
    """Lay the directions of all streets to come."""
    # Half the resolution is enough for directions, and four times as fast.
    grid = Grid(ground.grid.half_width, ground.grid.half_height, 2 * ground.grid.cell)
    x, y = grid.centres()
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    dry, river, hill = (
        ground.grid.sample(mask, points).reshape(x.shape)
        for mask in (ground.dry | ground.river, ground.river, ground.hill)
    )
    cells = int(420 / grid.cell) + 1
    double = np.zeros((2, *x.shape))
    dice = plan.rng("field")
    _add(double, np.full(x.shape, dice.uniform(0, np.pi)), np.full(x.shape, 0.12))
    _towns(ground, dice, double, x, y)
    _edges(double, blur(dry, cells), 1.9)
    _edges(double, blur(~river, cells), 1.5)
    _edges(double, -blur(hill, cells), 0.9)
    angle = 0.5 * np.arctan2(double[1], double[0])
    wobble = 0.20 * value_noise(x, y, 1_700.0 * max(0.5, plan.stretch), dice)
    angle = angle + wobble
    for made in coast.reclaimed:
        angle[grid.rasterise(made.shape.buffer(120))] = made.angle
    return Directions(grid, np.mod(angle, np.pi))


def _add(double: Field, angle: Field, weight: Field) -> None:
    double[0] += weight * np.cos(2 * angle)
    double[1] += weight * np.sin(2 * angle)


def _towns(ground: Ground, dice: np.random.Generator, double: Field, x: Field, y: Field) -> None:
    """Each town laid out its own grid; around the heart streets point at it."""
    for centre in ground.centres:
        dx, dy = x - centre.spot[0], y - centre.spot[1]
        fade = np.exp(-(dx**2 + dy**2) / (1.3 * centre.reach) ** 2)
        angle = np.full(x.shape, dice.uniform(0, np.pi))
        _add(double, angle, 0.9 * fade)
        if centre.kind in ("heart", "village"):
            near = np.exp(-(dx**2 + dy**2) / (0.6 * centre.reach) ** 2)
            _add(double, np.arctan2(dy, dx), 1.1 * near)


def _edges(double: Field, soft: Field, strength: float) -> None:
    """Streets follow an edge: square to the slope of the softened mask."""
    slope_y, slope_x = np.gradient(soft)
    steep = np.hypot(slope_x, slope_y)
    weight = strength * np.clip(steep / (0.35 * steep.max() + 1e-12), 0, 1)
    _add(double, np.arctan2(slope_x, -slope_y), weight)
