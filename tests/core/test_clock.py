"""The city's clock is the database's, and tests can move it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from agencies.models import Agency
from safety_net.core import clock
from tests.support.moved_time import Time
from tests.support.small_city import SmallCity


def test_it_is_aware_and_in_utc(db: None) -> None:
    assert clock.now().tzinfo is UTC


def test_it_stands_still_within_a_transaction(db: None) -> None:
    assert clock.now() == clock.now()


def test_it_can_be_moved(time: Time) -> None:
    before = clock.now()
    assert time.passes(days=30, seconds=1) - before == timedelta(days=30, seconds=1)


def test_it_can_be_set(time: Time, noon: datetime) -> None:
    time.becomes(noon)
    assert clock.now() == noon
    assert time.passes(seconds=31) == noon + timedelta(seconds=31)


def test_every_sql_clock_moves(time: Time, city: SmallCity, noon: datetime) -> None:
    time.becomes(noon)
    seen = Agency.objects.annotate(t=Now()).values_list("t", flat=True)[0]
    assert abs(seen - noon) < timedelta(minutes=10)


def test_real_time_is_back_after_a_moved_one(db: None) -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=10)


def elsewhere() -> datetime:
    try:
        return clock.now()
    finally:
        connection.close()


@pytest.mark.usefixtures("committing")
def test_other_connections_see_the_moved_time(time: Time, noon: datetime) -> None:
    time.becomes(noon)
    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(elsewhere).result()
    assert abs(seen - noon) < timedelta(minutes=10)
