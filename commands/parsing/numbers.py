"""Incident numbers as people type them: "#1", "42", "0042", "1122-42", "20261122-0042"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from commands.parsing.folding import fold

LAST = re.compile(r"#([0-9]{1,3})")
TYPED = re.compile(r"(?:([0-9]+)-)?([0-9]+)")


@dataclass
class Numbers:
    """Incidents by number and by the count at its end."""

    by_number: dict[str, int] = field(default_factory=dict)
    by_count: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    last: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str]], last: list[int]) -> Numbers:
        found = cls()
        for key, number in rows:
            folded = fold(number)
            found.by_number[folded] = key
            head, _, count = folded.rpartition("-")
            digits = re.sub("[^0-9]", "", head)
            found.by_count.setdefault(count.lstrip("0"), []).append((digits, key))
        found.last = last
        return found

    def is_one(self, folded: str) -> bool:
        """Does the word look like an incident, whether or not there is one?"""
        return (
            folded in self.by_number
            or LAST.fullmatch(folded) is not None
            or TYPED.fullmatch(folded) is not None
        )

    def find(self, folded: str) -> list[int]:
        """The incidents that the word may mean."""
        if folded in self.by_number:
            return [self.by_number[folded]]
        opened = LAST.fullmatch(folded)
        if opened:
            return self._opened(int(opened[1]))
        typed = TYPED.fullmatch(folded)
        if not typed:
            return []
        return self._ending(typed[1] or "", typed[2])

    def _opened(self, nth: int) -> list[int]:
        """The nth last opened. One that is gone has no heir: "#1" never slides to another."""
        keys = self.last[nth - 1 : nth] if nth else []
        return [key for key in keys if key in self.by_number.values()]

    def _ending(self, day: str, count: str) -> list[int]:
        rows = self.by_count.get(count.lstrip("0"), [])
        found = [key for digits, key in rows if digits.endswith(day)]
        return found or ([] if day else self._across(count))

    def _across(self, digits: str) -> list[int]:
        """Digits that reach into the day: "11220042". Fewer would pick "0142" for a "42"."""
        return [
            key
            for number, key in self.by_number.items()
            if len(digits) > len(number.rpartition("-")[2])
            and number.replace("-", "").endswith(digits)
        ]
