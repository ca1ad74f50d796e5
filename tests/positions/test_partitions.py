"""The history's days: made when they are missing, dropped when they are old."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from agencies.models import Agency
from positions.checks import history_is_kept
from positions.models import Fix
from positions.services import partitions
from positions.services.partitions import drop_days_before, ensure_days, existing_days
from positions.tasks import DAYS_AHEAD, keep_history
from tests.support.moved_time import Time
from tests.support.moving import a_fix, tells
from units.models import Unit

pytestmark = pytest.mark.usefixtures("rows")
MONDAY = date(2027, 3, 1)


def test_a_day_is_made_once() -> None:
    assert ensure_days([MONDAY, MONDAY + timedelta(days=1)]) == 2
    assert ensure_days([MONDAY]) == 0
    assert existing_days()[MONDAY] == "positions_fix_20270301"


def test_ingest_makes_the_days_that_it_needs(fire: Agency, engine: Unit) -> None:
    midnight = datetime.fromisoformat("2027-03-02T00:00:05Z")
    tells(fire, midnight, a_fix(engine, midnight, ago=10), a_fix(engine, midnight, ago=5))
    assert {MONDAY, MONDAY + timedelta(days=1)} <= existing_days().keys()
    assert Fix.objects.filter(unit_id=engine.pk).count() == 2


def test_beat_makes_days_ahead_and_drops_the_old_ones(time: Time, settings: Any) -> None:
    settings.SAFETY_NET_POSITION_DAYS = 30
    today = time.now().date()
    ensure_days([today - timedelta(days=31), today - timedelta(days=30)])
    assert keep_history() == 1
    days = existing_days().keys()
    assert {today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)} <= days
    assert today - timedelta(days=30) in days
    assert today - timedelta(days=31) not in days


def test_a_day_that_is_being_read_waits(monkeypatch: pytest.MonkeyPatch, committing: None) -> None:
    """The lock is given up soon, since positions queue behind it."""
    monkeypatch.setattr(partitions, "WAIT", "100ms")
    ensure_days([MONDAY])
    other = connection.copy()
    try:
        with other.cursor() as reader:
            reader.execute("BEGIN; SELECT count(*) FROM positions_fix")
            assert drop_days_before(MONDAY + timedelta(days=1)) == []
            reader.execute("COMMIT")
        assert "positions_fix_20270301" in drop_days_before(MONDAY + timedelta(days=1))
    finally:
        other.close()


def test_too_short_a_retention_is_a_fault_at_the_start(settings: Any) -> None:
    assert history_is_kept(None) == []
    settings.SAFETY_NET_POSITION_DAYS = 1
    assert [one.id for one in history_is_kept(None)] == ["positions.E001"]


def test_the_models_and_the_tables_agree() -> None:
    call_command("makemigrations", "positions", check=True, dry_run=True, verbosity=0)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Fix._meta.db_table)
    names = [field.column for field in Fix._meta.concrete_fields if field.column]
    assert sorted(column.name for column in columns) == sorted(names)
