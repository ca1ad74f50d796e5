"""Tests with other processes need committed rows; this clears them away afterwards.

Between tests the database holds what the migrations put there. The city log can't be truncated
by the application, on purpose, so its trigger is lifted for a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from psycopg import sql

from agencies.models import Agency, City, District
from incidents.models import IncidentNumber
from positions.models import Fix
from safety_net.core.models import LogEntry

# The history of positions hangs on nothing: a unit that is gone leaves its track.
ROOTS = (get_user_model(), Session, Agency, City, District, IncidentNumber, Fix)
HANGING_ON = """
WITH RECURSIVE hanging(part) AS (
    SELECT unnest(%s::regclass[])::oid
    UNION SELECT c.conrelid FROM pg_constraint c JOIN hanging ON c.confrelid = hanging.part
    WHERE c.contype = 'f'
)
SELECT part::regclass::text FROM hanging
"""
READ = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT")
WRITE = sql.SQL("COPY {} FROM STDIN")
COUNT_ON = sql.SQL("""
SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {}))
WHERE pg_get_serial_sequence(%s, 'id') IS NOT NULL
""")


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
def seeds() -> dict[str, bytes]:
    """What migrations put into tables that hang on the roots, such as plans and command words."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(HANGING_ON, [[model._meta.db_table for model in ROOTS]])
        for (table,) in cursor.fetchall():
            with cursor.copy(READ.format(sql.Identifier(table))) as rows:
                found[table] = b"".join(bytes(part) for part in rows)
    return {table: rows for table, rows in found.items() if rows}


def forget_everything() -> None:
    """Back to what the migrations made."""
    log = connection.ops.quote_name(LogEntry._meta.db_table)
    roots = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in ROOTS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        cursor.execute(f"ALTER TABLE {log} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {roots}, {log} RESTART IDENTITY CASCADE")
        cursor.execute(f"ALTER TABLE {log} ENABLE TRIGGER USER")
        cursor.execute("UPDATE core_loghead SET seq = 0, hash = decode(repeat('00', 32), 'hex')")
        for table, rows in seeds().items():
            with cursor.copy(WRITE.format(sql.Identifier(table))) as copy:
                copy.write(rows)
            cursor.execute(COUNT_ON.format(sql.Identifier(table)), [table, table])
