"""What other apps know of a unit, without units knowing them. wiring.py says who answers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from safety_net.core.access import Viewer


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What a unit is busy with, as anybody who sees the unit may know: never where.

    A unit with a mayday but no incident has `incidents` 0 and no status of its own.
    """

    status: str = ""
    since: datetime | None = None
    incidents: int = 0
    emergency: bool = False


FREE = Engagement()


Engagements = Callable[[Collection[int]], dict[int, Engagement]]


def _nobody_is_busy(unit_ids: Collection[int]) -> dict[int, Engagement]:
    return {}


_engagements: list[Engagements] = [_nobody_is_busy]


def provide_engagements(answer: Engagements) -> None:
    """`answer(unit ids)` says by one query what busy units do; wiring.py registers it."""
    _engagements[0] = answer


def engagements(unit_ids: Collection[int]) -> dict[int, Engagement]:
    """Unit id → what it is busy with; a free unit is not there."""
    return _engagements[0](unit_ids)


@dataclass(frozen=True, kw_only=True)
class Fix:
    """Where a unit was last heard; degrees, WGS 84."""

    lon: float
    lat: float
    at: datetime


LatestFix = Callable[[int], Fix | None]
MannedUnits = Callable[[Viewer], Collection[int]]


def _nobody_knows_where(unit_id: int) -> Fix | None:
    return None


def _nobody_is_logged_on(viewer: Viewer) -> Collection[int]:
    return ()


_latest_fix: list[LatestFix] = [_nobody_knows_where]
_manned_units: list[MannedUnits] = [_nobody_is_logged_on]


def provide_latest_fix(answer: LatestFix) -> None:
    """`answer(unit id)` is the unit's last position that still counts; wiring.py registers it."""
    _latest_fix[0] = answer


def latest_fix(unit_id: int) -> Fix | None:
    """Where the unit was last heard, or None."""
    return _latest_fix[0](unit_id)


def provide_manned_units(answer: MannedUnits) -> None:
    """`answer(viewer)`: the units that this member of a crew is logged on to now."""
    _manned_units[0] = answer


def manned_units(viewer: Viewer) -> set[int]:
    """The units that a member of a crew may act on."""
    return set(_manned_units[0](viewer))
