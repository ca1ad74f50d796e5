"""Where land meets water: natural shores, reclaimed land, quays, tidal flats, beaches."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely import affinity

from atlas.generation.contour import regions_above, smoothed
from atlas.generation.plan import Plan
from atlas.generation.rivers import Waterway
from atlas.generation.terrain import Spot, Terrain

SMALLEST_ISLAND = 60_000.0
SMALLEST_POND = 40_000.0


@dataclass(frozen=True)
class Reclaimed:
    """Land made by people: a straight-edged polygon and the direction of its streets."""

    kind: str
    shape: Any
    angle: float


@dataclass(frozen=True)
class Coast:
    """All in metres. `land` includes what rivers cover; `dry` does not."""

    land: Any
    dry: Any
    rivers: Any
    flats: Any
    beaches: Any
    reclaimed: list[Reclaimed]


def draw(plan: Plan, terrain: Terrain, waterways: list[Waterway]) -> Coast:
    """Everything wet and dry."""
    natural = _tidy(smoothed(regions_above(terrain.grid, terrain.shore, 0.0)))
    reclaimed = _reclaim(plan, natural, waterways[0], waterways[0].meets_the_sea(terrain))
    made = shapely.union_all([part.shape for part in reclaimed])
    land = _tidy(natural.union(made))
    rivers = shapely.union_all([w.banks for w in waterways]).intersection(land)
    dry = _tidy(land.difference(rivers), ponds=False)
    flats = _flats(terrain, land, made)
    return Coast(land, dry, rivers, flats, _beaches(plan, land, made, rivers), reclaimed)


def _tidy(shape: Any, ponds: bool = True) -> Any:
    """Without rocks too small to matter, and without puddles."""
    kept: list[Any] = []
    for part in shapely.get_parts(shape):
        if part.area < SMALLEST_ISLAND:
            continue
        holes = [r for r in part.interiors if not ponds or shapely.Polygon(r).area > SMALLEST_POND]
        kept.append(shapely.Polygon(part.exterior, holes))
    kept.sort(key=lambda part: -part.area)
    return shapely.MultiPolygon(kept)


def _reclaim(plan: Plan, natural: Any, river: Waterway, mouth: int) -> list[Reclaimed]:
    """A new town behind a channel, a port with basins, and a smaller estate."""
    k = plan.stretch
    channel = max(60.0, 130.0 * min(1.0, k))
    north, south = river.beside(mouth, -2_600 * k), river.beside(mouth, 3_000 * k)
    wanted = (
        ("town", *_block(natural, south, 4.15, (5_600 * k, 4_200 * k), channel)),
        ("port", *_with_basins(_block(natural, north, 3.35, (4_200 * k, 2_400 * k), 0.0), k)),
        ("estate", *_block(natural, north, 2.55, (3_200 * k, 2_200 * k), 0.0)),
    )
    made: list[Reclaimed] = []
    taken = river.banks.buffer(channel)
    for kind, shape, angle in wanted:
        clear = shape.difference(taken)
        body = max(shapely.get_parts(clear), key=lambda part: part.area)
        made.append(Reclaimed(kind, body, angle))
        taken = taken.union(body.buffer(channel))
    return made


def _block(
    natural: Any, start: Spot, bearing: float, size: tuple[float, float], channel: float
) -> tuple[Any, float]:
    """A chamfered rectangle off the shore, met when walking from `start` at `bearing`."""
    along, depth = size
    inland = shapely.Point(start)
    safe = natural.geoms[0].buffer(-0.15 * depth)
    _, inland = shapely.ops.nearest_points(inland, safe)
    far = affinity.translate(inland, 60_000 * np.cos(bearing), 60_000 * np.sin(bearing))
    within = natural.geoms[0].intersection(shapely.LineString([inland, far]))
    first = min(shapely.get_parts(within), key=lambda part: part.distance(inland))
    corners: Any = shapely.points(shapely.get_coordinates(first))
    shore = max(corners, key=lambda p: p.distance(inland))
    cut = min(along, depth) * 0.12
    box = shapely.box(-0.45 * depth, -along / 2, 0.75 * depth, along / 2)
    box = box.buffer(-cut).buffer(cut, join_style="bevel")
    turned = affinity.rotate(box, bearing, origin=(0, 0), use_radians=True)
    shape = affinity.translate(turned, shore.x, shore.y)
    if channel:
        shape = shape.difference(natural.buffer(channel, quad_segs=4).simplify(25))
        shape = max(shapely.get_parts(shape), key=lambda part: part.area)
    return shape, bearing


def _with_basins(port: tuple[Any, float], k: float) -> tuple[Any, float]:
    """Slips cut into the seaward side, and straight quays between them."""
    shape, angle = port
    flat = affinity.rotate(shape, -angle, origin=(0, 0), use_radians=True)
    _, bottom, right, top = flat.bounds
    width, gap = 260 * k, 620 * k
    slips = [
        shapely.box(right - 950 * k, y, right + 10, y + width)
        for y in np.arange(bottom + gap, top - gap, gap + width)
    ]
    cut = flat.difference(shapely.union_all(slips))
    return affinity.rotate(cut, angle, origin=(0, 0), use_radians=True), angle


def _flats(terrain: Terrain, land: Any, made: Any) -> Any:
    """Mud that falls dry at low tide: the shallows of the west, away from quays."""
    x, _ = terrain.grid.centres()
    eastwards = np.clip(x / terrain.grid.half_width + 0.25, 0, 1)
    shallow = regions_above(terrain.grid, terrain.shore - 0.2 * eastwards, -0.04)
    flats = smoothed(shallow).difference(land).difference(made.buffer(700, quad_segs=4))
    flats = flats.buffer(-110, quad_segs=4).buffer(110, quad_segs=4)
    return _tidy(flats.difference(land.buffer(1)))


def _beaches(plan: Plan, land: Any, made: Any, rivers: Any) -> Any:
    """Sand in some coves: where a rounded shore lies inland of a filled-in one."""
    rough = land.simplify(20)
    coves = rough.buffer(350, quad_segs=4).buffer(-350, quad_segs=4).difference(land)
    near = coves.buffer(60).intersection(land)
    sand = near.difference(made.buffer(600)).difference(rivers.buffer(300))
    parts = [p for p in shapely.get_parts(sand) if 30_000 < p.area < 400_000]
    parts.sort(key=lambda part: -part.area)
    return shapely.MultiPolygon(parts[: plan.count(9, least=3)])
