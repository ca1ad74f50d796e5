"""What an act is given, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commands.parsing import Index
from safety_net.core.access import Actor, Viewer


@dataclass(frozen=True, kw_only=True)
class Command:
    """The values of a meaning, and who means it. `also`: send even who is elsewhere."""

    values: dict[str, Any]
    index: Index
    viewer: Viewer
    by: Actor
    at: datetime
    also: bool = False

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    def call_sign(self, unit: int) -> str:
        return str(self.index.units[unit]["call_sign"])

    def call_signs(self, units: list[int]) -> str:
        return ", ".join(self.call_sign(unit) for unit in units)

    def number(self, incident: int) -> str:
        return str(self.index.incidents[incident]["number"])


@dataclass(kw_only=True)
class Outcome:
    """`text` for the one who typed; `undo` the steps that take it back; `next` a line to offer."""

    text: str
    undo: list[dict[str, Any]] = field(default_factory=list)
    incidents: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    next: str = ""
