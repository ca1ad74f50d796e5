"""The entries that escalation writes into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class RunsPlanned(Event):
    """Runs of an incident that began or have another time now: what happens next, and when."""

    kind: ClassVar[str] = "escalation.planned"
    subject_type: ClassVar[str] = "incident"
    runs: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class RunsEnded(Event):
    """Runs of an incident that need nothing more; the state of each says why."""

    kind: ClassVar[str] = "escalation.ended"
    subject_type: ClassVar[str] = "incident"
    runs: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class StepTaken(Event):
    """A step was decided: what was done and who is told. `run` is what comes next."""

    kind: ClassVar[str] = "escalation.stepped"
    subject_type: ClassVar[str] = "incident"
    run: dict[str, Any]
    step: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class RunBlocked(Event):
    """A fault keeps this run from going on; the duty officer is told."""

    kind: ClassVar[str] = "escalation.blocked"
    subject_type: ClassVar[str] = "incident"
    run: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class RuleChanged(Event):
    """The whole rule as it is now; `what` is made, changed, published, retired or restored."""

    kind: ClassVar[str] = "rule.changed"
    subject_type: ClassVar[str] = "rule"
    rule: dict[str, Any]
    what: str
