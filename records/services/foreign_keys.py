"""Foreign keys checked once for a whole table, not once for each of millions of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import LiteralString

from django.db import connection
from psycopg import sql

from records.services.running import rows, run

FOUND: LiteralString = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)
FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = ANY(%(tables)s::regclass[])
ORDER BY 1, 2
"""
DROP = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
ADD = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")


@contextmanager
def checked_at_the_end(tables: Sequence[str]) -> Iterator[None]:
    """Inside, rows may be stored in any order; at the end PostgreSQL looks at every one.

    In one transaction with what is stored: a row that refers to nothing undoes it all, and so
    does a run that is cut off, so the keys are never missing for anybody else.
    """
    run("SET CONSTRAINTS ALL IMMEDIATE")
    found = list(rows(FOUND, tables=list(tables)))
    with connection.cursor() as cursor:
        for table, name, _ in found:
            cursor.execute(DROP.format(sql.SQL(table), sql.Identifier(name)))
    yield
    with connection.cursor() as cursor:
        for table, name, definition in found:
            cursor.execute(ADD.format(sql.SQL(table), sql.Identifier(name), sql.SQL(definition)))
