"""Statistics as autovacuum leaves them where it looked while the first rows were being written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from psycopg import sql


class Undone(Exception):
    pass


@contextmanager
def taken_for_empty(*tables: type[models.Model], seconds: float = 2) -> Iterator[None]:
    """The planner thinks that these tables are empty, however large they are, and no statement may
    take longer than `seconds`. Nothing that is stored changes.
    """
    names = [table._meta.db_table for table in tables]
    identifiers = [sql.Identifier(name) for name in names]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for name in identifiers:
                cursor.execute(sql.SQL("DELETE FROM {}").format(name))
            for name in identifiers:
                cursor.execute(sql.SQL("ANALYZE {}").format(name))
            raise Undone
    except Undone:
        pass
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(reltuples) FROM pg_class WHERE relkind = 'r' AND relname = ANY (%s)",
            [names],
        )
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds}s"])
        yield
        cursor.execute("SET LOCAL statement_timeout = 0")
