"""The entries that crews write into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class CrewEvent(Event):
    """Base of who comes and goes; `crew` is how many are logged on afterwards."""

    subject_type: ClassVar[str] = "unit"
    call_sign: str
    person: str
    crew: int


@dataclass(frozen=True, kw_only=True)
class CrewLoggedOn(CrewEvent):
    kind: ClassVar[str] = "crew.logged_on"


@dataclass(frozen=True, kw_only=True)
class CrewLoggedOff(CrewEvent):
    """`elsewhere`: because the person logged on to another unit."""

    kind: ClassVar[str] = "crew.logged_off"
    elsewhere: bool
