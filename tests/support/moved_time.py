"""A clock that can be moved: a schema before pg_catalog with its own now().

The database's clock is the city's clock, so moving it moves everything that asks the database,
in this connection, in those of other threads, and in servers that start while `time` is in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from safety_net.core import clock

CLOCKS = ("now", "clock_timestamp", "statement_timestamp", "transaction_timestamp")
SEARCH_PATH = "SET search_path = moved_time, pg_catalog, public"
PUT_BEFORE = "ALTER DATABASE {} SET search_path = moved_time, pg_catalog, public"
MAKE = """
DROP SCHEMA IF EXISTS moved_time CASCADE;
CREATE SCHEMA moved_time;
CREATE TABLE moved_time.shift (amount interval NOT NULL);
INSERT INTO moved_time.shift VALUES ('0');
"""
MAKE_CLOCK = """
CREATE FUNCTION moved_time.{name}() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT pg_catalog.{name}() + amount FROM moved_time.shift $$;
"""


class Time:
    """`time.passes(seconds=31)`, `time.becomes(noon)`, `time.now()`."""

    def passes(self, **amount: float) -> datetime:
        """Let this much time pass (words of timedelta); what it is then."""
        self._run("UPDATE moved_time.shift SET amount = amount + %s", timedelta(**amount))
        return self.now()

    def becomes(self, moment: datetime) -> datetime:
        """Let it be `moment` now."""
        self._run("UPDATE moved_time.shift SET amount = %s - pg_catalog.now()", moment)
        return self.now()

    def now(self) -> datetime:
        return clock.now()

    def is_real_again(self) -> None:
        self._run("UPDATE moved_time.shift SET amount = %s", timedelta())

    def _run(self, statement: str, value: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [value])


@pytest.fixture(scope="session")
def movable_clock(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The schema, and the search path of every connection that is opened from now on."""
    with django_db_blocker.unblock():
        words = connection.get_connection_params()
        words = {name: words[name] for name in words.keys() & {"dbname", "user", "host", "port"}}
    database = sql.Identifier(words["dbname"])
    with psycopg.connect(**words, autocommit=True) as own:
        own.execute(MAKE + "".join(MAKE_CLOCK.format(name=name) for name in CLOCKS))
        own.execute(sql.SQL(PUT_BEFORE).format(database))
    yield
    # A connection of its own again: tests of faults end every one that is open.
    with psycopg.connect(**words, autocommit=True) as own:
        own.execute(sql.SQL("ALTER DATABASE {} RESET search_path").format(database))


@pytest.fixture
def time(movable_clock: None, rows: None) -> Iterator[Time]:
    """The city's time, in the hands of the test."""
    with connection.cursor() as cursor:
        cursor.execute(SEARCH_PATH)
    moved = Time()
    yield moved
    moved.is_real_again()
    with connection.cursor() as cursor:
        cursor.execute("RESET search_path")
