"""The entries that units write into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class UnitChanged(Event):
    """The whole unit as it is now; `reason` is what was said about it."""

    kind: ClassVar[str] = "unit.changed"
    subject_type: ClassVar[str] = "unit"
    unit: dict[str, Any]
    what: str
    reason: str = ""
