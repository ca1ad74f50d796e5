"""The database as the application meets it at work: with a role that does not own the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import connection

from launch.postgres import APPLICATION
from safety_net.core import database_rights

ByOwner = Callable[[str], None]
MAKE = f"""
DO $$ BEGIN
    CREATE ROLE {APPLICATION} LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""


@pytest.fixture
def as_application(committing: None) -> Iterator[ByOwner]:
    """Everything in the test goes through a connection of the application's role.

    What it gives is a way to let the owner do something all the same.
    """
    before = {**connection.settings_dict}
    _there_is_a_role(before)
    database_rights.give(APPLICATION)
    connection.close()
    connection.settings_dict.update(_as_application(before))
    try:
        yield partial(_by_owner, before)
    finally:
        connection.close()
        connection.settings_dict.update(before)


def _by_owner(settings: dict[str, Any], statement: str) -> None:
    with psycopg.connect(**_address(settings), user=settings["USER"], autocommit=True) as owner:
        owner.execute(statement.encode())


def _there_is_a_role(settings: dict[str, Any]) -> None:
    """A server that was set up by an older version has none; its superuser makes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION])
        if cursor.fetchone():
            return
    with psycopg.connect(**_address(settings), user="postgres", autocommit=True) as server:
        server.execute(MAKE)


def _as_application(settings: dict[str, Any]) -> dict[str, Any]:
    """By its own name; on such an older server in its place, with its rights and no others."""
    try:
        psycopg.connect(**_address(settings), user=APPLICATION).close()
    except psycopg.OperationalError:
        options = settings["OPTIONS"]
        words = f"{options.get('options', '')} -c role={APPLICATION}"
        return {"USER": "postgres", "OPTIONS": {**options, "options": words}}
    return {"USER": APPLICATION}


def _address(settings: dict[str, Any]) -> dict[str, Any]:
    found = {"host": settings["HOST"], "port": settings["PORT"], "dbname": settings["NAME"]}
    return {name: value for name, value in found.items() if value}
