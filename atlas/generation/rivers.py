"""A river from the hills to the bay, and the streams that join it."""

from typing import Any

import numpy as np
import shapely

from atlas.generation.grid import Field
from atlas.generation.plan import Plan
from atlas.generation.terrain import Spot, Terrain, spring

MOUTH = 420.0
SPRING = 50.0
STREAM = 32.0
# Where each stream joins the river (share of its course), which side, and its length.
STREAMS = ((0.38, 1, 0.30), (0.55, -1, 0.34), (0.72, 1, 0.30), (0.86, -1, 0.26))


class Waterway:
    """A course from source to mouth, with its width at every vertex in metres."""

    def __init__(self, course: Field, widths: Field) -> None:
        self.course = course
        self.widths = widths

    def meets_the_sea(self, terrain: Terrain) -> int:
        """Index of the first vertex beyond the natural shore."""
        wet = terrain.grid.sample(terrain.shore, self.course) <= 0
        return int(np.argmax(wet)) if wet.any() else len(wet) - 1

    def beside(self, index: int, offset: float) -> Spot:
        """A place `offset` metres to the left of the flow (negative: right)."""
        flow = self.course[index] - self.course[max(0, index - 12)]
        left = np.array([-flow[1], flow[0]]) / np.hypot(*flow)
        x, y = self.course[index] + offset * left
        return float(x), float(y)

    @property
    def line(self) -> Any:
        return shapely.LineString(self.course)

    @property
    def banks(self) -> Any:
        """The water surface: every stretch as wide as its two ends."""
        discs = shapely.buffer(shapely.points(self.course), self.widths / 2, quad_segs=8)
        pairs = np.stack([discs[:-1], discs[1:]], axis=1)
        collections = shapely.geometrycollections(pairs)
        return shapely.union_all(shapely.convex_hull(collections))


def run_down(plan: Plan, terrain: Terrain) -> list[Waterway]:
    """The river first, then its streams."""
    dice = plan.rng("river")
    shrink = min(1.0, plan.stretch)
    course = _meander(dice, spring(plan), terrain.bay, plan.stretch)
    share = np.linspace(0, 1, len(course))
    widths = (SPRING + (MOUTH - SPRING) * share**1.6) * shrink
    river = Waterway(course, widths)
    return [river, *(_stream(plan, dice, river, spec) for spec in STREAMS)]


def _stream(
    plan: Plan, dice: np.random.Generator, river: Waterway, spec: tuple[float, int, float]
) -> Waterway:
    joins, side, length = spec
    at = int(joins * (len(river.course) - 1))
    mouth = river.course[at]
    flow = river.course[at] - river.course[max(0, at - 8)]
    upstream = np.arctan2(-flow[1], -flow[0]) + side * dice.uniform(0.9, 1.3)
    reach = length * plan.half_width
    source = mouth + reach * np.array([np.cos(upstream), np.sin(upstream)])
    course = _meander(dice, (source[0], source[1]), (mouth[0], mouth[1]), plan.stretch)
    widths = np.linspace(0.5, 1.6, len(course)) * STREAM * min(1.0, plan.stretch)
    return Waterway(course, widths)


def _meander(dice: np.random.Generator, start: Spot, end: Spot, stretch: float) -> Field:
    """A path displaced at every halving, with a smooth finish; vertices about 60 m apart."""
    points = np.array([start, end])
    sway = 0.13
    while np.hypot(*(points[1] - points[0])) > 700 * max(0.4, stretch):
        steps = np.diff(points, axis=0)
        normals = np.stack([-steps[:, 1], steps[:, 0]], axis=1)
        push = dice.uniform(-sway, sway, (len(steps), 1))
        middles = points[:-1] + 0.5 * steps + push * normals
        points = np.insert(points, np.arange(1, len(points)), middles, axis=0)
        sway = 0.17
    for _ in range(4):
        points = _soften(points)
    return points


def _soften(points: Field) -> Field:
    start, end = points[:-1], points[1:]
    cut = np.empty((2 * len(start), 2))
    cut[0::2], cut[1::2] = 0.75 * start + 0.25 * end, 0.25 * start + 0.75 * end
    return np.concatenate([points[:1], cut[1:-1], points[-1:]])
