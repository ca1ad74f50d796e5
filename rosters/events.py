"""The entries that rosters write into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class RosterEvent(Event):
    """Base of what becomes of one roster."""

    subject_type: ClassVar[str] = "roster"


@dataclass(frozen=True, kw_only=True)
class RosterChanged(RosterEvent):
    """The whole roster with its layers; `what` is made, changed or retired."""

    kind: ClassVar[str] = "roster.changed"
    roster: dict[str, Any]
    what: str


@dataclass(frozen=True, kw_only=True)
class OverrideChanged(RosterEvent):
    """`what` is made, cancelled (it never began) or ended (now, before its time)."""

    kind: ClassVar[str] = "roster.override_changed"
    override: dict[str, Any]
    what: str


@dataclass(frozen=True, kw_only=True)
class ShiftsChanged(RosterEvent):
    """`what` is made, cancelled or ended."""

    kind: ClassVar[str] = "roster.shifts_changed"
    shifts: list[dict[str, Any]]
    what: str


@dataclass(frozen=True, kw_only=True)
class CalendarImported(RosterEvent):
    """So many shifts came from a calendar, and so many of an earlier one went."""

    kind: ClassVar[str] = "roster.calendar_imported"
    made: int
    removed: int
    begin: str | None
    end: str | None


@dataclass(frozen=True, kw_only=True)
class GapFound(RosterEvent):
    """Nobody is on duty from `begin` to `end`. Said once for each gap, and again if it grows."""

    kind: ClassVar[str] = "roster.gap_found"
    roster: dict[str, Any]
    begin: str
    end: str


@dataclass(frozen=True, kw_only=True)
class GapClosed(RosterEvent):
    """A gap that was told of is filled, or over."""

    kind: ClassVar[str] = "roster.gap_closed"
    roster: dict[str, Any]
    begin: str
    end: str


@dataclass(frozen=True, kw_only=True)
class LeaveChanged(Event):
    """Somebody is away; `what` is made, cancelled or ended. Why is in no entry."""

    kind: ClassVar[str] = "roster.leave_changed"
    subject_type: ClassVar[str] = "person"
    leave: dict[str, Any]
    what: str


@dataclass(frozen=True, kw_only=True)
class HolidayChanged(Event):
    """`what` is made or cancelled."""

    kind: ClassVar[str] = "roster.holiday_changed"
    subject_type: ClassVar[str] = "holiday"
    holiday: dict[str, Any]
    what: str


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event):
    """A person's secret calendar address; `what` is made or revoked. `roster`: null for all."""

    kind: ClassVar[str] = "roster.calendar_changed"
    subject_type: ClassVar[str] = "person"
    roster: int | None
    what: str
