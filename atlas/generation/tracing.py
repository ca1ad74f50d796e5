"""Streets that follow the field of directions, evenly spaced, as cities grow them.

After Chen, Esch, Wonka, Müller, Zhang: Interactive Procedural Street Modeling (2008).
"""

from dataclasses import dataclass
from math import cos, hypot, pi, sin

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.field import Directions
from atlas.generation.grid import Field
from atlas.generation.plan import Plan
from atlas.generation.settlement import Ground
from atlas.generation.street import Street

Point = tuple[float, float]
Kinds = NDArray[np.int8]
SEA, RIVER, HILL, OPEN, FAR = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class Level:
    """One pass. `spacing` between neighbours; `leaps` are how far it bridges or tunnels."""

    cls: str
    spacing: float
    thinnest: float
    leaps: dict[int, float]
    shortest: float


LEVELS = (
    Level("primary", 2_300, 0.20, {SEA: 420, RIVER: 950, HILL: 1_500, FAR: 900}, 2_500),
    Level("secondary", 1_050, 0.16, {SEA: 260, RIVER: 620, HILL: 420, FAR: 300}, 1_000),
    Level("tertiary", 470, 0.22, {SEA: 0, RIVER: 110, HILL: 0, FAR: 0}, 450),
)


class Tracer:
    """Keeps which ground each family of streets has already taken."""

    step = 45.0

    def __init__(self, plan: Plan, ground: Ground, directions: Directions) -> None:
        self.plan = plan
        self.ground = ground
        self.grid = ground.grid
        x, y = self.grid.centres()
        cells = np.stack([x.ravel(), y.ravel()], axis=1)
        self.angles = directions.at(cells).reshape(x.shape)
        self.ways: list[Street] = []
        self.taken = np.zeros((2, self.grid.rows, self.grid.columns), dtype=bool)
        self.paved = np.zeros((self.grid.rows, self.grid.columns), dtype=bool)

    def trace(self, level: Level) -> list[Street]:
        """All streets of one level, beside those already known."""
        allowed = _kinds_of_ground(self.ground, level)
        self._stamp_known(level.spacing * 0.62)
        found: list[Street] = []
        for seed in self._seeds(level, allowed):
            for family in (0, 1):
                course = self._both_ways(seed, family, level, allowed)
                if course is not None:
                    found.append(Street(level.cls, course, "traced"))
                    self._stamp(course, family, level.spacing * 0.62)
                    self._pave(course)
        self.ways += found
        return found

    def _seeds(self, level: Level, allowed: Kinds) -> list[Point]:
        """Open cells on a jittered lattice; the dense city first."""
        dice = self.plan.rng(f"seeds {level.cls}")
        pace = max(1, int(level.spacing * 0.55 / self.grid.cell))
        rows, columns = np.nonzero(allowed[::pace, ::pace] == OPEN)
        density = self.ground.density[rows * pace, columns * pace]
        order = np.argsort(-density + dice.normal(0, 0.12, len(rows)), kind="stable")
        x = (columns * pace + 0.5) * self.grid.cell - self.grid.half_width
        y = (rows * pace + 0.5) * self.grid.cell - self.grid.half_height
        return [(float(x[i]), float(y[i])) for i in order]

    def _stamp_known(self, radius: float) -> None:
        """Known streets count for the family whose direction they follow."""
        self.taken[:] = False
        for street in self.ways:
            course = _resampled(street.course, 2 * self.step)
            heading = np.arctan2(*np.diff(course, axis=0).T[::-1])
            middles = (course[:-1] + course[1:]) / 2
            off = np.abs(np.cos(heading - self.grid.sample(self.angles, middles)))
            self._stamp(middles[off >= 0.6], 0, radius)
            self._stamp(middles[off <= 0.8], 1, radius)
            self._pave(street.course)

    def _stamp(self, points: Field, family: int, radius: float) -> None:
        reach = max(1, int(radius / self.grid.cell))
        span = np.arange(-reach, reach + 1)
        disc = np.nonzero(span[:, None] ** 2 + span[None, :] ** 2 <= reach**2)
        if not len(points):
            return
        row, column = self.grid.cells_of(points[:: max(1, reach // 3)])
        rows = np.clip(row[:, None] + disc[0] - reach, 0, self.grid.rows - 1)
        columns = np.clip(column[:, None] + disc[1] - reach, 0, self.grid.columns - 1)
        self.taken[family, rows.ravel(), columns.ravel()] = True

    def _pave(self, course: Field) -> None:
        row, column = self.grid.cells_of(_resampled(course, self.step))
        self.paved[row, column] = True

    def _both_ways(self, seed: Point, family: int, level: Level, allowed: Kinds) -> Field | None:
        if self._is_taken(seed, family):
            return None
        ahead = self._walk(seed, family, 1.0, level, allowed)
        behind = self._walk(seed, family, -1.0, level, allowed)
        course = behind[:0:-1] + ahead
        if (len(course) - 1) * self.step < level.shortest * min(1, max(0.4, self.plan.stretch)):
            return None
        return np.array(course)

    def _walk(
        self, seed: Point, family: int, sign: float, level: Level, allowed: Kinds
    ) -> list[Point]:
        """Points from the seed until water, hills, or a neighbour stop it."""
        course = [seed]
        heading = self._angle(seed, family) + (0 if sign > 0 else pi)
        leap, good = 0.0, 1
        for _ in range(1_200):
            x, y = course[-1]
            here = (x + self.step * cos(heading), y + self.step * sin(heading))
            ground = self._look(allowed, here)
            if ground != OPEN:
                leap += self.step
                if leap > level.leaps[ground]:
                    break
            course.append(here)
            if ground == OPEN:
                leap, good = 0.0, len(course)
                heading = self._turn(heading, here, family)
            if self._is_taken(here, family):
                return course + self._reach(here, heading, level, allowed)
            if _comes_home(course, seed, self.step):
                break
        return course[:good]

    def _reach(self, here: Point, heading: float, level: Level, allowed: Kinds) -> list[Point]:
        """Straight on from the neighbour's strip until a street is crossed; else nothing."""
        x, y = here
        ahead: list[Point] = []
        for _ in range(int(1.1 * level.spacing / self.step)):
            x, y = x + self.step * cos(heading), y + self.step * sin(heading)
            if self._look(allowed, (x, y)) != OPEN:
                return []
            ahead.append((x, y))
            row, column = self._cell((x, y))
            if self.paved[row, column]:
                ahead.append((x + 60 * cos(heading), y + 60 * sin(heading)))
                return ahead
        return []

    def _turn(self, heading: float, here: Point, family: int) -> float:
        angle = self._angle(here, family)
        return angle if cos(angle - heading) >= 0 else angle + pi

    def _angle(self, here: Point, family: int) -> float:
        row, column = self._cell(here)
        return float(self.angles[row, column]) + family * pi / 2

    def _look(self, allowed: Kinds, here: Point) -> int:
        row, column = self._cell(here)
        return int(allowed[row, column])

    def _is_taken(self, here: Point, family: int) -> bool:
        row, column = self._cell(here)
        return bool(self.taken[family, row, column])

    def _cell(self, here: Point) -> tuple[int, int]:
        column = int((here[0] + self.grid.half_width) / self.grid.cell)
        row = int((here[1] + self.grid.half_height) / self.grid.cell)
        return min(max(row, 0), self.grid.rows - 1), min(max(column, 0), self.grid.columns - 1)


def _comes_home(course: list[Point], seed: Point, step: float) -> bool:
    x, y = course[-1]
    return len(course) > 12 and hypot(x - seed[0], y - seed[1]) < step


def _kinds_of_ground(ground: Ground, level: Level) -> Kinds:
    """SEA, RIVER, HILL, OPEN or FAR (too few people for this class) for every cell."""
    kinds = np.where(ground.density >= level.thinnest, OPEN, FAR).astype(np.int8)
    kinds[ground.hill] = HILL
    kinds[~ground.dry] = SEA
    kinds[ground.river] = RIVER
    return kinds


def _resampled(course: Field, every: float) -> Field:
    return np.asarray(
        shapely.get_coordinates(shapely.segmentize(shapely.LineString(course), every))
    )


def trace_all(
    plan: Plan, ground: Ground, directions: Directions, known: list[Street]
) -> list[Street]:
    """The traced streets of all levels, grown beside the known ones."""
    tracer = Tracer(plan, ground, directions)
    tracer.ways = list(known)
    shrink = min(1.0, max(0.55, plan.stretch))
    found: list[Street] = []
    for level in LEVELS:
        scaled = Level(
            level.cls, level.spacing * shrink, level.thinnest, level.leaps, level.shortest
        )
        found += tracer.trace(scaled)
    return found
