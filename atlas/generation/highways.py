"""The oldest ways: from the heart to every town and village, and the motorways."""

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.grid import Field, Grid, blur
from atlas.generation.noise import value_noise
from atlas.generation.paths import CostMap
from atlas.generation.plan import Plan
from atlas.generation.settlement import Ground
from atlas.generation.street import Street, rounded

# How much open water a road to a place of this weight may cross, in metres.
LONGEST_SEA_BRIDGE, SHORT_SEA_BRIDGE = 9_500.0, 1_300.0


def high_roads(plan: Plan, ground: Ground) -> list[Street]:
    """Trunk, primary and secondary roads that reach every bridged centre, with cross links."""
    costs = costs_of(plan, ground, sea=5.0, city=0.8)
    ways: list[tuple[float, list[int]]] = []
    heart, *others = ground.centres
    for group in (
        [c for c in others if c.weight >= 0.4],
        [c for c in others if c.weight < 0.4],
    ):
        tree = costs.tree(heart.spot)
        found = [(c.weight, costs.way(tree, c.spot)) for c in group]
        kept = [w for w in found if _bridged(plan, ground, costs, *w)]
        for _, way in kept:
            cheapen(costs, np.array(way))
        ways += kept
    ways += _links(plan, ground, costs)
    return _branches(costs, ways)


def _bridged(plan: Plan, ground: Ground, costs: CostMap, weight: float, way: list[int]) -> bool:
    longest = LONGEST_SEA_BRIDGE if weight >= 0.4 else SHORT_SEA_BRIDGE
    new = np.array([cell for cell in way if costs.cost.ravel()[cell] > 0])
    return sea_length(ground, costs.points([int(c) for c in new])) <= longest * plan.stretch


def motorways(plan: Plan, ground: Ground) -> list[Street]:
    """Fast roads that avoid the dense city: port to the far county, town to town, the ring."""
    costs = costs_of(plan, ground, sea=4.5, city=3.2)
    by_kind = {c.kind: c for c in ground.centres}
    far = [c for c in ground.centres if c.kind == "county"] or ground.centres[-2:]
    port, town = by_kind["port"], by_kind["new_town"]
    routes = [(port, far[0]), (town, far[-1])]
    if len(far) > 2:
        routes.append((by_kind["estate"], far[1]))
    ways: list[tuple[float, list[int]]] = []
    for start, end in routes:
        way = costs.way(costs.tree(start.spot), end.spot)
        if len(way) > 8 and sea_length(ground, costs.points(way)) <= 9_000 * plan.stretch:
            ways.append((1.0, way))
            cheapen(costs, np.array(way))
    return _branches(costs, ways, "motorway")


def cheapen(costs: CostMap, cells: NDArray[np.int64]) -> None:
    """Whoever comes later follows the way that is there."""
    costs.cost.ravel()[np.unique(cells)] *= 0.35


def costs_of(plan: Plan, ground: Ground, sea: float, city: float) -> CostMap:
    coarse = Grid(plan.half_width, plan.half_height, 300 * plan.stretch)
    cells = max(1, int(coarse.cell / ground.grid.cell / 2))
    x, y = coarse.centres()
    points = np.stack([x.ravel(), y.ravel()], axis=1)

    def of(field: Any) -> Field:
        return ground.grid.sample(blur(field, cells), points).reshape(x.shape)

    dry, river, hill, density = (
        of(ground.dry),
        of(ground.river),
        of(ground.hill),
        of(ground.density),
    )
    cost = dry + 3.5 * river + sea * np.clip(1 - dry - river, 0, 1) + 3.2 * hill
    cost *= 1 + (city - 1) * np.clip(density / 0.5, 0, 1)
    # Nothing is equally good everywhere: roads wind a little.
    cost *= 1 + 0.45 * value_noise(x, y, 1_400.0 * plan.stretch, plan.rng("ground prices"))
    return CostMap(coarse, np.maximum(cost, 0.2))


def sea_length(ground: Ground, points: Field) -> float:
    if len(points) < 2:
        return 0.0
    steps = np.hypot(*np.diff(points, axis=0).T)
    middles = (points[:-1] + points[1:]) / 2
    wet = ~ground.grid.sample(ground.dry | ground.river, middles)
    return float(steps[wet].sum())


def _branches(costs: CostMap, ways: list[tuple[float, list[int]]], cls: str = "") -> list[Street]:
    """The ways cut at their forks, each piece once; without a `cls`, classed by who uses it."""
    users: Counter[tuple[int, int]] = Counter()
    importance: dict[tuple[int, int], float] = {}
    for weight, way in ways:
        for step in _steps(way):
            users[step] += 1
            importance[step] = max(importance.get(step, 0), weight)
    degree = Counter(cell for step in users for cell in step)
    streets = []
    done: set[tuple[int, int]] = set()
    for _, way in ways:
        forks = [i for i, cell in enumerate(way) if degree[cell] != 2 or i in (0, len(way) - 1)]
        for start, end in pairwise(forks):
            piece = way[start : end + 1]
            steps = _steps(piece)
            if steps[0] not in done:
                own = cls or _class(users[steps[0]], importance[steps[0]])
                course = rounded(costs.points(piece), (0.8 if cls else 0.55) * costs.grid.cell, 4)
                streets.append(Street(own, np.round(course, 1), "way"))
            done.update(steps)
    return streets


def _steps(way: list[int]) -> list[tuple[int, int]]:
    return [(min(a, b), max(a, b)) for a, b in pairwise(way)]


def _class(users: int, importance: float) -> str:
    if users >= 5 and importance >= 0.4:
        return "trunk"
    return "primary" if importance >= 0.4 else "secondary"


def _links(plan: Plan, ground: Ground, costs: CostMap) -> list[tuple[float, list[int]]]:
    """Cross connections, so that losing one road does not cut a town off."""
    links = []
    towns = [c for c in ground.centres if c.weight >= 0.4]
    for hub in [c for c in towns if c.kind in ("new_town", "county")][:3]:
        tree = costs.tree(hub.spot)
        near = sorted(
            towns, key=lambda c: np.hypot(c.spot[0] - hub.spot[0], c.spot[1] - hub.spot[1])
        )
        for town in near[1:4]:
            way = costs.way(tree, town.spot)
            if sea_length(ground, costs.points(way)) <= 900 * plan.stretch:
                links.append((0.4, way))
                cheapen(costs, np.array(way))
    return links


def shore_roads(ground: Ground, land: Any) -> list[Street]:
    """A road round every island, and along the thinly settled coast of the mainland."""
    roads = []
    for number, part in enumerate(shapely.get_parts(land)):
        inset = 170.0 if part.area > 3e6 else 110.0
        inner = part.buffer(-inset, quad_segs=3).simplify(45)
        inner = inner.buffer(-150, quad_segs=3).buffer(150, quad_segs=3)
        for ring in (r.exterior for r in shapely.get_parts(inner) if r.area > 150_000):
            course = rounded(shapely.get_coordinates(ring), 12, 2)
            if number:
                roads.append(Street("tertiary" if part.area > 1.2e6 else "minor", course, "ring"))
            else:
                roads += _lonely_stretches(ground, course)
    return roads


def _lonely_stretches(ground: Ground, course: Field) -> list[Street]:
    """Those runs of the course where few people live and no hill falls into the sea."""
    line = shapely.segmentize(shapely.LineString(course), 100)
    points = shapely.get_coordinates(line)
    free = ground.grid.sample((ground.density < 0.25) & ~ground.hill, points)
    runs = np.split(points, np.nonzero(np.diff(free.astype(int)))[0] + 1)
    flags = np.split(free, np.nonzero(np.diff(free.astype(int)))[0] + 1)
    return [
        Street("secondary", run, "ring")
        for run, flag in zip(runs, flags, strict=True)
        if flag[0] and len(run) > 15
    ]
