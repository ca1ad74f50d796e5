"""The database of the records: never the one of this city, made when it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from safety_net.settings import environment

Settings = dict[str, Any]
SAME_SERVER = ("HOST", "PORT")
# Where one stands to make another.
MAINTENANCE = "postgres"


class SameDatabase(Exception):
    """Records of another city never come into this city's database."""


def wanted(name_or_url: str) -> Settings:
    """Settings of that database; a bare name is one on the server of this city."""
    now = connection.settings_dict
    if "://" in name_or_url:
        found = {**now, **environment.database(name_or_url)}
    else:
        found = {**now, "NAME": name_or_url}
    if all(found[key] == now[key] for key in ("NAME", *SAME_SERVER)):
        raise SameDatabase(f"{found['NAME']} is the database of this city; name another")
    return found


def make(settings: Settings) -> bool:
    """Create the database if it is not there; whether it was made."""
    with psycopg.connect(**address(settings), dbname=MAINTENANCE, autocommit=True) as server:
        name = settings["NAME"]
        there = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there is None:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return there is None


@contextmanager
def working_in(settings: Settings) -> Iterator[None]:
    """Everything inside talks to that database, as tests do with theirs."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def bring_up_to_date() -> None:
    """Make or migrate the tables of the database that one is working in."""
    call_command("migrate", verbosity=0, interactive=False)


def address(settings: Settings) -> Settings:
    """What psycopg needs to reach the server."""
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    return {name: settings[key] for key, name in names.items() if settings[key]}
