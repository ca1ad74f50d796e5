"""The floor of deciding: the rows that the drivers wrote, written once more by bare INSERTs.

Into tables of the same columns, indexes, checks and foreign keys, in batches of the same size, by
two connections at once, and each run is moved on as a step moves it.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
from psycopg import sql

TABLES = {
    "escalation_stepexecution": "run_id",
    "notify_message": "incident_id",
    "notify_delivery": "message_id",
    "core_logentry": "seq",
}
BATCH = 500
CONNECTIONS = 2
COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
FOREIGN_KEYS = """
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""
MAKE = "CREATE TABLE {bare} (LIKE {table} INCLUDING ALL)"
STORE = """
CREATE TABLE {store} AS SELECT ntile({pieces}) OVER (ORDER BY {key}) AS piece, it.* FROM {table} it
"""
INDEX = "CREATE INDEX ON {store} (piece)"
WRITE = "INSERT INTO {bare} ({columns}) SELECT {columns} FROM {store} WHERE piece = %s"
RUNS = """
CREATE TABLE bare_runs AS SELECT ntile({pieces}) OVER (ORDER BY id) AS piece, id
FROM escalation_run
"""
MOVE = """
UPDATE escalation_run r SET due_at = due_at + interval '1 s' FROM bare_runs b
WHERE b.piece = %s AND r.id = b.id
"""


def seconds(url: str, runs: int) -> float:
    """`url` is that of the database's owner. What stood in the tables stands there still."""
    pieces = max(CONNECTIONS, runs // BATCH)
    with psycopg.connect(url, autocommit=True) as owner:
        statements = [_prepare(owner, table, key, pieces) for table, key in TABLES.items()]
        owner.execute(sql.SQL(RUNS).format(pieces=sql.Literal(pieces)))
        owner.execute("CREATE INDEX ON bare_runs (piece)")
        owner.execute("VACUUM ANALYZE")
    statements.append(sql.SQL(MOVE))
    shares = [range(1 + first, 1 + pieces, CONNECTIONS) for first in range(CONNECTIONS)]
    began = time.monotonic()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda share: _write(url, statements, share), shares))
    return time.monotonic() - began


def _prepare(owner: psycopg.Connection, table: str, key: str, pieces: int) -> sql.Composed:
    columns = [row[0] for row in owner.execute(COLUMNS, [table])]
    names = {
        "table": sql.Identifier(table),
        "bare": sql.Identifier(f"bare_{table}"),
        "store": sql.Identifier(f"store_{table}"),
        "key": sql.Identifier(key),
        "pieces": sql.Literal(pieces),
        "columns": sql.SQL(", ").join(map(sql.Identifier, columns)),
    }
    for statement in (MAKE, STORE, INDEX):
        owner.execute(sql.SQL(statement).format(**names))
    for (definition,) in owner.execute(FOREIGN_KEYS, [table]).fetchall():
        owner.execute(sql.SQL("ALTER TABLE {bare} ADD ").format(**names) + sql.SQL(definition))
    return sql.SQL(WRITE).format(**names)


def _write(url: str, statements: list[sql.Composable], pieces: range) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for piece in pieces:
            with connection.transaction():
                for statement in statements:
                    connection.execute(statement, [piece])
