"""The application's role works in every table and can't rewrite the city log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from positions.services.partitions import drop_days_before, ensure_days
from safety_net.core import database_checks, database_rights
from safety_net.core.city_log import verifying
from safety_net.core.models import LogEntry
from tests.support.application_role import ByOwner
from tests.support.cast import Person, file

REWRITES = [
    "UPDATE core_logentry SET payload = '{}'",
    "DELETE FROM core_logentry",
    "TRUNCATE core_logentry",
    "ALTER TABLE core_logentry DISABLE TRIGGER USER",
    "DROP TRIGGER core_logentry_rows_stay ON core_logentry",
    "CREATE RULE no_more AS ON INSERT TO core_logentry DO INSTEAD NOTHING",
    "ALTER TABLE core_logentry OWNER TO CURRENT_USER",
    "SET session_replication_role = replica",
    "INSERT INTO core_loghead (id) VALUES (1)",
    "DELETE FROM core_loghead",
    "DELETE FROM django_migrations",
    "CREATE TABLE core_logentry_other (seq bigint)",
]
SHORT_OF = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND c.relowner = (
        SELECT relowner FROM pg_class WHERE oid = 'public.core_logentry'::regclass
    )
    AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
        AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
"""


def run(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_what_the_application_does_is_written_and_stays(dani: Person, as_application: None) -> None:
    file(dani)
    assert LogEntry.objects.count() == verifying.verify().entries > 0
    for statement in REWRITES:
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
            run(statement)
    assert verifying.verify().seq is None


def test_no_other_table_is_short_of_a_right(as_application: None) -> None:
    assert {name for (name,) in run(SHORT_OF)} == set(database_rights.LESS)


def test_a_table_that_comes_later_is_open_to_it(as_application: ByOwner) -> None:
    as_application("CREATE TABLE public.made_later (id serial PRIMARY KEY)")
    try:
        run("INSERT INTO made_later DEFAULT VALUES")
        run("DELETE FROM made_later")
    finally:
        as_application("DROP TABLE public.made_later")


def test_days_of_positions_come_and_go_with_it(as_application: ByOwner) -> None:
    day = date(2027, 6, 1)
    assert ensure_days([day]) == 1
    assert "positions_fix_20270601" in drop_days_before(day + timedelta(days=1))


def test_one_role_for_both_is_told_and_in_production_refused(rows: None, settings: Any) -> None:
    assert [one.id for one in database_checks.log_is_out_of_reach(None, ["default"])] == [
        "core.W003"
    ]
    settings.SAFETY_NET_PRODUCTION = True
    [fault] = database_checks.log_is_out_of_reach(None, ["default"])
    assert (fault.id, fault.is_serious()) == ("core.E004", True)


def test_a_role_of_its_own_is_fine(as_application: ByOwner, settings: Any) -> None:
    settings.SAFETY_NET_PRODUCTION = True
    assert database_checks.log_is_out_of_reach(None, ["default"]) == []


def test_rights_need_a_role_to_be_given_to(rows: None, settings: Any) -> None:
    settings.SAFETY_NET_APPLICATION_ROLE = ""
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("give_rights")
    settings.SAFETY_NET_APPLICATION_ROLE = "nobody_of_that_name"
    with pytest.raises(CommandError, match="CREATE ROLE nobody_of_that_name"):
        call_command("give_rights")
