"""The railway on the surface and the subway below, with their stations."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from atlas.generation.grid import Field
from atlas.generation.highways import costs_of, sea_length
from atlas.generation.plan import Plan
from atlas.generation.settlement import Centre, Ground
from atlas.generation.street import rounded


@dataclass(frozen=True)
class Track:
    """One line: `cls` rail or transit (subway), and its stops in order."""

    cls: str
    course: Field
    stops: Field

    @property
    def line(self) -> Any:
        return shapely.LineString(self.course)


def railways(plan: Plan, ground: Ground) -> list[Track]:
    """From the heart to the far counties, and a branch to the port."""
    costs = costs_of(plan, ground, sea=30.0, city=1.15)
    heart, port = ground.centres[0], _first(ground, "port")
    ends = [c for c in ground.centres if c.kind == "county"] or ground.centres[-2:]
    tracks: list[Track] = []
    tree = costs.tree(heart.spot)
    for end in (*ends, port):
        way = costs.points(costs.way(tree, end.spot))
        if len(way) > 6 and sea_length(ground, way) < 600 * plan.stretch and len(tracks) < 3:
            course = rounded(way, 1.1 * costs.grid.cell, 4)
            tracks.append(_track(plan, ground, "rail", course, 2_600))
    return tracks


def subways(plan: Plan, ground: Ground) -> list[Track]:
    """Two or three lines through the dense centres, crossing at the heart."""
    costs = costs_of(plan, ground, sea=12.0, city=0.35)
    towns = [c for c in ground.centres if c.kind in ("town", "new_town", "estate")]
    heart = ground.centres[0].spot
    by_angle = sorted(towns, key=lambda c: np.arctan2(c.spot[1] - heart[1], c.spot[0] - heart[0]))
    half = len(by_angle) // 2
    tracks = []
    tree = costs.tree(heart)
    for one, two in list(zip(by_angle, by_angle[half:], strict=False))[:: max(1, half // 3)][:3]:
        way = [costs.way(tree, c.spot) for c in (one, two)]
        points = np.concatenate([costs.points(way[0])[::-1], costs.points(way[1])[1:]])
        if len(points) > 6 and sea_length(ground, points) < 900 * plan.stretch:
            course = rounded(points, 0.8 * costs.grid.cell, 3)
            tracks.append(_track(plan, ground, "transit", course, 1_150))
    return tracks


def _first(ground: Ground, kind: str) -> Centre:
    return next(c for c in ground.centres if c.kind == kind)


def _track(plan: Plan, ground: Ground, cls: str, course: Field, apart: float) -> Track:
    """Stops evenly spaced, and none of them in the water."""
    line = shapely.LineString(course)
    number = max(2, round(line.length / (apart * min(1, plan.stretch))) + 1)
    at = np.linspace(0.01, 0.99, number)
    stops = shapely.get_coordinates(shapely.line_interpolate_point(line, at, normalized=True))
    return Track(cls, course, stops[ground.grid.sample(ground.dry, stops)])
