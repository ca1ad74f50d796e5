"""Tests with other processes need committed rows; this clears them away afterwards.

Between tests the database holds what the migrations put there, and counts on from where they ended.
Triggers keep some rows for good, such as those of the city log: they are lifted for a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from psycopg import sql

from accounts.models import Attempt, Session
from agencies.models import Agency, City, District
from incidents.models import IncidentNumber
from positions.models import Fix
from safety_net.core.models import LogEntry

# The history of positions hangs on nothing: a unit that is gone leaves its track.
ROOTS = (get_user_model(), Session, Attempt, Agency, City, District, IncidentNumber, Fix, LogEntry)
HANGING_ON = """
WITH RECURSIVE hanging(part) AS (
    SELECT unnest(%s::regclass[])::oid
    UNION SELECT c.conrelid FROM pg_constraint c JOIN hanging ON c.confrelid = hanging.part
    WHERE c.contype = 'f'
)
SELECT relname, EXISTS (SELECT FROM pg_trigger WHERE tgrelid = part AND NOT tgisinternal)
FROM hanging JOIN pg_class ON oid = part
"""
# Truncating makes a table and its indexes anew: slow for a few rows, but else the space of rows
# that are gone, also of those that were taken back, stays and misleads the planner.
LARGE = 16 * 8_192
GROWN = """
SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace
AND coalesce((SELECT sum(pg_relation_size(relid)) FROM pg_partition_tree(oid)),
    pg_relation_size(oid)) > %s
"""
FILLED = sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})")
READ = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT")
WRITE = sql.SQL("COPY {} FROM STDIN")
COUNTED = """
SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL
"""


@dataclass(frozen=True)
class Seeds:
    """What the migrations left in the tables that tests write to, and how far they counted."""

    tables: dict[str, bool]  # whether a trigger keeps its rows
    rows: dict[str, bytes]
    counted: dict[str, int]


@contextmanager
def committed(blocker: Any) -> Iterator[None]:
    """Let a test commit; take away people, agencies, all that hangs on them, and the log."""
    with blocker.unblock():
        seeds()
        try:
            yield
        finally:
            forget_everything()
            connection.close()


@cache
def seeds() -> Seeds:
    """Read once, before any test has committed."""
    with connection.cursor() as cursor:
        tables = _hanging_on(cursor, [model._meta.db_table for model in ROOTS])
        rows = {table: _read(cursor, table) for table in _filled(cursor, tables)}
        cursor.execute(COUNTED)
        return Seeds(tables, rows, dict(cursor.fetchall()))


def forget_everything() -> None:
    """Back to what the migrations made."""
    left = seeds()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        # Whoever still writes, such as a server that was killed, is waited for.
        cursor.execute(sql.SQL("LOCK TABLE {}").format(_names(left.tables)))
        grown = _grown(cursor, left)
        written = grown | _written(cursor, left, but=grown)
        kept = [table for table in written if left.tables[table]]
        _switch_triggers(cursor, kept, "DISABLE")
        _empty(cursor, grown, written - grown)
        for table in written & left.rows.keys():
            with cursor.copy(WRITE.format(sql.Identifier(table))) as copy:
                copy.write(left.rows[table])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _switch_triggers(cursor, kept, "ENABLE")
        _count_from_there(cursor, left)
        cursor.execute("UPDATE core_loghead SET seq = 0, hash = decode(repeat('00', 32), 'hex')")


def _hanging_on(cursor: Any, tables: list[str]) -> dict[str, bool]:
    """These and all that refer to them, and whether a trigger keeps their rows."""
    cursor.execute(HANGING_ON, [tables])
    return dict(cursor.fetchall())


def _grown(cursor: Any, left: Seeds) -> set[str]:
    """Tables that take much space, and those that have to be truncated with them."""
    cursor.execute(GROWN, [list(left.tables), LARGE])
    large = [table for (table,) in cursor.fetchall()]
    return set(_hanging_on(cursor, large))


def _written(cursor: Any, left: Seeds, *, but: set[str]) -> set[str]:
    """Tables that hold something else than the migrations left."""
    filled = set(_filled(cursor, left.tables))
    return {
        table
        for table in (filled | left.rows.keys()) - but
        if table not in left.rows or _read(cursor, table) != left.rows[table]
    }


def _empty(cursor: Any, grown: set[str], others: set[str]) -> None:
    if grown:
        cursor.execute(sql.SQL("TRUNCATE {}").format(_names(grown)))
    for table in others:
        cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def _switch_triggers(cursor: Any, tables: list[str], how: str) -> None:
    for table in tables:
        cursor.execute(
            sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(table), sql.SQL(how))
        )


def _count_from_there(cursor: Any, left: Seeds) -> None:
    """Numbers of rows go on from where the migrations ended."""
    cursor.execute(COUNTED)
    for sequence, last in cursor.fetchall():
        before = left.counted.get(sequence)
        if last != before:
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, before or 1, before is not None])


def _filled(cursor: Any, tables: Iterable[str]) -> list[str]:
    asked = [FILLED.format(table, sql.Identifier(table)) for table in tables]
    cursor.execute(sql.SQL(" UNION ALL ").join(asked))
    return [table for (table,) in cursor.fetchall()]


def _read(cursor: Any, table: str) -> bytes:
    with cursor.copy(READ.format(sql.Identifier(table))) as rows:
        return b"".join(bytes(part) for part in rows)


def _names(tables: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, tables))
