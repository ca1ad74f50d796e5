"""What the application may do in the database that its owner has laid out.

Two roles: the owner migrates and keeps house, the application works. Of the city log the
application may read and add entries; changing or removing one is beyond it, trigger or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg import sql

ALL = "SELECT, INSERT, UPDATE, DELETE"
# Less than that, where the application must not be able to rewrite what was written.
LESS = {
    "core_logentry": "SELECT, INSERT",
    "core_loghead": "SELECT, UPDATE",
    "core_purgemanifest": "SELECT",
    "core_purgedentry": "SELECT",
    "django_migrations": "SELECT",
}
OURS = """
SELECT c.relname, c.relkind = 'S' FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND c.relowner = current_user::regrole ORDER BY c.relname
"""
CLOSED_FUNCTIONS = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole
    AND p.prosecdef AND p.proacl IS NOT NULL
"""
THERE = "SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"


class NoSuchRole(Exception):
    """The database has no role of that name; whoever administers it makes one."""


def give(role: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """As the owner: let `role` work with every table that is there or that comes later.

    Raises NoSuchRole. Nothing happens where the owner and the application are one.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(THERE, [role])
        owner, exists = cursor.fetchone()
        if role == owner:
            return
        if not exists:
            raise NoSuchRole(f"CREATE ROLE {role} LOGIN; and then give the rights again.")
        for statement in _statements(role, cursor):
            cursor.execute(statement.as_string(cursor.connection))


def give_after_migrating(using: str, **kwargs: Any) -> None:
    """What a migration made is never out of the application's reach, nor too much within it."""
    if settings.SAFETY_NET_APPLICATION_ROLE:
        give(settings.SAFETY_NET_APPLICATION_ROLE, using=using)


def _statements(role: str, cursor: Any) -> Iterable[sql.Composable]:
    cursor.execute(OURS)
    rows = cursor.fetchall()
    tables = [name for name, is_sequence in rows if not is_sequence]
    sequences = [name for name, is_sequence in rows if is_sequence]
    cursor.execute(CLOSED_FUNCTIONS)
    functions = [name for (name,) in cursor.fetchall()]
    to = sql.Identifier(role)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(to)
    for rights, kind in ((ALL, "TABLES"), ("USAGE, SELECT", "SEQUENCES")):
        words = f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {kind} TO {{}}"
        yield sql.SQL(words).format(to)
    if tables:
        yield _grant(ALL, "TABLE", tables, to)
    if sequences:
        yield _grant("USAGE, SELECT", "SEQUENCE", sequences, to)
    for name in functions:
        yield sql.SQL(f"GRANT EXECUTE ON FUNCTION {name} TO {{}}").format(to)
    for name in LESS.keys() & set(tables):
        table = sql.Identifier(name)
        yield sql.SQL("REVOKE ALL ON {} FROM {}").format(table, to)
        yield _grant(LESS[name], "TABLE", [name], to)


def _grant(rights: str, kind: str, names: list[str], to: sql.Identifier) -> sql.Composable:
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    return sql.SQL(f"GRANT {rights} ON {kind} {{}} TO {{}}").format(listed, to)
