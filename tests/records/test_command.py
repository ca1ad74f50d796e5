"""`manage.py import_records` makes a database of its own and leaves this one alone."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from incidents.models import Incident
from records import databases
from records.models import RecordsImport
from tests.records import paper
from tests.support.committed import committed


def command(folder: Path, *options: str) -> str:
    out = StringIO()
    path = paper.write(folder, [paper.row(), paper.row(no="2", x="0", y="0")])
    profile = paper.profile(folder)
    report = folder / "faults.csv"
    call_command(
        "import_records", str(path), f"--profile-file={profile}", f"--report={report}",
        "-v0", *options, stdout=out,
    )  # fmt: skip
    return out.getvalue()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A copy of the tests' database, so that nobody waits for its tables to be made."""
    with committed(django_db_blocker):
        yield from _copied()


def _copied() -> Iterator[str]:
    here = connection.settings_dict["NAME"]
    name = f"{here}_records"
    connection.close()
    address = databases.address(databases.wanted(name))
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(here)
            )
        )
        yield name
        server.execute(drop)


@pytest.mark.slow
def test_it_works_in_the_other_database_only(tmp_path: Path, own_database: str) -> None:
    told = command(tmp_path, f"--database={own_database}")
    assert "2 rows read = 1 imported + 0 there before + 1 refused" in told
    assert not Incident.objects.exists()
    assert not RecordsImport.objects.exists()
    with databases.working_in(databases.wanted(own_database)):
        assert Incident.objects.get().number == "X1"
    assert "0 imported + 1 there before" in command(tmp_path, f"--database={own_database}")


@pytest.mark.django_db
def test_the_city_s_own_database_is_refused(tmp_path: Path) -> None:
    here = connection.settings_dict["NAME"]
    with pytest.raises(CommandError, match="database of this city"):
        command(tmp_path, f"--database={here}")


@pytest.mark.django_db
def test_a_profile_that_is_wrong_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no"):
        call_command("import_records", "x.csv", f"--profile-file={tmp_path / 'none.toml'}")
    with pytest.raises(CommandError):
        call_command("import_records", "x.csv", "--profile", "nowhere")


def test_an_address_may_name_the_database(settings: Any) -> None:
    found = databases.wanted("postgres://kim@db.example:5433/old")
    assert (found["NAME"], found["USER"], found["HOST"]) == ("old", "kim", "db.example")
