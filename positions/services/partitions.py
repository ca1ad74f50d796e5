"""The history's partitions, one a UTC day: made before they are needed, dropped when old.

Functions of the database's owner lay them out, because the application may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import structlog
from django.db import connection, transaction
from django.db.utils import OperationalError

log = structlog.get_logger(__name__)
TABLE = "positions_fix"
NAME = re.compile(r"positions_fix_(\d{4})(\d{2})(\d{2})")
LOCK = 7_064_119  # any number that nobody else takes
WAIT = "2s"

MISSING = "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NULL"
EXISTING = """
SELECT child.relname FROM pg_inherits
JOIN pg_class AS child ON child.oid = inhrelid
WHERE inhparent = %s::regclass ORDER BY child.relname
"""


def name_of(day: date) -> str:
    return f"{TABLE}_{day:%Y%m%d}"


def ensure_days(days: Iterable[date]) -> int:
    """Make the partitions of these days that are missing; how many."""
    wanted = {name_of(day): day for day in days}
    missing = _missing(wanted)
    if not missing:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        made = _missing(missing)  # somebody may have made it while we waited
        for name in made:
            cursor.execute("SELECT positions_open_day(%s)", [wanted[name]])
    return len(made)


def existing_days() -> dict[date, str]:
    """The days that have a partition, and its name."""
    with connection.cursor() as cursor:
        cursor.execute(EXISTING, [TABLE])
        found = [NAME.fullmatch(name) for (name,) in cursor.fetchall()]
    return {date(*map(int, match.groups())): match[0] for match in found if match}


def drop_days_before(first: date) -> list[str]:
    """Drop whole days before `first`; their names. One that is being read waits for the next time.

    Ingest queues behind the lock that this takes, so it is given up after two seconds.
    """
    dropped = []
    for day, name in existing_days().items():
        if day >= first:
            continue
        try:
            _drop(day)
        except OperationalError as problem:
            log.warning("partition_not_dropped", name=name, reason=str(problem).strip())
        else:
            dropped.append(name)
    return dropped


def _missing(names: Iterable[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [sorted(names)])
        return [name for (name,) in cursor.fetchall()]


def _drop(day: date) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
        cursor.execute("SELECT positions_drop_day(%s)", [day])
