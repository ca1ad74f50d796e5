"""What is there when somebody does something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Agency
from incidents.models import Incident


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What is there when somebody does something; `n` picks among the ways to do it."""

    it: Incident
    other: Incident
    agency: Agency
    at: datetime
    n: int

    def yes(self) -> bool:
        return self.n % 2 == 0
