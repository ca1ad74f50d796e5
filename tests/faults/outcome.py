"""What came of one fault, beside what was promised."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.counting import Count


@dataclass(kw_only=True)
class Outcome:
    """`failures` says in words what was promised and not held; empty where all was."""

    name: str
    promise: str
    lost: int = 0
    doubled: int = 0
    late_p50: float = 0.0
    late_p99: float = 0.0
    late_max: float = 0.0
    counted: int = 0
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def holds(self, true: bool, otherwise: str) -> None:
        """Something that was promised."""
        if not true:
            self.failures.append(otherwise)

    def counts(self, count: Count, *, latest: float) -> None:
        """Nothing lost, nothing doubled, nothing later than `latest` seconds."""
        late = count.late
        self.lost, self.doubled, self.counted = count.lost, count.doubled, len(late)
        self.late_p50, self.late_p99 = share(late, 0.5), share(late, 0.99)
        self.late_max = late[-1] if late else 0.0
        self.holds(self.lost == 0, f"{self.lost} were lost")
        self.holds(self.doubled == 0, f"{self.doubled} were doubled")
        self.holds(self.late_max <= latest, f"{self.late_max:.1f} s late, more than {latest:.0f} s")

    def as_text(self) -> str:
        kept = "kept" if not self.failures else "NOT KEPT: " + "; ".join(self.failures)
        late = f"p50 {self.late_p50:.2f} s, p99 {self.late_p99:.2f} s, max {self.late_max:.2f} s"
        lines = [
            f"{self.name}: lost {self.lost}, doubled {self.doubled} of {self.counted}",
            f"lateness {late}",
            f"promised: {self.promise}",
            f"{kept} ({self.seconds:.0f} s, load of the machine {os.getloadavg()[0]:.1f})",
            *self.notes,
        ]
        return "\n    ".join(lines)

    def as_line(self) -> str:
        return json.dumps(asdict(self))


def share(values: Sequence[float], part: float) -> float:
    """The value below which this part of sorted `values` lies; 0 of none."""
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def read(line: str) -> Outcome:
    return Outcome(**json.loads(line))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
