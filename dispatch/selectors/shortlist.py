"""Which units could go: ready, able, and near as the crow flies. Roads come afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import orjson
from django.contrib.gis.geos import Point
from django.db import connection

from dispatch.selectors import shortlist_sql
from dispatch.selectors.filling import Demand, Helper
from positions.models.rules import STALE_AFTER_SECONDS
from safety_net.core import wall
from units.states import READY

# How many of the nearest are looked at for everything: positions, stations, and units that would
# do; and how many for each place that those leave thin.
NEAREST = {"fixes": 300, "stations": 12, "most": 150}
THOROUGH_UNITS = 40


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Where units are wanted and who looks; `now` is the city's present, `at` decides on rosters.

    `without` are the units that are there already.
    """

    point: Point
    now: datetime
    at: datetime
    viewer_agency: int
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A unit that could go. `fix_at` is the time of its last position, fresh or not."""

    unit_id: int
    call_sign: str
    agency_id: int
    agency_kind: str
    kind: str
    station_id: int | None
    duty: str
    crew_minimum: int
    turnout_seconds: int
    by_water: bool
    is_fresh: bool
    fix_at: datetime | None
    metres: float
    lon: float
    lat: float
    brings: dict[str, int]
    crew: int | None
    engaged: bool = False

    @property
    def manned(self) -> bool:
        """Whether enough people are on it, as far as anybody knows."""
        return self.crew is None or self.crew >= self.crew_minimum

    @cached_property
    def helper(self) -> Helper:
        return Helper(
            unit_id=self.unit_id,
            agency_id=self.agency_id,
            agency_kind=self.agency_kind,
            brings=self.brings,
        )

    @property
    def point(self) -> Point:
        return Point(self.lon, self.lat, srid=4326)


def shortlist(
    demands: Sequence[Demand], scene: Scene, *, wanted: int = 0, engaged: bool = False
) -> list[Candidate]:
    """Ready units that fit a demand, the nearest first; with `engaged` those on other incidents.

    Every demand finds `wanted` more than it asks for, if there are so many.
    """
    if not demands:
        return []
    found, is_all = _nearest(demands, scene, engaged=engaged)
    thin = [one for one in demands if _fitting(one, found) < one.number + wanted]
    if thin and not is_all:
        known = {one.unit_id for one in found}
        more = _thorough(thin, scene, wanted=wanted, engaged=engaged)
        found += [one for one in more if one.unit_id not in known]
        found.sort(key=lambda one: (one.metres, one.unit_id))
    return found


def _fitting(demand: Demand, found: Collection[Candidate]) -> int:
    return sum(1 for one in found if one.manned and one.helper.counts_for(demand))


def _nearest(
    demands: Sequence[Demand], scene: Scene, *, engaged: bool
) -> tuple[list[Candidate], bool]:
    """The nearest, and whether there are no others."""
    rows = _rows(shortlist_sql.NEAREST, nearest_values(demands, scene, engaged=engaged))
    is_all = 0 < len(rows) < NEAREST["most"] and rows[0][-1] is None
    return [_candidate(row, engaged=engaged) for row in rows], is_all


def nearest_values(
    demands: Sequence[Demand], scene: Scene, *, engaged: bool = False
) -> dict[str, Any]:
    """What the statement of the nearest takes."""
    wanted = sorted({demand.capability_id for demand in demands})
    return {**_values(scene, engaged=engaged), "capabilities": wanted, **NEAREST}


def _thorough(
    demands: Sequence[Demand], scene: Scene, *, wanted: int, engaged: bool
) -> list[Candidate]:
    most = max(demand.number for demand in demands) + max(wanted, THOROUGH_UNITS)
    values = {**_values(scene, engaged=engaged), **asked(demands), "most": most}
    rows = _rows(shortlist_sql.THOROUGH, values)
    return [_candidate(row, engaged=engaged) for row in rows]


def asked(demands: Sequence[Demand]) -> dict[str, Any]:
    """The demands as the statements take them."""
    return {
        "capabilities": [demand.capability_id for demand in demands],
        "kinds": [demand.agency_kind for demand in demands],
        "agencies": [demand.agency_id or 0 for demand in demands],
    }


def _values(scene: Scene, *, engaged: bool) -> dict[str, Any]:
    return {
        "lon": scene.point.x,
        "lat": scene.point.y,
        "now": scene.now,
        "at": scene.at,
        "viewer": scene.viewer_agency,
        "stale": STALE_AFTER_SECONDS,
        "duties": [str(duty) for duty in READY],
        "without": sorted(scene.without),
        "engaged": engaged,
    }


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        with wall.lifted():  # a busy unit is busy, on whatever it is
            cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _candidate(row: tuple[Any, ...], *, engaged: bool) -> Candidate:
    (unit, call_sign, agency, agency_kind, kind, station, duty, minimum, turnout, water) = row[:10]
    (fix_at, is_fresh, metres, lon, lat, brings, crew) = row[10:17]
    return Candidate(
        unit_id=unit,
        call_sign=call_sign,
        agency_id=agency,
        agency_kind=agency_kind,
        kind=kind,
        station_id=station,
        duty=duty,
        crew_minimum=minimum,
        turnout_seconds=turnout,
        by_water=water,
        is_fresh=is_fresh,
        fix_at=fix_at,
        metres=metres,
        lon=lon,
        lat=lat,
        brings=orjson.loads(brings) if isinstance(brings, str) else brings,
        crew=crew,
        engaged=engaged,
    )
