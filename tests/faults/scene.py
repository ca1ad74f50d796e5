"""What every fault is made with: the stand, its people, and how long one may take over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TypeVar

from django.db import Error, connection

from escalation.models import EnginePulse
from tests.faults.cast import Cast
from tests.faults.counting import Count, count, decisions
from tests.faults.load import Load
from tests.faults.outcome import Outcome
from tests.faults.stand import DRIVERS, Stand

T = TypeVar("T")
PATIENCE = 60.0


@dataclass(frozen=True)
class Scene:
    stand: Stand
    cast: Cast
    long: bool

    def of(self, short: T, long: T) -> T:
        """The size of the short set, or of the long one."""
        return long if self.long else short

    def drivers_are_at_work(self) -> None:
        """Every driver has ticked since now."""
        self.stand.starts("web", *DRIVERS).are_ready("web")
        self.ticks("celery")
        self.ticks("sentinel")

    def ticks(self, driver: str, *, within: float = PATIENCE) -> float:
        """Wait until this driver has ticked twice more; how many seconds that took."""
        before = self.count_of_ticks(driver)
        return self.stand.until(
            lambda: self.count_of_ticks(driver) >= before + 2, f"{driver} ticks", seconds=within
        )

    def is_back(self, driver: str) -> float:
        """Wait until it has ticked once more; how many seconds that took."""
        before, began = self.count_of_ticks(driver), monotonic()
        self.stand.until(lambda: self.count_of_ticks(driver) > before, f"{driver} is back")
        return monotonic() - began

    def has_ticked_since(self, driver: str, ticks: int) -> None:
        """Wait until it has, since there were so many."""
        self.stand.until(lambda: self.count_of_ticks(driver) > ticks, f"{driver} is at work")

    def count_of_ticks(self, driver: str) -> int:
        """0 also where the database does not answer just now."""
        try:
            found = EnginePulse.objects.filter(driver=driver).values_list("ticks", flat=True)
            return found.first() or 0
        except Error:
            connection.close()
            return 0

    def is_decided(self, load: Load, *, within: float = PATIENCE) -> Count:
        """Wait until everything is decided, or no longer; then count."""
        deadline = monotonic() + within
        while len(decisions(load)) < len(load.expected) and monotonic() < deadline:
            sleep(0.1)
        load.ends()
        return count(load)


Fault = Callable[[Scene, Outcome], None]
