"""The entries that dispatch writes into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class AssignmentEvent(Event):
    """Base of what happens to a unit on an incident; the whole assignment as it is now."""

    subject_type: ClassVar[str] = "incident"
    assignment: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class UnitSent(AssignmentEvent):
    """`also`: on purpose, although the unit is on another incident."""

    kind: ClassVar[str] = "assignment.made"
    also: bool = False
    moved_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnitMoved(AssignmentEvent):
    """`reason` is that of an override; `source` who said so: the desk, the crew, a line."""

    kind: ClassVar[str] = "assignment.moved"
    was: str
    source: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitCleared(AssignmentEvent):
    """`then` is what the unit does next, `primary` the assignment that is primary from now on."""

    kind: ClassVar[str] = "assignment.cleared"
    was: str
    source: str
    then: str
    primary: int | None


@dataclass(frozen=True, kw_only=True)
class AssignmentUndone(AssignmentEvent):
    """A slip: the assignment is as it was before, or cancelled where the unit was only sent.

    `primary` is the assignment that is primary from now on.
    """

    kind: ClassVar[str] = "assignment.undone"
    was: str
    primary: int | None


@dataclass(frozen=True, kw_only=True)
class SafetyChecked(AssignmentEvent):
    kind: ClassVar[str] = "assignment.checked"


@dataclass(frozen=True, kw_only=True)
class SafetyCheckMissed(AssignmentEvent):
    kind: ClassVar[str] = "assignment.overdue"


@dataclass(frozen=True, kw_only=True)
class UnitTimed(Event):
    """When a unit reached a status, said later or corrected; nothing else changes."""

    kind: ClassVar[str] = "assignment.timed"
    subject_type: ClassVar[str] = "incident"
    assignment: int
    unit: int
    call_sign: str
    status: str
    at: str
    source: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AssignmentsShared(Event):
    """To an agency that sees the incident from now on: who is on it already."""

    kind: ClassVar[str] = "assignments.shared"
    subject_type: ClassVar[str] = "incident"
    assignments: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class MaydayEvent(Event):
    """Base of what becomes of a mayday; the whole of it as it is now."""

    subject_type: ClassVar[str] = "unit"
    mayday: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class MaydayRaised(MaydayEvent):
    kind: ClassVar[str] = "mayday.raised"


@dataclass(frozen=True, kw_only=True)
class MaydayAcknowledged(MaydayEvent):
    kind: ClassVar[str] = "mayday.acknowledged"


@dataclass(frozen=True, kw_only=True)
class MaydayEnded(MaydayEvent):
    kind: ClassVar[str] = "mayday.ended"


@dataclass(frozen=True, kw_only=True)
class AlarmRaised(Event):
    """The alarm level as it is now; `was` is the same where somebody only learns of it."""

    kind: ClassVar[str] = "incident.alarm_raised"
    subject_type: ClassVar[str] = "incident"
    level: int
    was: int


@dataclass(frozen=True, kw_only=True)
class PlanChanged(Event):
    """The whole response plan as it is now; `what` is made, changed or retired."""

    kind: ClassVar[str] = "plan.changed"
    subject_type: ClassVar[str] = "plan"
    plan: dict[str, Any]
    what: str


@dataclass(frozen=True, kw_only=True)
class TargetChanged(Event):
    """A target as it is now, or as it was when it was removed; `was`: what new numbers replaced."""

    kind: ClassVar[str] = "target.changed"
    subject_type: ClassVar[str] = "target"
    target: dict[str, Any]
    what: str
    was: dict[str, Any]
