"""Makes the road graph anew from the atlas, in one transaction."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from agencies.models import City
from roads import components, pgrouting
from roads.models import Ground, RoadBuild, RoadEdge, RoadNode
from roads.services import graph_sql, ground_sql

# Ends closer than this are one crossing: tiles cut lines to about half a metre.
SNAP_METRES = 1.0
METRES_PER_DEGREE = 111_320.0
# What is shorter than this, though its land has a far longer net, is a gap in the map.
FRAGMENT_METRES, BESIDE_METRES = 2_000.0, 100.0
# A pier may lie this far from the first road of its island.
PIER_METRES = 5_000.0
ONE_BUILD_AT_A_TIME = 0x5AFE_40AD

Tell = Callable[[str], None]
Piece = tuple[int, int, int]


def build(*, at: datetime, tell: Tell = lambda _: None) -> RoadBuild:
    """Replace land, sea, crossings and edges; requests see the old ones until it is done."""
    begun = time.monotonic()
    with transaction.atomic():
        _run("SET LOCAL statement_timeout = 0")
        _run("SELECT pg_advisory_xact_lock(%(lock)s)", lock=ONE_BUILD_AT_A_TIME)
        pgrouting.add_where_possible()
        _lay_ground(at)
        _draw_graph()
        built = _record(at, begun)
        _run("ANALYZE roads_node, roads_edge, roads_ground")
    for line in told(built):
        tell(line)
    return built


def rebuild(at: datetime, tell: Tell) -> None:
    """The reaction to a city pack that was just loaded."""
    build(at=at, tell=tell)


def told(built: RoadBuild) -> Iterable[str]:
    """What an operator should know of a build."""
    yield (
        f"roads: {built.lines:,} lines, {built.nodes:,} crossings, {built.edges:,} edges in "
        f"{built.components:,} parts that no road joins, {built.seconds:.1f} s"
    )
    if built.left_out:
        classes = ", ".join(f"{cls or '(none)'} {n:,}" for cls, n in built.left_out.items())
        yield f"roads: not driven, because no speed is set for the class: {classes}"
    if not built.edges:
        yield "roads: no road layer, travel times are told by distance"
    elif not built.routing:
        yield "roads: the database has no pgRouting, travel times are told by distance"


def _lay_ground(at: datetime) -> None:
    zone = City.objects.values_list("timezone", flat=True).first() or "UTC"
    Ground.objects.all().delete()
    _run(ground_sql.SEA)
    _run(ground_sql.LAND, day=at.astimezone(ZoneInfo(zone)).date())
    kinds = set(Ground.objects.values_list("kind", flat=True).distinct())
    if kinds == {Ground.Kind.LAND}:
        _run(ground_sql.SEA_AROUND)
    elif kinds == {Ground.Kind.SEA}:
        _run(ground_sql.LAND_BETWEEN)


def _draw_graph() -> None:
    RoadEdge.objects.all().delete()
    RoadNode.objects.all().delete()
    _run(
        "DROP TABLE IF EXISTS"
        " road_line, road_vertex, road_spot, road_cut, road_piece, road_end, road_found"
    )
    _run(graph_sql.LINES)
    _run(graph_sql.VERTICES)
    _run(graph_sql.SPOTS, snap_metres=SNAP_METRES)
    _run("ANALYZE road_vertex, road_spot")
    _run(graph_sql.CUTS)
    _run(graph_sql.PIECES)
    _run(graph_sql.ENDS)
    _run(graph_sql.LAND_OF_PIERS)
    _run(graph_sql.PIERS, reach_degrees=PIER_METRES / METRES_PER_DEGREE)
    _run(graph_sql.LINKED)
    _gather()
    _run(graph_sql.NODES)
    _run(graph_sql.EDGES)
    _run("ANALYZE roads_edge")
    _run(graph_sql.FRAGMENTS, fragment_metres=FRAGMENT_METRES, beside_metres=BESIDE_METRES)


def _gather() -> None:
    """Number what hangs together, and mark the crossings from which one gets back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, target, oneway FROM road_piece ORDER BY id")
        pieces: list[Piece] = cursor.fetchall()
        cursor.execute(
            "CREATE TEMP TABLE road_found (node bigint, component integer, joins boolean)"
            " ON COMMIT DROP"
        )
        with cursor.copy("COPY road_found FROM STDIN") as copy:
            for row in gathered(pieces):
                copy.write_row(row)
    _run(graph_sql.COMPONENTS)


def gathered(pieces: list[Piece]) -> Iterable[tuple[int, int, bool]]:
    """(node, component from 1, whether it belongs to the core) for pieces (from, to, oneway).

    The core is the largest set of a component's crossings that all reach each other.
    """
    nodes = {node for one, other, _ in pieces for node in (one, other)}
    whole = components.weak(nodes, [(one, other) for one, other, _ in pieces])
    ahead = [(one, other) for one, other, oneway in pieces if oneway >= 0]
    back = [(other, one) for one, other, oneway in pieces if oneway <= 0]
    mutual = components.strong(nodes, ahead + back)
    size = Counter(mutual.values())
    core: dict[int, int] = {}
    for node in sorted(nodes):
        best = core.setdefault(whole[node], mutual[node])
        if size[mutual[node]] > size[best]:
            core[whole[node]] = mutual[node]
    number = {least: n for n, least in enumerate(sorted(core), start=1)}
    for node in sorted(nodes):
        yield node, number[whole[node]], core[whole[node]] == mutual[node]


def _record(at: datetime, begun: float) -> RoadBuild:
    with connection.cursor() as cursor:
        cursor.execute(graph_sql.LEFT_OUT)
        left_out = dict(cursor.fetchall())
    return RoadBuild.objects.create(
        at=at,
        lines=_run("SELECT count(*) FROM road_line"),
        nodes=RoadNode.objects.count(),
        edges=RoadEdge.objects.count(),
        components=RoadNode.objects.values("component").distinct().count(),
        left_out=left_out,
        routing=pgrouting.is_there(),
        seconds=round(time.monotonic() - begun, 2),
    )


def _run(statement: str, **values: Any) -> Any:
    """The first value of the answer, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return (cursor.fetchone() or (None,))[0] if cursor.description else None
