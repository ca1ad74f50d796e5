"""Ten districts and their dong, grown over parcels; and how many people live in each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.coast import Coast
from atlas.generation.grid import Field
from atlas.generation.growing import grow, spread
from atlas.generation.parcels import Parcels
from atlas.generation.plan import Plan
from atlas.generation.settlement import Ground

GU = 10
PEOPLE = 1_620_000
FEWEST_DONG = 2 * GU


@dataclass(frozen=True)
class Districts:
    """Polygons of dong and of gu. `gu_of` tells each dong's gu.

    Gu 0 holds the heart, the last one the largest island.
    """

    dong: Any
    gu: Any
    gu_of: NDArray[np.int64]
    people: NDArray[np.int64]
    middles: Field

    def rural(self) -> list[int]:
        """The two counties (gun): the emptiest gu of the mainland, and that of the islands."""
        total = np.bincount(self.gu_of, weights=self.people, minlength=GU)
        crowding = (total / shapely.area(self.gu))[: GU - 1]
        return [int(np.argmin(crowding)), GU - 1]


def found(plan: Plan, parcels: Parcels, ground: Ground, coast: Coast) -> Districts:
    """Dong first (many where people live), then gu out of whole dong."""
    lived, middle = _people_of_parcels(plan, parcels, ground)
    # Empty country has a few large dong too, open sea none of its own.
    area = shapely.area(parcels.shapes) * ground.grid.sample(ground.dry, middle)
    weight = lived + 0.012 * area / area.sum()
    number = max(FEWEST_DONG, round(142 * plan.scale**0.8))
    dice = plan.rng("dong")
    seeds = spread(middle, weight, number, dice)
    count = len(parcels.shapes)
    of_dong = grow(count, parcels.pairs, parcels.crossing, seeds, np.ones(len(seeds)))
    dong, people, centre, pairs = _gathered(parcels, of_dong, len(seeds), lived, middle)
    island = _on_islands(dong, coast)
    cost = _distance(ground, centre, pairs)
    # Islands belong together, even where the mainland is nearer.
    cost[island[pairs[:, 0]] != island[pairs[:, 1]]] *= 40
    seeds = _gu_seeds(plan, people, centre, np.array(ground.centres[0].spot), island)
    of_gu = _gu(people, pairs, cost, seeds)
    gu = np.array([shapely.coverage_union_all(dong[of_gu == n]) for n in range(GU)])
    return Districts(dong, gu, of_gu, _rounded(plan, people), centre)


def _people_of_parcels(plan: Plan, parcels: Parcels, ground: Ground) -> tuple[Field, Field]:
    """Share of the city's people in each parcel, and the middle of where they live."""
    row, column = np.nonzero(ground.density > 0.08)
    x = (column + 0.5) * ground.grid.cell - ground.grid.half_width
    y = (row + 0.5) * ground.grid.cell - ground.grid.half_height
    weight = ground.density[row, column] ** 1.7
    cells: Any = shapely.points(x, y)
    tree = shapely.STRtree(cells)
    parcel, cell = tree.query(parcels.shapes, predicate="contains")
    size = len(parcels.shapes)
    lived = np.asarray(np.bincount(parcel, weights=weight[cell], minlength=size), dtype=float)
    centroid = shapely.get_coordinates(shapely.point_on_surface(parcels.shapes))
    middle = np.stack(
        [
            np.bincount(parcel, weights=weight[cell] * along[cell], minlength=size)
            for along in (x, y)
        ],
        axis=1,
    )
    middle = np.where(lived[:, None] > 0, middle / np.maximum(lived, 1e-9)[:, None], centroid)
    return np.asarray(lived / lived.sum()), np.asarray(middle)


def _gathered(
    parcels: Parcels, of_dong: NDArray[np.int64], number: int, lived: Field, middle: Field
) -> tuple[Any, Field, Field, NDArray[np.int64]]:
    """Parcels joined to dong: polygons, people, middles, and which are neighbours."""
    dong = np.array(
        [shapely.coverage_union_all(parcels.shapes[of_dong == n]) for n in range(number)]
    )
    people = np.bincount(of_dong, weights=lived, minlength=number).astype(np.float64)
    weight = lived + 1e-9
    total = np.bincount(of_dong, weights=weight, minlength=number)
    centre = np.stack(
        [
            np.bincount(of_dong, weights=weight * middle[:, a], minlength=number) / total
            for a in (0, 1)
        ],
        axis=1,
    )
    ends = of_dong[parcels.pairs]
    across = ends[:, 0] != ends[:, 1]
    pairs = np.unique(np.sort(ends[across], axis=1), axis=0)
    return dong, people, centre, pairs.astype(np.int64)


def _on_islands(dong: Any, coast: Coast) -> NDArray[np.bool_]:
    """Which dong have more land on islands than on the mainland and what was made beside it."""
    mainland, *others = shapely.simplify(shapely.get_parts(coast.land), 30)
    made = shapely.union_all([part.shape for part in coast.reclaimed]).buffer(60)
    home = shapely.union_all([mainland, made])
    isles = shapely.union_all(others).difference(made)
    here, there = (shapely.area(shapely.intersection(dong, land)) for land in (home, isles))
    return np.asarray(there > here)


def _distance(ground: Ground, centre: Field, pairs: NDArray[np.int64]) -> Field:
    """Metres between the middles of neighbours; water between them counts many times."""
    one, two = centre[pairs[:, 0]], centre[pairs[:, 1]]
    steps = np.linspace(0.1, 0.9, 9)[:, None, None]
    between = (one + steps * (two - one)).reshape(-1, 2)
    sea = ~ground.grid.sample(ground.dry | ground.river, between)
    river = ground.grid.sample(ground.river, between)
    wet = (sea + 0.5 * river).reshape(9, -1).mean(axis=0)
    return np.asarray(np.hypot(*(one - two).T) * (1 + 5 * wet))


def _gu_seeds(
    plan: Plan, people: Field, centre: Field, heart: Field, off: NDArray[np.bool_]
) -> list[int]:
    """A dong for each gu to grow from: on the mainland, and the last on the islands."""
    inland = np.nonzero(~off)[0]
    apart = np.hypot(*(centre - heart).T)
    island = int(np.argmax(np.where(off, people, -1))) if off.any() else int(np.argmax(apart))
    inland = inland[inland != island]
    weight = people[inland] ** 0.6 + 0.001
    seeds = [int(inland[i]) for i in spread(centre[inland], weight, GU - 1, plan.rng("gu"))]
    # The gu of the heart comes first, so that it gets the lowest code.
    return [*sorted(seeds, key=lambda s: float(apart[s])), island]


def _gu(
    people: Field, pairs: NDArray[np.int64], cost: Field, seeds: list[int]
) -> NDArray[np.int64]:
    """Grown again and again, the crowded ones more slowly, until they are about even."""
    pace = np.ones(GU)
    best = grow(len(people), pairs, cost, seeds, pace)
    smallest = np.inf
    for _ in range(14):
        owner = grow(len(people), pairs, cost, seeds, pace)
        total = np.bincount(owner, weights=people, minlength=GU)
        unevenness = total[:-1].max() / max(total[:-1].min(), 1e-9)
        if unevenness < smallest and np.bincount(owner, minlength=GU).min() >= 2:
            best, smallest = owner, unevenness
        change = np.clip((0.1 / np.maximum(total, 0.01)) ** 0.25, 0.8, 1.25)
        # The islands stay apart, however few live there.
        pace *= np.where(np.arange(GU) == GU - 1, 1.0, change)
    return best


def _rounded(plan: Plan, share: Field) -> NDArray[np.int64]:
    people = np.round(share * PEOPLE * plan.scale).astype(np.int64)
    return np.maximum(people, 40)
