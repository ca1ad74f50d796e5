"""Entries that only tests write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM


@dataclass(frozen=True, kw_only=True)
class BellRang(city_log.Event):
    kind: ClassVar[str] = "test.bell_rang"
    subject_type: ClassVar[str] = "bell"
    text: str = ""


def ring(audience: Iterable[str] = ("everyone",), *, times: int = 1, text: str = "ding") -> None:
    """Write `times` entries in one change."""
    with city_log.change(by=SYSTEM, at=clock.now()) as log:
        for number in range(times):
            log.append(BellRang(subject_id=number, text=text), audience=set(audience))
