"""Columns and templates → functions that read a row, made once for a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Cells = Sequence[str]
Read = Callable[[Cells], str]
HOLE = re.compile(r"\{([^{}]+)\}")


class NoColumn(Exception):
    """The file lacks a column that the profile names."""


def reader(source: str, header: Sequence[str]) -> Read:
    """A column's cell, or a template such as "{Address}, {City}" filled in; spaces trimmed."""
    names = HOLE.findall(source)
    if not names:
        place = _place(source, header)
        return lambda cells: cells[place].strip()
    places = [_place(name, header) for name in names]
    form = "%s".join(text.replace("%", "%%") for text in HOLE.split(source)[::2])
    return lambda cells: (form % tuple([cells[at].strip() for at in places])).strip(" ,;")


def nothing(cells: Cells) -> str:
    """What a profile does not name is empty in every row."""
    return ""


def _place(name: str, header: Sequence[str]) -> int:
    try:
        return header.index(name)
    except ValueError:
        raise NoColumn(f"no column {name!r}; the file has {', '.join(header)}") from None
