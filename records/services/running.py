"""Run statements that are written here and filled with names from here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, LiteralString

from django.db import connection

Values = dict[str, Any]


def run(statement: LiteralString, **values: Any) -> int:
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows(statement: LiteralString, **values: Any) -> Iterator[tuple[Any, ...]]:
    """What it found, all read before the first is given."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        yield from cursor.fetchall()


def number(statement: LiteralString, **values: Any) -> int:
    """The one number that it answers."""
    return int(next(rows(statement, **values))[0])
