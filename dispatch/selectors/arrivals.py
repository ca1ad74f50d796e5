"""How long a unit needs to be there: turning out, and then the way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.gis.geos import Point

from dispatch.selectors.shortlist import Candidate
from roads.travel import By, seconds_to
from units.states import Duty


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """An estimate: `seconds` from the alert to the scene, `metres` of the way."""

    candidate: Candidate
    seconds: int
    metres: int
    by: By


def arrivals(scene: Point, candidates: Collection[Candidate]) -> list[Arrival]:
    """Of those that can get there at all, whoever is there first coming first."""
    points = {one.unit_id: one.point for one in candidates}
    afloat = {one.unit_id for one in candidates if one.by_water}
    ways = seconds_to(scene, points, by_water=afloat)
    found = [
        Arrival(
            candidate=one,
            seconds=way.seconds + turnout_of(one),
            metres=way.metres,
            by=way.by,
        )
        for one in candidates
        if (way := ways[one.unit_id]).reachable
    ]
    return sorted(found, key=soonest)


def soonest(arrival: Arrival) -> tuple[int, int, int]:
    """The order in which they arrive; of two that arrive together always the same first."""
    return (arrival.seconds, arrival.metres, arrival.candidate.unit_id)


def turnout_of(candidate: Candidate) -> int:
    """Seconds until it rolls; a crew that is out already rolls at once."""
    out = candidate.is_fresh and candidate.duty != Duty.AVAILABLE_STATION
    return 0 if out else candidate.turnout_seconds
