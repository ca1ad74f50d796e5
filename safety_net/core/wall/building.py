"""Build the wall after migrations, and take it away before them: a view would hold its table fast.

While it is away, whoever looks is told that the system is not there: never shown the bare tables.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from safety_net.core.wall.guarding import SCHEMA, definitions, digest

DROP = f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"
STANDS = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s"


def take_away(*, using: str, plan: Any, **_more: Any) -> None:
    """Before migrations, if there are any to run."""
    if plan:
        with connections[using].cursor() as cursor:
            cursor.execute(DROP)


def build(*, using: str, **_more: Any) -> None:
    """After migrations; nothing, if it stands as it should."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not set(definitions()) <= tables:
        return  # migrated in part; whoever looks meanwhile is refused
    with connection.cursor() as cursor:
        cursor.execute(STANDS, [SCHEMA])
        found = cursor.fetchone()
        if found is None or found[0] != digest():
            with transaction.atomic(using=using):
                for statement in _statements(connection):
                    cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    quote = connection.ops.quote_name
    views = []
    for table, condition in definitions().items():
        view = f"CREATE VIEW {SCHEMA}.{quote(table)} AS"
        rows = f"public.{quote(table)} t"
        views.append(" ".join((view, "SELECT t.* FROM", rows, "WHERE", condition)))
    return [
        DROP,
        f"CREATE SCHEMA {SCHEMA}",
        *views,
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO PUBLIC",
        f"COMMENT ON SCHEMA {SCHEMA} IS '{digest()}'",
    ]
