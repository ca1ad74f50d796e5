"""Cells as they come from files → clean values. A cell that does not fit raises ValueError."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

import orjson

YES = {"1", "y", "yes", "true", "t", "예", "o"}
# An escaped NUL, but not the six harmless characters of its name behind an escaped backslash.
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
NO = {"0", "n", "no", "false", "f", "아니오", "아니요", "x"}


def plain(value: Any, missing: Collection[str] = ()) -> Any:
    """None for a missing cell; numpy scalars, dates and NFD text in their plain form."""
    if type(value) is str:
        # Files made on a Mac spell Hangul in loose letters.
        value = (value if value.isascii() else unicodedata.normalize("NFC", value)).strip()
        return None if value == "" or value in missing else value
    if hasattr(value, "item"):
        value = value.item()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def text(value: Any) -> str:
    """The cell as text; a whole float as the integer it was before a spreadsheet had it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode()
    return str(value)


def number(value: Any) -> float:
    """A finite number; thousands commas are understood."""
    if isinstance(value, bool):
        raise ValueError(value)
    found = float(value.replace(",", "") if isinstance(value, str) else value)
    if not math.isfinite(found):
        raise ValueError(value)
    return found


def integer(value: Any) -> int:
    found = number(value)
    if not found.is_integer():
        raise ValueError(value)
    return int(found)


def boolean(value: Any) -> bool:
    word = text(value).lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(value)


def day(value: Any) -> str:
    """ISO day from 2026-05-08, 2026.05.08, 20260508 or a longer time."""
    digits = text(value).replace(".", "-").replace("/", "-")[:10].rstrip("-")
    return date.fromisoformat(digits[:8] if digits[:8].isdigit() else digits).isoformat()


def listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text(item) for item in value]
    return [part.strip() for part in text(value).split(",") if part.strip()]


def oneway(value: Any) -> int:
    """1 along the line, -1 against it, 0 both ways."""
    if isinstance(value, bool):
        return int(value)
    found = int(boolean(value)) if text(value).lower() in YES | NO else integer(value)
    if found not in (-1, 0, 1):
        raise ValueError(value)
    return found


def small(value: Any) -> int:
    found = integer(value)
    if not -32768 <= found <= 32767:
        raise ValueError(value)
    return found


CONVERT: dict[str, Callable[[Any], Any]] = {
    "text": text,
    "int": integer,
    "float": number,
    "bool": boolean,
    "date": day,
    "list": listed,
}


def storable(value: Any) -> bool:
    """Whether PostgreSQL can hold it: no NUL, no half characters."""
    try:
        written = orjson.dumps(value)
    except (orjson.JSONEncodeError, TypeError):
        return False
    return NUL.search(written) is None
