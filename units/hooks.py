"""What other apps add to a unit, without units knowing them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime


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
