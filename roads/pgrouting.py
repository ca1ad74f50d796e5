"""Whether the database can find ways through a graph by itself (pgRouting)."""

from __future__ import annotations

from django.db import connection

_THERE = "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pgrouting')"
# Who may not add it, or has no such package, goes on without.
ADDED_WHERE_POSSIBLE = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pgrouting;
EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_file
    OR undefined_object OR undefined_function OR duplicate_function THEN
    RAISE NOTICE 'no pgRouting: %', SQLERRM;
END $$
"""


def is_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_THERE)
        return bool(cursor.fetchone()[0])


def add_where_possible() -> bool:
    """Add the extension if the database lets us; whether it is there now."""
    if not is_there():
        with connection.cursor() as cursor:
            cursor.execute(ADDED_WHERE_POSSIBLE)
    return is_there()
