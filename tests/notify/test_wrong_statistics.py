"""What is done to many messages takes no longer where the statistics call the tables empty.

A join with a table of which the planner expects one row is a loop over all of its rows.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from notify.models import Delivery, Message
from notify.services import expiring, queueing
from notify.services.falling_back import fall_back
from safety_net.core import city_log
from safety_net.core.access import SYSTEM
from tests.support.cast import NOON, Person, file
from tests.support.paging import a_method, a_provider, about, queues
from tests.support.statistics import taken_for_empty

MANY = 8_000
LATER = NOON + timedelta(days=2)
MESSAGES = """
INSERT INTO notify_message (dedupe_key, user_id, incident_id, cause, generation, urgent, exercise,
    asks, kind, facts, code, state, queued_at, answered_by, answered_how)
SELECT 'copy-' || n, user_id, incident_id, 'run:' || n, generation, urgent, exercise, asks, kind,
    facts, code, state, queued_at, '', ''
FROM notify_message, generate_series(1, %(more)s) n WHERE id = %(like)s
"""
DELIVERIES = """
INSERT INTO notify_delivery (message_id, method_id, channel, "order", key, state, lane, attempts,
    next_at, deadline, provider_id, provider_reference, fault, exercise, is_drill)
SELECT m.id, method_id, channel, "order", gen_random_uuid(), d.state, lane, attempts, next_at,
    deadline, provider_id, '', '', d.exercise, is_drill
FROM notify_delivery d, notify_message m
WHERE d.message_id = %(like)s AND m.dedupe_key LIKE 'copy-%%'
"""


@pytest.fixture
def many(dani: Person) -> None:
    """Of each message one delivery at the desk and one that is due."""
    a_provider("sms")
    a_method(dani)
    [first] = queues(about(file(dani), dani, cause="run:0"))
    with connection.cursor() as cursor:
        cursor.execute(MESSAGES, {"more": MANY - 1, "like": first.pk})
        cursor.execute(DELIVERIES, {"like": first.pk})


@pytest.mark.usefixtures("many")
def test_thousands_are_taken_back() -> None:
    causes = {f"run:{number}": 0 for number in range(MANY)}
    with taken_for_empty(Delivery, Message), city_log.change(by=SYSTEM, at=NOON) as log:
        assert queueing.cancel(causes, log=log) == MANY


@pytest.mark.usefixtures("many")
def test_some_hundreds_of_them_are_given_up() -> None:
    with taken_for_empty(Delivery, Message):
        fall_back(at=LATER)
    assert Delivery.objects.filter(deadline__isnull=True).count() == MANY + 500


@pytest.mark.usefixtures("many")
def test_a_thousand_of_them_are_closed() -> None:
    with taken_for_empty(Delivery, Message):
        assert expiring.expire(at=LATER) == expiring.AT_ONCE
