"""Spots beside streets, on dry land, where things stand."""

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.coast import Coast
from atlas.generation.grid import Field
from atlas.generation.roads import Road
from atlas.generation.settlement import Ground


class Kerbs:
    """Every named street sampled each 25 m, with how many people live there."""

    every = 25.0

    def __init__(self, roads: list[Road], ground: Ground, coast: Coast) -> None:
        usable = [r for r in roads if not r.brunnel and r.cls != "motorway"]
        self.cls = np.array([r.cls for r in usable])
        lines = np.array([r.line for r in usable])
        count = np.maximum(1, (shapely.length(lines) / self.every).astype(np.int64))
        self.road = np.repeat(np.arange(len(lines)), count)
        step = np.arange(len(self.road)) - np.repeat(np.cumsum(count) - count, count)
        at = (step + 0.5) / count[self.road]
        points = shapely.line_interpolate_point(lines[self.road], at, normalized=True)
        ahead = shapely.line_interpolate_point(
            lines[self.road], np.minimum(at + 0.002, 1), normalized=True
        )
        self.points = shapely.get_coordinates(points)
        way = shapely.get_coordinates(ahead) - self.points
        size = np.maximum(np.hypot(*way.T), 1e-9)[:, None]
        self.left = np.stack([-way[:, 1], way[:, 0]], axis=1) / size
        self.density = ground.grid.sample(ground.density, self.points)
        self.cls = self.cls[self.road]
        self.land = shapely.simplify(coast.dry, 1.0).buffer(-4, quad_segs=2)
        shapely.prepare(self.land)
        works = shapely.union_all([r.shape for r in coast.reclaimed if r.kind != "town"])
        self.homes = ~ground.grid.sample(ground.grid.rasterise(works), self.points)

    def pick(
        self,
        dice: np.random.Generator,
        number: int,
        aside: float,
        classes: tuple[str, ...],
        *,
        crowding: float = 1.0,
        homes: bool = False,
    ) -> Field:
        """`number` different spots, `aside` metres from the middle of the street, on land.

        `homes` leaves out the port and the factories.
        """
        open_to = np.isin(self.cls, classes) & (self.homes | (not homes))
        chance = np.where(open_to, (self.density + 0.02) ** crowding, 0.0)
        size = min(int(number * 1.15) + 5, int((chance > 0).sum()))
        chosen = dice.choice(len(chance), size=size, replace=False, p=chance / chance.sum())
        spots = self.aside(dice, chosen, aside)
        return spots[shapely.contains_xy(self.land, spots)][:number]

    def aside(self, dice: np.random.Generator, chosen: NDArray[np.int64], aside: float) -> Field:
        side = dice.choice([-1.0, 1.0], size=(len(chosen), 1))
        return np.asarray(self.points[chosen] + side * aside * self.left[chosen])

    def near(self, spot: Field, classes: tuple[str, ...], aside: float) -> Field:
        """The spot beside a street of these classes nearest to `spot`."""
        away = np.hypot(*(self.points - spot).T)
        away = np.where(np.isin(self.cls, classes), away, np.inf)
        for _ in range(40):
            index = int(np.argmin(away))
            away[index] = np.inf
            for side in (aside, -aside):
                here = self.points[index] + side * self.left[index]
                if shapely.contains_xy(self.land, here[0], here[1]):
                    return np.asarray(here)
        return np.asarray(self.points[index])
