"""Is the city log out of the application's reach?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

REACH = """
SELECT pg_has_role(current_user, c.relowner, 'MEMBER')
    OR has_table_privilege(current_user, c.oid, 'UPDATE')
    OR has_table_privilege(current_user, c.oid, 'DELETE')
    OR has_table_privilege(current_user, c.oid, 'TRUNCATE')
FROM pg_class c WHERE c.oid = to_regclass('core_logentry')
"""


@checks.register(checks.Tags.database)
def log_is_out_of_reach(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Whoever breaks into the application must not be able to rewrite what it did.

    Asked where databases are checked: when the web process starts, and by `check --database`.
    """
    if not databases or settings.SAFETY_NET_AS_OWNER or not _may_rewrite_the_log():
        return []
    text = "The application's database role may change the city log."
    hint = (
        "Give DATABASE_URL a role of its own and the owner's address to DATABASE_OWNER_URL; "
        "see docs/audit.md."
    )
    if settings.SAFETY_NET_PRODUCTION:
        return [checks.Error(text, hint=hint, id="core.E004")]
    return [checks.Warning(text, hint=hint, id="core.W003")]


def _may_rewrite_the_log() -> bool:
    """False too where nobody can tell, because the database is away or has no log yet."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(REACH)
            return bool((cursor.fetchone() or (False,))[0])
    except DatabaseError:
        return False
