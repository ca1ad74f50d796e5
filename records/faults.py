"""Everything wrong with a file, one line each in a table, and how often what."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Protocol

from atlas.loading.report_file import safe
from records.rules import BLANK, KEEP, REFUSE

COLUMNS = ("line", "incident", "unit", "fault", "stored", "message")
STORED = {KEEP: "yes", BLANK: "without it", REFUSE: "no"}


class Notes(Protocol):
    """Whatever takes down the faults of rows."""

    def note(
        self, line: int, code: str, message: str, *, incident: str = "", unit: str = ""
    ) -> str:
        """Report one fault of a row; what the rules say is done about it."""


class Faults(AbstractContextManager["Faults"]):
    """Writes each fault at once: a file of years may have more than memory should hold."""

    def __init__(self, path: Path, rules: Mapping[str, str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.rules = rules
        self.counts: Counter[tuple[str, str]] = Counter()
        self.refused = 0
        self.flagged: set[int] = set()
        self._stream = path.open("w", encoding="utf-8-sig", newline="")
        self._out = csv.writer(self._stream)
        self._out.writerow(COLUMNS)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def note(
        self, line: int, code: str, message: str, *, incident: str = "", unit: str = ""
    ) -> str:
        """Report one fault of a row; what the rules say is done about it."""
        done = self.rules.get(code, REFUSE)
        self.counts[code, done] += 1
        if done == REFUSE:
            self.refused += 1
        else:
            self.flagged.add(line)
        self._out.writerow(safe((str(line), incident, unit, code, STORED[done], message)))
        return done
