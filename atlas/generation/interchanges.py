"""Where a motorway can be left: ramps down to the main streets it crosses."""

from typing import Any

import numpy as np
import shapely

from atlas.generation.grid import Field
from atlas.generation.network import SNAP
from atlas.generation.street import Street

APART = 1_500.0
ALONG = 260.0
ASIDE = 130.0


def ramps(motorways: list[Street], streets: list[Street]) -> list[Street]:
    """Two ramps (one for each half of the crossing) wherever main streets are crossed."""
    main = [s.line for s in streets if s.cls in ("trunk", "primary", "secondary")]
    found: list[Street] = []
    for motorway in motorways:
        line = motorway.line
        for at, street in _crossings(line, main):
            for side in (-1, 1):
                course = _ramp(line, at, street, side)
                if course is not None:
                    found.append(Street("ramp", np.round(course, 1), "ramp"))
    return found + _slip_roads(motorways, main)


def _slip_roads(motorways: list[Street], main: list[Any]) -> list[Street]:
    """From every free end of a motorway straight to the nearest main street."""
    ends = [tuple(m.course[i]) for m in motorways for i in (0, -1)]
    every = shapely.union_all(main)
    found = []
    for end in dict.fromkeys(ends):
        link = shapely.shortest_line(shapely.Point(end), every)
        if ends.count(end) == 1 and link.length > SNAP:
            found.append(Street("ramp", shapely.get_coordinates(link), "ramp"))
    return found


def _crossings(line: Any, main: list[Any]) -> list[tuple[float, Any]]:
    """Distance along the motorway and street crossed, well apart; both ends are joined too."""
    hits = []
    for street in main:
        met = shapely.get_parts(shapely.intersection(line, street))
        hits += [(float(line.project(p)), street) for p in met if p.geom_type == "Point"]
    hits.sort(key=lambda hit: hit[0])
    chosen: list[tuple[float, Any]] = []
    for at, street in hits:
        clear = ALONG + 50 < at < line.length - ALONG - 50
        if clear and (not chosen or at - chosen[-1][0] > APART):
            chosen.append((at, street))
    return chosen


def _ramp(line: Any, at: float, street: Any, side: int) -> Field | None:
    """A curve from the motorway to the street, leaving in the quarter given by `side`."""
    start = line.interpolate(at + side * ALONG)
    middle = line.interpolate(at)
    where = street.project(middle)
    reach = ASIDE if where + ASIDE < street.length else -ASIDE
    end = street.interpolate(max(0.0, where + reach))
    control = np.array([0.75 * middle.x + 0.25 * end.x, 0.75 * middle.y + 0.25 * end.y])
    if start.distance(end) < 60 or end.distance(line) < 40:
        return None
    t = np.linspace(0, 1, 9)[:, None]
    first, last = np.array([start.x, start.y]), np.array([end.x, end.y])
    return np.asarray((1 - t) ** 2 * first + 2 * t * (1 - t) * control + t**2 * last)


def cut_at_ramps(motorways: list[Street], ramps_: list[Street]) -> Any:
    """The motorways with a vertex at every ramp, as lines."""
    starts = [ramp.course[0] for ramp in ramps_]
    lines = []
    for motorway in motorways:
        course = motorway.course
        line = motorway.line
        added = [p for p in starts if line.distance(shapely.Point(p)) < 0.5]
        marks = [(line.project(shapely.Point(p)), tuple(p)) for p in added]
        marks += [(line.project(shapely.Point(p)), tuple(p)) for p in course[1:-1]]
        corners = {tuple(course[0]), tuple(course[-1])}
        inner = [point for _, point in sorted(marks) if point not in corners]
        lines.append(shapely.LineString([course[0], *inner, course[-1]]))
    return lines
