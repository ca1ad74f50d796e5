"""Where a simulated unit wants to be, from what it does. No database: a table of wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dispatch.states import UnitStatus
from rehearsal.fleet import Seen
from roads.sphere import LonLat
from units.states import Duty

PATROLS = frozenset({"patrol", "traffic", "coast_patrol"})
ON_THE_WAY = frozenset({UnitStatus.EN_ROUTE, UnitStatus.STAGING})
THERE = frozenset({UnitStatus.ON_SCENE, UnitStatus.PATIENT})
WITH_PATIENT = frozenset({UnitStatus.TRANSPORT, UnitStatus.AT_HOSPITAL})

Hospital = Callable[[LonLat], LonLat | None]


@dataclass(frozen=True)
class Goal:
    """`spot` is None for whoever stays where it is; `beat` says to drive about near it.

    `late` is one that is told to have arrived and has not: it hurries.
    """

    spot: LonLat | None = None
    beat: bool = False
    late: bool = False


STAY = Goal()


def goal_of(unit: Seen, hospital: Hospital) -> Goal:
    """`hospital` finds the one nearest to a spot."""
    if unit.incident is not None and unit.status:
        return _on_incident(unit.status, unit.incident, hospital)
    if unit.duty == Duty.AVAILABLE_MOBILE and unit.kind in PATROLS:
        return Goal(unit.station, beat=unit.station is not None)
    if unit.duty in {Duty.RETURNING, Duty.AVAILABLE_STATION}:
        return Goal(unit.station)
    return STAY


def _on_incident(status: str, incident: LonLat, hospital: Hospital) -> Goal:
    if status in ON_THE_WAY:
        return Goal(incident)
    if status in THERE:
        return Goal(incident, late=True)
    if status in WITH_PATIENT:
        return Goal(hospital(incident), late=status == UnitStatus.AT_HOSPITAL)
    return STAY
