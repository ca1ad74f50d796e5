"""A TOML table read key by key; every problem is collected, none stops the reading."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any


class Table:
    """Reads `data`; problems name the table (`where`) and the key."""

    def __init__(self, data: object, where: str, problems: list[str]) -> None:
        self.where = where
        self.problems = problems
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self.seen: set[str] = set()
        if not isinstance(data, Mapping):
            self.problem("must be a table")

    def problem(self, text: str) -> None:
        self.problems.append(f"{self.where}: {text}")

    def get(self, key: str) -> Any:
        self.seen.add(key)
        return self.data.get(key)

    def text(self, key: str, default: str | None = None, one_of: Sequence[str] = ()) -> str:
        """A string; without a default the key is needed."""
        value = self.get(key)
        if value is None:
            if default is None:
                self.problem(f"{key} is missing")
            return default or ""
        if not isinstance(value, str):
            self.problem(f"{key} must be text, not {value!r}")
            return ""
        if one_of and value not in one_of:
            allowed = ", ".join(word or '""' for word in one_of)
            self.problem(f"{key} = {value!r} is not one of {allowed}")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        value = self.get(key)
        if value is None:
            if default is None:
                self.problem(f"{key} is missing")
            return default or 0.0
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            self.problem(f"{key} must be a number, not {value!r}")
            return 0.0
        return float(value)

    def maybe_number(self, key: str) -> float | None:
        return self.number(key) if key in self.data else None

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        value = self.get(key)
        good = (
            isinstance(value, list)
            and len(value) == count
            and all(isinstance(v, int | float) and not isinstance(v, bool) for v in value)
            and all(math.isfinite(v) for v in value)
        )
        if not good:
            self.problem(f"{key} must be a list of {count} numbers, not {value!r}")
            return (0.0,) * count
        return tuple(float(v) for v in value)

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            self.problem(f"{key} must be true or false, not {value!r}")
        return value is True

    def day(self, key: str) -> date | None:
        value = self.get(key)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.problem(f"{key} must be a day such as 2026-07-01, not {value!r}")
                return None
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.problem(f"{key} must be a day such as 2026-07-01, not {value!r}")
        return None

    def words(self, key: str) -> tuple[str, ...]:
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.problem(f"{key} must be a list of texts, not {value!r}")
            return ()
        return tuple(value)

    def table(self, key: str) -> dict[str, Any]:
        value = self.get(key)
        if value is not None and not isinstance(value, dict):
            self.problem(f"{key} must be a table")
        return dict(value) if isinstance(value, dict) else {}

    def tables(self, key: str) -> list[Any]:
        value = self.get(key)
        if value is not None and not isinstance(value, list):
            self.problem(f"{key} must be written as [[{key}]]")
        return value if isinstance(value, list) else []

    def done(self) -> None:
        """Unknown keys are faults: a misspelt one would otherwise be ignored in silence."""
        for key in self.data:
            if key not in self.seen:
                near = difflib.get_close_matches(key, self.seen, n=1)
                hint = f" (did you mean {near[0]}?)" if near else ""
                self.problem(f"unknown key {key}{hint}")
