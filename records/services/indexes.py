"""Indexes of empty tables made once, when the tables are full, and not row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import LiteralString

from django.db import connection
from psycopg import sql

from records.services.running import rows

# Unique ones stay: they guard what is stored while it is stored. So do partial ones, which are
# about what is open: nearly no row that is imported enters them.
FOUND: LiteralString = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i WHERE NOT i.indisunique AND i.indpred IS NULL
    AND i.indrelid = ANY(%(tables)s::regclass[]) ORDER BY 1
"""


@contextmanager
def made_at_the_end(tables: Sequence[str]) -> Iterator[None]:
    """Inside, tables that were empty have few indexes; in one transaction with what is stored.

    Where rows are there already, making the indexes anew would take longer than adding to them.
    """
    found = list(rows(FOUND, tables=[table for table in tables if _is_empty(table)]))
    with connection.cursor() as cursor:
        for name, _ in found:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
    yield
    with connection.cursor() as cursor:
        for _, definition in found:
            cursor.execute(sql.SQL(definition))


def _is_empty(table: str) -> bool:
    question = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.SQL(table))
    with connection.cursor() as cursor:
        cursor.execute(question)
        return bool(cursor.fetchone() == (False,))
