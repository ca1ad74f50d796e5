"""A rehearsal is a list of steps: who does what to which incident, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a call comes from: the nth place of a kind, or a district by its Korean name."""

    kind: str = ""
    nth: int = 0
    district: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One act. `seconds` from the beginning; `label` names the incident within the script.

    `act`: file, report, note, acknowledge, decline, start, finish, ask, hold, priority, close, and
    of units: send, move, clear, home.
    `agency` is the kind of agency that acts ("" for whoever leads).
    """

    seconds: float
    act: str
    label: str
    agency: str
    data: dict[str, Any] = field(default_factory=dict)
