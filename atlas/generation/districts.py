"""Ten districts and their dong, grown over parcels; and how many people live in each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

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
    """Polygons of dong and of gu. `gu_of` tells each dong's gu; gu 0 holds the heart."""

    dong: Any
    gu: Any
    gu_of: NDArray[np.int64]
    people: NDArray[np.int64]
    middles: Field

    def rural(self) -> list[int]:
        """The two gu with the fewest people per square metre: counties (gun)."""
        total = np.bincount(self.gu_of, weights=self.people, minlength=GU)
        crowding = total / shapely.area(self.gu)
        return [int(i) for i in np.argsort(crowding, kind="stable")[:2]]


def found(plan: Plan, parcels: Parcels, ground: Ground) -> Districts:
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
    dong, people, centre, pairs, cost = _gathered(parcels, of_dong, len(seeds), lived, middle)
    of_gu = _gu(plan, people, centre, pairs, cost, np.array(ground.centres[0].spot))
    gu = np.array([shapely.coverage_union_all(dong[of_gu == n]) for n in range(GU)])
    return Districts(dong, gu, of_gu, _rounded(plan, people), centre)


def _people_of_parcels(plan: Plan, parcels: Parcels, ground: Ground) -> tuple[Field, Field]:
    """Share of the city's people in each parcel, and the middle of where they live."""
    tree = shapely.STRtree(parcels.shapes)
    row, column = np.nonzero(ground.density > 0.08)
    x = (column + 0.5) * ground.grid.cell - ground.grid.half_width
    y = (row + 0.5) * ground.grid.cell - ground.grid.half_height
    weight = ground.density[row, column] ** 1.7
    cell, parcel = tree.query(shapely.points(x, y), predicate="within")
    size = len(parcels.shapes)
    lived = np.bincount(parcel, weights=weight[cell], minlength=size)
    centroid = shapely.get_coordinates(shapely.point_on_surface(parcels.shapes))
    middle = np.stack(
        [
            np.bincount(parcel, weights=weight[cell] * along[cell], minlength=size)
            for along in (x, y)
        ],
        axis=1,
    )
    middle = np.where(lived[:, None] > 0, middle / np.maximum(lived, 1e-9)[:, None], centroid)
    return lived / lived.sum(), middle


def _gathered(
    parcels: Parcels, of_dong: NDArray[np.int64], number: int, lived: Field, middle: Field
) -> tuple[Any, Field, Field, NDArray[np.int64], Field]:
    """Parcels joined to dong: polygons, people, middles, and which are neighbours."""
    dong = np.array([shapely.coverage_union_all(parcels.shapes[of_dong == n]) for n in range(number)])
    people = np.bincount(of_dong, weights=lived, minlength=number)
    weight = lived + 1e-9
    total = np.bincount(of_dong, weights=weight, minlength=number)
    centre = np.stack(
        [np.bincount(of_dong, weights=weight * middle[:, a], minlength=number) / total for a in (0, 1)],
        axis=1,
    )
    ends = of_dong[parcels.pairs]
    across = ends[:, 0] != ends[:, 1]
    pairs, first = np.unique(np.sort(ends[across], axis=1), axis=0, return_index=True)
    dear = parcels.crossing[across][first]
    away = np.hypot(*(centre[pairs[:, 0]] - centre[pairs[:, 1]]).T)
    return dong, people, centre, pairs, away + 0.3 * dear


def _gu(
    plan: Plan, people: Field, centre: Field, pairs: NDArray[np.int64], cost: Field, heart: Field
) -> NDArray[np.int64]:
    seeds = spread(centre, people**0.6 + 0.001, GU, plan.rng("gu"))
    # The gu of the heart comes first, so that it gets the lowest code.
    seeds.sort(key=lambda s: float(np.hypot(*(centre[s] - heart))))
    pace = np.ones(GU)
    best, spread_of = None, np.inf
    for _ in range(14):
        owner = grow(len(people), pairs, cost, seeds, pace)
        total = np.bincount(owner, weights=people, minlength=GU)
        if total.max() / max(total.min(), 1e-9) < spread_of and np.bincount(owner).min() >= 2:
            best, spread_of = owner, total.max() / max(total.min(), 1e-9)
        pace *= np.clip((0.1 / np.maximum(total, 0.01)) ** 0.25, 0.8, 1.25)
    return grow(len(people), pairs, cost, seeds, np.ones(GU)) if best is None else best


def _rounded(plan: Plan, share: Field) -> NDArray[np.int64]:
    people = np.round(share * PEOPLE * plan.scale).astype(np.int64)
    return np.maximum(people, 40)
