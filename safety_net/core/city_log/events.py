"""Typed entries. An event is a small past-tense fact; a field nobody declared is an error."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar

KINDS: dict[str, type[Event]] = {}
# jsonb keeps larger floats as whole numbers, and the hash would no longer match.
LARGEST_FLOAT = 1e15
NOT_IN_JSONB = re.compile("[\x00\ud800-\udfff]")


class UnusableValue(TypeError):
    """A payload value that PostgreSQL's jsonb would not give back as it was."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all entries. Subclasses set `kind` ("incident.filed") and `subject_type`."""

    kind: ClassVar[str] = ""
    subject_type: ClassVar[str] = ""
    subject_id: int

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "kind" not in cls.__dict__:
            return  # a base of several entries
        if cls.kind in KINDS:
            raise TypeError(f"{cls.kind!r} is already {KINDS[cls.kind].__name__}")
        KINDS[cls.kind] = cls

    def data(self) -> dict[str, Any]:
        """The public JSON of this entry: every field but the subject."""
        return {
            field.name: plain(getattr(self, field.name))
            for field in fields(self)
            if field.name != "subject_id"
        }


@dataclass(frozen=True, kw_only=True)
class Look(Event):
    """Base of entries that say what somebody saw, not what somebody did. For auditors."""


def read(kind: str, subject_id: int, data: dict[str, Any]) -> Event:
    """The typed event of a stored entry. KeyError for an unknown kind, TypeError for a field."""
    return KINDS[kind](subject_id=subject_id, **data)


def plain(value: Any) -> Any:
    """`value` as JSON that survives a round trip through jsonb, or UnusableValue."""
    kind = type(value)
    # Nearly all of every entry is such text and whole numbers, and the engine writes thousands.
    # Neither U+0000 nor a surrogate can be printed.
    if value is None or kind is int or kind is bool or (kind is str and value.isprintable()):
        return value
    if isinstance(value, dict):
        return {plain(str(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) >= LARGEST_FLOAT:
            raise UnusableValue(f"{value} can't stand in the city log")
        return value + 0.0  # no negative zero: PostgreSQL's numeric has none
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool | int):
        return value
    raise UnusableValue(f"{type(value).__name__} can't stand in the city log")


def _text(value: str) -> str:
    if NOT_IN_JSONB.search(value):
        raise UnusableValue("U+0000 and lone surrogates can't stand in the city log")
    return value
