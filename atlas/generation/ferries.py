"""Islands without a bridge, their piers, and the boats that go there."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
import shapely.ops

from atlas.generation.coast import Coast
from atlas.generation.names import Name, NameBook, called
from atlas.generation.roads import Road
from atlas.generation.thing import Thing

SMALLEST_SERVED = 250_000.0


@dataclass(frozen=True)
class Islands:
    """Named islands (largest first), piers, and ferry routes as lines."""

    named: list[tuple[Name, Any]]
    piers: list[Thing]
    routes: list[Road]


def serve(coast: Coast, roads: list[Road], book: NameBook) -> Islands:
    """One boat from the port to every island that no road reaches from the mainland."""
    parts = list(shapely.get_parts(coast.land))
    made = shapely.union_all([r.shape for r in coast.reclaimed])
    isles = [p for p in parts[1:] if p.intersection(made).area < 0.5 * p.area]
    named = [(book.island(), isle) for isle in isles]
    spans = np.array([r.line for r in roads if r.brunnel == "bridge"])
    tree = shapely.STRtree(spans)
    port = next(r for r in coast.reclaimed if r.kind == "port").shape
    home = _quay(port, parts[0].centroid, away=True)
    terminal = Name("해온연안여객터미널", "Haeon Coastal Ferry Terminal")
    piers = [Thing("L001", "ferry_terminal", terminal, _array(home))]
    routes = []
    for name, isle in named:
        if len(tree.query(isle, predicate="intersects")) and isle.area > 1e6:
            continue
        if isle.area < SMALLEST_SERVED:
            continue
        pier = _quay(isle, home, away=False)
        stem = name.ko
        course = _sail(home, pier, coast.land)
        if course.intersection(parts[0]).length > 300:
            # No clear way from the port: a boat from the nearest shore instead.
            shore, pier = shapely.ops.nearest_points(parts[0].boundary, isle.boundary)
            piers.append(Thing(f"L{len(piers) + 1:03d}", "ferry_terminal",
                               called(stem + "행", "나루", "Landing"), _array(shore)))  # fmt: skip
            course = shapely.LineString([shore, pier])
        piers.append(Thing(f"L{len(piers) + 1:03d}", "ferry_terminal",
                           called(stem, "선착장", "Ferry Pier"), _array(pier)))  # fmt: skip
        routes.append(Road("ferry", course, Name(f"해온–{stem} 항로", f"Haeon–{name.en} Ferry")))
    return Islands(named, piers, routes)


def _array(point: Any) -> Any:
    return np.array([point.x, point.y])


def _quay(shape: Any, target: Any, away: bool) -> Any:
    """A spot on the shore: the nearest to `target`, or the farthest."""
    shore: Any = shapely.points(shapely.get_coordinates(shape.exterior))
    distance = shapely.distance(shore, target)
    return shore[int(distance.argmax() if away else distance.argmin())]


def _sail(start: Any, end: Any, land: Any) -> Any:
    """A course that keeps off the land where it can: bent at the worst obstacle."""
    points = [start, end]
    keep_off = land.buffer(250).simplify(60)
    for _ in range(4):
        line = shapely.LineString(points)
        hit = [p for p in shapely.get_parts(line.intersection(keep_off)) if p.length > 700]
        if not hit:
            break
        worst = max(hit, key=lambda p: p.length).interpolate(0.5, normalized=True)
        outside = keep_off.buffer(250).boundary
        _, around = shapely.ops.nearest_points(worst, outside)
        points.insert(-1, around)
        points = [start, *sorted(points[1:-1], key=start.distance), end]
    return shapely.LineString(points)
