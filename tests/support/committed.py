"""Tests with other processes need committed rows; this clears them away afterwards.

Between tests the database holds what the migrations put there. The city log can't be truncated
by the application, on purpose, so its trigger is lifted for a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection

from agencies.models import Agency, City, District
from incidents.models import IncidentNumber
from positions.models import Fix
from safety_net.core.models import LogEntry

ROOTS = (get_user_model(), Session, Agency, City, District, IncidentNumber, Fix)


@contextmanager
def committed(blocker: Any) -> Iterator[None]:
    """Let a test commit; take away people, agencies, all that hangs on them, and the log."""
    with blocker.unblock():
        try:
            yield
        finally:
            forget_everything()
            connection.close()


def forget_everything() -> None:
    """Back to what the migrations made."""
    log = connection.ops.quote_name(LogEntry._meta.db_table)
    roots = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in ROOTS)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute(f"ALTER TABLE {log} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {roots}, {log} RESTART IDENTITY CASCADE")
        cursor.execute(f"ALTER TABLE {log} ENABLE TRIGGER USER")
        cursor.execute("UPDATE core_loghead SET seq = 0, hash = decode(repeat('00', 32), 'hex')")
