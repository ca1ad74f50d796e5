"""Only positions do without waiting for the disk; and two batches at once lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection, transaction

from agencies.models import Agency
from positions.models import Fix, LatestFix
from positions.services import ingesting
from tests.support.at_once import at_once
from tests.support.moving import a_fix, reasons, tells
from units.models import Unit

SHOW = "SHOW synchronous_commit"


def commits() -> str:
    with connection.cursor() as cursor:
        cursor.execute(SHOW)
        return str(cursor.fetchone()[0])


@pytest.fixture(autouse=True)
def careful(committing: None) -> Iterator[None]:
    """A connection that waits for the disk, as a city's own; the server of the tests does not."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        yield
        cursor.execute("RESET synchronous_commit")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How commits are while a batch is stored."""
    found: list[str] = []
    monkeypatch.setattr(ingesting, "remember", lambda *_, **__: found.append(commits()))
    return found


def test_a_batch_does_not_wait_for_the_disk(
    fire: Agency, engine: Unit, noon: datetime, seen: list[str]
) -> None:
    tells(fire, noon, a_fix(engine, noon))
    assert (seen, commits()) == (["off"], "on")


def test_within_another_change_it_is_as_durable_as_that(
    fire: Agency, engine: Unit, noon: datetime, seen: list[str]
) -> None:
    with transaction.atomic():
        tells(fire, noon, a_fix(engine, noon))
        assert commits() == "on"
    assert seen == ["on"]


def test_the_same_batch_twice_at_once_is_stored_once(
    fire: Agency, engine: Unit, ladder: Unit, noon: datetime
) -> None:
    batch = [a_fix(unit, noon, ago=ago) for ago in range(50) for unit in (engine, ladder)]
    outcomes = at_once(*[lambda: tells(fire, noon, *batch)] * 4)
    assert sum(one.accepted for one in outcomes) == 100
    assert sum(len(reasons(one)) for one in outcomes) == 300
    assert Fix.objects.filter(unit_id__in=[engine.pk, ladder.pk]).count() == 100
    assert LatestFix.objects.filter(at=noon).count() == 2
