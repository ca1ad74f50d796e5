"""/healthz/ready tells what a supervisor has to know, and costs little to ask."""

from __future__ import annotations

import pytest
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from safety_net.core import health
from safety_net.core.models import LogHead

READY = "/healthz/ready"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_new_process() -> None:
    """Nobody has asked yet."""
    health._migrated.clear()


def test_migrations_are_looked_at_once_and_the_database_each_time(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert client.get(READY).json()["database"] == "ok"
    with django_assert_num_queries(1) as asked:
        assert client.get(READY).json()["database"] == "ok"
    assert "core_loghead" in asked.captured_queries[0]["sql"]
    LogHead.objects.all().delete()
    answer = client.get(READY)
    assert (answer.status_code, answer.json()["database"]) == (503, "no head row")


def test_a_migration_that_is_missing_is_looked_for_until_it_has_run(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("incidents", False)])
        answer = client.get(READY)
        assert (answer.status_code, answer.json()["database"]) == (503, "1 migrations to run")
    assert client.get(READY).status_code == 200
