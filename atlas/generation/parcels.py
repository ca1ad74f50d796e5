"""The ground cut along main streets, rivers and the ridges between: what districts are made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.coast import Coast
from atlas.generation.grid import Field
from atlas.generation.network import SNAP, Network
from atlas.generation.plan import Plan
from atlas.generation.rivers import Waterway

SEA_REACH = 2_600.0
TOWN_FACE = 4e6


@dataclass(frozen=True)
class Parcels:
    """Polygons that cover the city and its waters without gap or overlap."""

    shapes: Any
    border: Any
    pairs: NDArray[np.int64]
    crossing: Field


def cut(plan: Plan, coast: Coast, waterways: list[Waterway], network: Network) -> Parcels:
    """Parcels, which of them are neighbours, and what it costs to grow from one to the next."""
    border = _border(plan, coast)
    courses = [w.line for w in waterways]
    main = np.array([s.cls in ("trunk", "primary", "secondary") for s in network.streets])
    streets = network.edges[main[network.street]]
    lines = shapely.union_all(np.concatenate([streets, courses]), grid_size=SNAP)
    town = _town(lines)
    ridges = shapely.difference(_ridges(plan, coast, border), town)
    everything = np.concatenate(
        [shapely.get_parts(lines), shapely.get_parts(ridges), [border.boundary]]
    )
    noded = shapely.union_all(everything, grid_size=SNAP)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    shapely.prepare(border)
    faces = faces[shapely.contains(border, shapely.point_on_surface(faces))]
    pairs, crossing = _neighbours(faces, shapely.union_all(courses))
    return Parcels(faces, border, pairs, crossing)


def _border(plan: Plan, coast: Coast) -> Any:
    """The limit of the city's waters: straight lines from cape to cape, as at sea."""
    reach = SEA_REACH * max(plan.stretch, 0.3)
    hull = shapely.convex_hull(coast.land).buffer(reach, quad_segs=2)
    return shapely.set_precision(hull.simplify(reach * 0.4), SNAP)


def _town(lines: Any) -> Any:
    """The street faces of the built-up city, which no other line should cut."""
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    return shapely.union_all(faces[shapely.area(faces) < TOWN_FACE])


def _ridges(plan: Plan, coast: Coast, border: Any) -> Any:
    """Edges of jittered cells: on land they wind like ridges, at sea they run straight."""
    dice = plan.rng("ridges")
    pace = 1_500.0 * max(plan.stretch, 0.25)
    left, bottom, right, top = border.bounds
    x, y = np.meshgrid(np.arange(left, right, pace), np.arange(bottom, top, pace))
    points = (
        np.stack([x.ravel(), y.ravel()], axis=1) + dice.uniform(-0.38, 0.38, (x.size, 2)) * pace
    )
    edges = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=border, only_edges=True)
    edges = shapely.get_parts(shapely.intersection(shapely.get_parts(edges), border))
    edges = edges[(shapely.get_type_id(edges) == 1) & (shapely.length(edges) > 1)]
    ends = np.stack([shapely.get_coordinates(e)[[0, -1]] for e in edges])
    land = shapely.simplify(coast.land, 100)
    shapely.prepare(land)
    dry = shapely.contains(land, shapely.centroid(edges))
    wound = [_wound(dice, pair) if inland else pair for pair, inland in zip(ends, dry, strict=True)]
    return np.array([shapely.LineString(course) for course in wound])


def _wound(dice: np.random.Generator, pair: Field) -> Field:
    points = pair
    for _ in range(4):
        steps = np.diff(points, axis=0)
        normals = np.stack([-steps[:, 1], steps[:, 0]], axis=1)
        middles = points[:-1] + 0.5 * steps + dice.uniform(-0.16, 0.16, (len(steps), 1)) * normals
        points = np.insert(points, np.arange(1, len(points)), middles, axis=0)
    return points


def _neighbours(faces: Any, rivers: Any) -> tuple[NDArray[np.int64], Field]:
    """Pairs that share a stretch of border; a river between them makes it dear to cross."""
    tree = shapely.STRtree(faces)
    one, two = tree.query(faces, predicate="touches")
    once = one < two
    one, two = one[once], two[once]
    shared = shapely.intersection(faces[one], faces[two])
    long = shapely.length(shared) > 0
    one, two, shared = one[long], two[long], shared[long]
    shapely.prepare(rivers)
    wet = shapely.dwithin(rivers, shapely.point_on_surface(shared), 2.0)
    centre = shapely.get_coordinates(shapely.centroid(faces))
    away = np.hypot(*(centre[one] - centre[two]).T)
    return np.stack([one, two], axis=1), away * np.where(wet, 4.0, 1.0)
