"""What lies between the streets: faces of the network, cut into blocks by minor streets."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.generation.coast import Coast
from atlas.generation.contour import regions_above, smoothed
from atlas.generation.field import Directions
from atlas.generation.network import SNAP, Network
from atlas.generation.plan import Plan
from atlas.generation.settlement import Ground
from atlas.generation.splitting import split
from atlas.generation.street import HALF_WIDTH, Street

BUILT_UP = 0.20
# Block area in square metres by zone.
TARGETS = {
    "old": 7_500.0, "commercial": 11_000.0, "residential": 15_000.0,
    "estate": 42_000.0, "industrial": 48_000.0, "village": 16_000.0,
}  # fmt: skip


@dataclass(frozen=True)
class Blocks:
    """Blocks (to the middle of their streets) with zone and face, and the new streets."""

    shapes: Any
    zone: NDArray[np.str_]
    face: NDArray[np.int64]
    faces: Any
    streets: list[Street]


def lay_out(
    plan: Plan, ground: Ground, coast: Coast, directions: Directions, *, network: Network,
    barriers: Any,
) -> Blocks:  # fmt: skip
    """`barriers` are strips (motorway, rail) that no block may touch."""
    built_up = _built_up(ground, coast, barriers)
    faces, fronts = _faces(network, built_up)
    middle = shapely.get_coordinates(shapely.point_on_surface(faces))
    zone = _zones(plan, ground, coast, middle)
    target = np.array([TARGETS[name] for name in zone])
    pieces = split(faces, target, directions.at(middle), plan.rng("blocks"))
    minor = [Street("minor", shapely.get_coordinates(cut), "block") for cut in pieces.cuts]
    minor += [Street("minor", shapely.get_coordinates(front), "front") for front in fronts]
    return Blocks(pieces.leaves, zone[pieces.parent], pieces.parent, faces, minor)


def _built_up(ground: Ground, coast: Coast, barriers: Any) -> Any:
    lived_in = smoothed(regions_above(ground.grid, ground.density, BUILT_UP))
    dry = shapely.simplify(coast.dry.buffer(-28, quad_segs=2), 8)
    area = lived_in.intersection(dry).difference(barriers)
    area = area.buffer(-45, quad_segs=2).buffer(45, quad_segs=2).simplify(6)
    return shapely.MultiPolygon([p for p in shapely.get_parts(area) if p.area > 30_000])


def _faces(network: Network, built_up: Any) -> tuple[Any, Any]:
    """Faces of the streets inside the built-up area, and the part of its rim that they use."""
    rim = shapely.boundary(shapely.get_parts(built_up))
    noded = shapely.union_all(np.concatenate([network.edges, rim]), grid_size=SNAP)
    lines: Any = shapely.get_parts(noded)
    faces: Any = shapely.get_parts(shapely.polygonize(lines))
    shapely.prepare(built_up)
    inside = shapely.contains_properly(built_up, shapely.point_on_surface(faces))
    faces = faces[inside & (shapely.area(faces) > 1_500)]
    middle: Any = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    known = np.zeros(len(lines), dtype=bool)
    known[shapely.STRtree(network.edges).query(middle, predicate="dwithin", distance=0.3)[0]] = True
    face, line = shapely.STRtree(middle).query(faces, predicate="dwithin", distance=0.3)
    # A face without a stretch of known street on its rim would hang in the air.
    shared = np.bincount(
        face, weights=shapely.length(lines)[line] * known[line], minlength=len(faces)
    )
    kept = shared > 60
    fronts = np.unique(line[kept[face] & ~known[line]])
    merged = shapely.line_merge(shapely.multilinestrings(list(lines[fronts])))
    return faces[kept], shapely.get_parts(merged)


def _zones(plan: Plan, ground: Ground, coast: Coast, middle: Any) -> NDArray[np.str_]:
    """What each face is for, by its place and a throw of the dice."""
    dice = plan.rng("zones")
    density = ground.grid.sample(ground.density, middle)
    heart = np.array(ground.centres[0].spot)
    home = np.hypot(*(middle - heart).T) / ground.centres[0].reach
    zone = np.full(len(middle), "residential", dtype="<U12")
    luck = dice.random(len(middle))
    zone[(density > 0.5) & (luck < 0.22)] = "estate"
    zone[(density < 0.42) & (luck < 0.30)] = "estate"
    zone[density < 0.30] = "village"
    for centre in ground.centres:
        if centre.weight >= 0.4:
            near = np.hypot(*(middle - np.array(centre.spot)).T) < 0.28 * centre.reach
            zone[near] = "commercial"
    zone[home < 0.62] = "old"
    points = shapely.points(middle)
    for made in coast.reclaimed:
        inside = shapely.contains(made.shape.buffer(40), points)
        if made.kind == "town":
            zone[inside & (zone != "commercial")] = "estate"
        else:
            zone[inside] = "industrial"
    return zone


def inset(blocks: Blocks, network: Network) -> Any:
    """What is left of each block after its streets took their width; may be empty."""
    inner = shapely.buffer(
        blocks.shapes, -HALF_WIDTH["minor"] - 1.0, quad_segs=1, join_style="mitre"
    )
    wide = np.array([HALF_WIDTH[s.cls] for s in network.streets])[network.street]
    major = wide > HALF_WIDTH["minor"]
    edges, wide = network.edges[major], wide[major]
    strips = shapely.buffer(edges, wide, quad_segs=1, cap_style="square")
    tree = shapely.STRtree(strips)
    block, strip = tree.query(inner, predicate="intersects")
    order = np.argsort(block, kind="stable")
    block, strip = block[order], strip[order]
    touched, start = np.unique(block, return_index=True)
    groups = np.split(strip, start[1:])
    merged = [shapely.union_all(strips[g]) for g in groups]
    inner[touched] = shapely.difference(inner[touched], np.array(merged))
    return inner
