"""The test database: migrated once, whatever the number of workers; each has a copy of its own."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import setup_databases

Made = list[tuple[Any, str, bool]]


def migrated(*, reuse: bool = False) -> Made:
    """One that is migrated here and now, or kept from the run before."""
    return setup_databases(verbosity=0, interactive=False, keepdb=reuse, serialized_aliases=set())


def shared(folder: Path, *, worker: str, workers: int) -> Made:
    """The first worker migrates and copies for the others, which wait for it.

    `folder` belongs to all workers of this run, and to no other run.
    """
    first = folder / "first-database"
    with (folder / "database-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if first.exists():
            return _copied(f"{first.read_text()}_{worker}")
        made = migrated()
        for number in range(workers):
            if f"gw{number}" != worker:
                connection.creation.clone_test_db(suffix=f"gw{number}", verbosity=0)
        first.write_text(connection.settings_dict["NAME"])
        return made


def _copied(name: str) -> Made:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.creation.set_as_test_mirror({"NAME": name})
    return [(connection, before, True)]
