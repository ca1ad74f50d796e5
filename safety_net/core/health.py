"""Is the process alive, and can it serve? For supervisors, proxies and people."""

from __future__ import annotations

import threading

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

REDIS_SECONDS = 0.5
# Looking through all migrations takes long, and a process that found none to run stays so.
_migrated = threading.Event()


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """The database is there and migrated. Redis only delays pushes, so it is told, not required."""
    database = _database()
    parts = {"database": database, "redis": _redis()}
    status = "ok" if database == "ok" else "unavailable"
    return JsonResponse({"status": status, **parts}, status=200 if status == "ok" else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM core_loghead WHERE id = 1")
            if cursor.fetchone() is None:
                return "no head row"
        missing = _migrations_to_run()
    except DatabaseError:
        return "unreachable"
    return "ok" if not missing else f"{missing} migrations to run"


def _migrations_to_run() -> int:
    if _migrated.is_set():
        return 0
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        _migrated.set()
    return len(plan)


def _redis() -> str:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    try:
        client.ping()
    except redis.RedisError:
        return "unreachable"
    finally:
        client.close()
    return "ok"
