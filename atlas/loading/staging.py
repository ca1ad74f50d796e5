"""Many rows at once: COPY into a table of this transaction, then one merge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from django.db import connection, models
from psycopg import sql

KEY = ("pack", "source", "external_id")

# When more than this share of a layer vanished, the file is more likely to be cut than the city.
MOST_TO_REMOVE = 0.5
FEW = 20


MERGE: LiteralString = """
    WITH merged AS (
        INSERT INTO {table} AS old ({columns}) SELECT {columns} FROM staged
        ON CONFLICT (pack, source, external_id) DO UPDATE SET {assigned}
        WHERE ({mine}) IS DISTINCT FROM ({theirs})
        RETURNING (xmax = 0) AS added
    )
    SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM merged
"""
COUNT_VANISHED: LiteralString = """
    SELECT count(*), count(*) FILTER (WHERE staged.external_id IS NULL)
    FROM {table} old LEFT JOIN staged USING (external_id)
    WHERE old.pack = %s AND old.source = %s
"""
REMOVE_VANISHED: LiteralString = """
    DELETE FROM {table} old WHERE pack = %s AND source = %s AND NOT EXISTS
        (SELECT FROM staged WHERE staged.external_id = old.external_id)
"""


@dataclass(frozen=True)
class Merged:
    """What a merge did to the table."""

    added: int
    changed: int
    removed: int
    kept: int


class Staging:
    """The waiting rows of one layer. `columns` are the table's, the key's three first."""

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        rest = [name for name in columns if name not in KEY]
        self.names: dict[str, sql.Composable] = {
            "table": sql.Identifier(model._meta.db_table),
            "columns": _listed("{}", columns),
            "assigned": _listed("{0} = excluded.{0}", rest),
            "mine": _listed("old.{}", rest),
            "theirs": _listed("excluded.{}", rest),
        }
        self._run("DROP TABLE IF EXISTS staged")
        self._run(
            "CREATE TEMP TABLE staged ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA"
        )

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        statement = sql.SQL("COPY staged ({columns}) FROM STDIN").format(**self.names)
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def merge(self, pack: str, source: str, *, prune: bool) -> Merged:
        """Add, change and remove until the table holds just the staged rows of this layer."""
        self._run("ANALYZE staged")
        removed, kept = self._remove(pack, source, prune=prune)
        added, changed = self._run(MERGE)
        return Merged(added=added, changed=changed, removed=removed, kept=kept)

    def _remove(self, pack: str, source: str, *, prune: bool) -> tuple[int, int]:
        before, vanished = self._run(COUNT_VANISHED, pack, source)
        if not prune and before > FEW and vanished > before * MOST_TO_REMOVE:
            return 0, vanished
        if vanished:
            self._run(REMOVE_VANISHED, pack, source)
        return vanished, 0

    def _run(self, statement: LiteralString, *values: str) -> tuple[Any, ...]:
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(**self.names), values)
            return tuple(cursor.fetchone() or ()) if cursor.description else ()


def _listed(shape: LiteralString, names: Iterable[str]) -> sql.Composable:
    return sql.SQL(", ").join(sql.SQL(shape).format(sql.Identifier(name)) for name in names)
