"""The lie of the land: one large island with a bay, small islands, hills."""

from dataclasses import dataclass

import numpy as np

from atlas.generation.grid import Field, Grid
from atlas.generation.noise import fractal, ridged
from atlas.generation.plan import CELL, Plan

Spot = tuple[float, float]

# Where the bay lies, as a share of the half width and half height.
BAY = (-0.30, -0.34)
RIVER_SPRING = (0.34, 0.33)
# Angle from the bay, distance, radius: islets south-west of the city, some of them remote.
ISLANDS = (
    (3.55, 0.42, 0.105),
    (3.05, 0.40, 0.060),
    (4.05, 0.42, 0.055),
    (3.35, 0.62, 0.040),
    (4.45, 0.50, 0.045),
    (5.10, 0.55, 0.050),
    (2.75, 0.62, 0.035),
    (3.85, 0.66, 0.030),
)


@dataclass(frozen=True)
class Terrain:
    """`shore` is above 0 on land, `height` is the roughness of the hills (no unit)."""

    grid: Grid
    shore: Field
    height: Field
    bay: Spot


def raise_land(plan: Plan) -> Terrain:
    """The raw heights; rivers and people change them later."""
    grid = Grid(plan.half_width, plan.half_height, CELL)
    x, y = grid.centres()
    u, v = x / plan.half_width, y / plan.half_height
    rough = fractal(x, y, 7_000.0 * plan.stretch, 120.0, plan.rng("shore"), fading=0.58)
    bent_u, bent_v = _bend(plan, x, y, u, v)
    shore = np.maximum(_mainland(bent_u, bent_v) + 0.085 * rough, _islands(plan, u, v, rough))
    # Open sea all around: nothing is cut off at the edge of the map.
    shore -= 4 * np.maximum(0, np.maximum(np.abs(u), np.abs(v)) - 0.86)
    return Terrain(grid, shore, _hills(plan, x, y, shore), _place(plan, BAY))


def spring(plan: Plan) -> Spot:
    """Where the river begins."""
    return _place(plan, RIVER_SPRING)


def _place(plan: Plan, share: Spot) -> Spot:
    return share[0] * plan.half_width, share[1] * plan.half_height


def _mainland(u: Field, v: Field) -> Field:
    body = 1 - np.hypot((u - 0.13) / 0.64, (v - 0.10) / 0.62)
    bay = np.exp(-(((u - BAY[0]) / 0.20) ** 2) - ((v - BAY[1]) / 0.22) ** 2)
    # A drowned valley leads from the bay towards the open sea in the south-west.
    along, across = _along_and_across(u - BAY[0], v - BAY[1], 3.95)
    valley = np.exp(-((across / 0.14) ** 2)) / (1 + np.exp(-along / 0.05))
    return np.asarray(body - 0.55 * bay - 0.5 * valley)


def _along_and_across(u: Field, v: Field, angle: float) -> tuple[Field, Field]:
    return u * np.cos(angle) + v * np.sin(angle), v * np.cos(angle) - u * np.sin(angle)


def _bend(plan: Plan, x: Field, y: Field, u: Field, v: Field) -> tuple[Field, Field]:
    """Space itself pulled about, so that round shapes grow capes and gulfs."""
    dice = plan.rng("bend")
    across = fractal(x, y, 11_000.0 * plan.stretch, 2_000.0 * plan.stretch, dice)
    along = fractal(x, y, 11_000.0 * plan.stretch, 2_000.0 * plan.stretch, dice)
    # The bay stays where the river expects it.
    free = 1 - np.exp(-(((u - BAY[0]) ** 2 + (v - BAY[1]) ** 2) / 0.06))
    return u + 0.20 * across * free, v + 0.20 * along * free


def _islands(plan: Plan, u: Field, v: Field, rough: Field) -> Field:
    dice = plan.rng("islands")
    total = np.full(u.shape, -1.0)
    for bearing, distance, radius in ISLANDS:
        angle = bearing + dice.normal(0, 0.06)
        stretch, turn = dice.uniform(0.75, 1.3), dice.uniform(0, np.pi)
        du = u - BAY[0] - distance * np.cos(angle)
        dv = v - BAY[1] - distance * np.sin(angle)
        along, across = _along_and_across(du, dv, turn)
        away = np.hypot(along * stretch, across / stretch)
        total = np.maximum(total, radius * (1 + 0.55 * rough) - away)
    return total


def _hills(plan: Plan, x: Field, y: Field, shore: Field) -> Field:
    dice = plan.rng("hills")
    ridges = ridged(x, y, 6_500.0 * plan.stretch, 250.0, dice) ** 2
    inland = np.clip(shore / 0.16, 0, 1)
    return np.asarray(ridges * inland)
