"""The finished road map: named streets, with bridges and tunnels told apart."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from atlas.generation.coast import Coast
from atlas.generation.contour import regions_above, smoothed
from atlas.generation.names import Name, NameBook, called, numbered, with_suffix
from atlas.generation.network import Network
from atlas.generation.settlement import Ground
from atlas.generation.strokes import strokes

TUNNEL_DEPTH = 1.12
SHORTEST_TUNNEL = 220.0


@dataclass(frozen=True)
class Road:
    """One named street, or the part of it that is a bridge or tunnel."""

    cls: str
    line: Any
    name: Name | None = None
    ref: str = ""
    brunnel: str = ""
    subclass: str = ""


def finish(
    network: Network, motorways: list[Any], ground: Ground, coast: Coast, book: NameBook
) -> list[Road]:
    """Every edge in exactly one road; side streets are numbered after the street they leave."""
    whole = _whole_streets(network, book)
    for number, line in enumerate(motorways):
        name = called(book.stem(0.1), "고속도로", "Expressway")
        whole.append(Road("motorway", line, name, ref=str(101 + 10 * number)))
    wet = shapely.union_all([coast.rivers, *_sea_nearby(coast)])
    deep = smoothed(
        regions_above(
            ground.grid, np.where(ground.dry, ground.height, 0.0), ground.hill_level * TUNNEL_DEPTH
        )
    )
    return _with_crossings(whole, wet, deep)


def _whole_streets(network: Network, book: NameBook) -> list[Road]:
    stroke = strokes(network)
    order = np.argsort(stroke, kind="stable")
    _, start = np.unique(stroke[order], return_index=True)
    groups = np.split(order, start[1:])
    cls = [network.streets[network.street[g[0]]].cls for g in groups]
    length = [float(shapely.length(network.edges[g]).sum()) for g in groups]
    names: dict[int, Name] = {}
    roads: list[Road] = []
    rank = {"trunk": 0, "primary": 1, "secondary": 2, "tertiary": 3}
    main = [i for i in range(len(groups)) if cls[i] in rank]
    main.sort(key=lambda i: (rank[cls[i]], -length[i]))
    for i in main:
        names[i] = _main_name(book, cls[i], length[i])
    side = _side_names(network, groups, cls, names)
    refs = _refs(main, cls, length)
    for i, group in enumerate(groups):
        line = shapely.line_merge(shapely.multilinestrings(list(network.edges[group])))
        kind = ("motorway", "ramp") if cls[i] == "ramp" else (cls[i], "")
        roads.append(Road(kind[0], line, names.get(i) or side.get(i), refs.get(i, ""), "", kind[1]))
    return roads


def _main_name(book: NameBook, cls: str, length: float) -> Name:
    stem = book.stem(0.35)
    suffix = "대로" if cls in ("trunk", "primary") and length > 2_500 else "로"
    return with_suffix(stem, suffix if length > 500 else "길")


def _refs(main: list[int], cls: list[str], length: list[float]) -> dict[int, str]:
    """Route numbers for the longest trunk roads and primaries."""
    trunk = [i for i in main if cls[i] == "trunk"]
    primary = [i for i in main if cls[i] == "primary" and length[i] > 4_000]
    refs = {i: str(61 + 2 * n) for n, i in enumerate(trunk[:12])}
    return refs | {i: str(411 + 3 * n) for n, i in enumerate(primary[:30])}


def _side_names(
    network: Network, groups: list[Any], cls: list[str], names: dict[int, Name]
) -> dict[int, Name]:
    """Minor streets longer than a driveway: the number counts along the main street."""
    ends = network.ends
    owner: dict[int, int] = {}
    for i in names:
        for node in ends[groups[i]].ravel().tolist():
            owner.setdefault(node, i)
    count: dict[int, int] = {}
    side: dict[int, Name] = {}
    for i, group in enumerate(groups):
        if cls[i] != "minor":
            continue
        parents = [owner[n] for n in ends[group].ravel().tolist() if n in owner]
        if parents:
            parent = min(parents)
            count[parent] = count.get(parent, 0) + 1
            side[i] = numbered(names[parent], 4 * count[parent] - 1)
    return side


def _sea_nearby(coast: Coast) -> list[Any]:
    """The sea as far as a bridge may reach."""
    frame = shapely.box(*coast.land.bounds).buffer(3_000)
    return [frame.difference(coast.land)]


def _with_crossings(roads: list[Road], wet: Any, deep: Any) -> list[Road]:
    """Roads cut where a bridge or a tunnel begins."""
    lines = np.array([road.line for road in roads])
    water = shapely.buffer(wet, 9, quad_segs=2)
    pools = shapely.get_parts(water)
    tree = shapely.STRtree(lines)
    pool, road = tree.query(pools, predicate="intersects")
    over: dict[int, list[int]] = {}
    for r, p in zip(road.tolist(), pool.tolist(), strict=True):
        over.setdefault(r, []).append(p)
    shapely.prepare(deep)
    under = shapely.intersects(deep, lines)
    finished: list[Road] = []
    for i, one in enumerate(roads):
        rest = one.line
        if i in over:
            pond = shapely.union_all(pools[over[i]])
            finished += _pieces(one, rest.intersection(pond), "bridge", 0.0)
            rest = rest.difference(pond)
        if under[i] and one.cls in ("motorway", "trunk", "primary", "secondary"):
            bored = rest.intersection(deep)
            if bored.length > SHORTEST_TUNNEL:
                finished += _pieces(one, bored, "tunnel", 0.0)
                rest = rest.difference(deep)
        finished += _pieces(one, rest, "", 0.0)
    return finished


def _pieces(road: Road, shape: Any, brunnel: str, shortest: float) -> list[Road]:
    lines = [p for p in shapely.get_parts(shape) if p.geom_type == "LineString"]
    merged: Any = (
        shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))) if lines else []
    )
    return [_piece(road, line, brunnel) for line in merged if line.length > shortest]


def _piece(road: Road, line: Any, brunnel: str) -> Road:
    return Road(road.cls, line, road.name, road.ref, brunnel, road.subclass)
