"""A page becomes a message with its ways, once, whatever the number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from notify.models import Delivery, Message
from notify.services import queueing
from notify.services.queueing import NoSuchPerson
from safety_net.core import city_log
from safety_net.core.access import SYSTEM, agency_token
from tests.support.cast import NOON, Person, file
from tests.support.deeds import entries, head
from tests.support.paging import a_method, a_page, a_provider, about, cancels, queues, states, ways


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_dani_is_told_at_the_desk_and_by_the_first_method(dani: Person) -> None:
    text, _call = a_provider("sms"), a_provider("voice")
    a_method(dani, "sms")
    a_method(dani, "voice")
    [message] = queues(a_page(dani))
    assert states(message) == {"desk": "accepted", "sms": "pending"}
    desk, sms = ways(message)
    assert sms.provider == text
    assert sms.next_at == NOON
    assert sms.deadline == NOON + timedelta(seconds=60)
    assert desk.deadline is None
    assert message.code.isdigit()


def test_two_methods_at_once(dani: Person) -> None:
    a_provider("sms")
    a_provider("voice")
    a_method(dani, "voice")
    a_method(dani, "sms")
    [message] = queues(a_page(dani, at_once=2))
    assert [one.channel for one in ways(message)] == ["desk", "voice", "sms"]


def test_what_is_not_verified_or_not_active_is_not_used(dani: Person) -> None:
    a_provider("sms")
    a_method(dani, verified=False)
    a_method(dani, is_active=False)
    [message] = queues(a_page(dani))
    assert states(message) == {"desk": "accepted"}


def test_whoever_has_left_is_reached_nowhere_but_at_a_desk(dani: Person) -> None:
    a_provider("sms")
    a_method(dani)
    get_user_model().objects.filter(pk=dani.user.pk).update(is_active=False)
    [message] = queues(a_page(dani))
    assert states(message) == {"desk": "accepted"}


def test_a_page_that_comes_twice_is_one_message(dani: Person, mina: Person) -> None:
    page = a_page(dani)
    assert len(queues(page, page)) == 1
    [other] = queues(page, a_page(mina))
    assert other.user == mina.user
    assert Message.objects.count() == 2
    assert Delivery.objects.count() == 2


def test_a_page_for_nobody_is_loud_and_leaves_nothing(dani: Person) -> None:
    with pytest.raises(NoSuchPerson) as refusal:
        queues(a_page(dani), _nobody(dani))
    assert refusal.value.extra["people"] == [999_999]
    assert not Message.objects.exists()


def _nobody(dani: Person) -> queueing.Page:
    page = a_page(dani)
    return queueing.Page(**{**page.__dict__, "user_id": 999_999})


def test_agencies_on_the_incident_read_who_is_told_and_no_address(
    dani: Person, mina: Person
) -> None:
    fire = file(dani)
    a_provider("sms")
    method = a_method(dani)
    before = head()
    [message] = queues(about(fire, dani, cause="run:7", generation=2))
    [entry] = entries(fire, after=before)
    assert entry.kind == "message.queued"
    assert agency_token(mina.agency.pk) in entry.audience
    assert entry.payload["messages"] == [
        {
            "id": message.pk,
            "user": dani.user.pk,
            "name": "Dani",
            "kind": "notice",
            "cause": "run:7",
            "asks": True,
            "urgent": True,
            "channels": ["desk", "sms"],
        }
    ]
    assert method.address not in str(entry.payload)


def test_what_is_about_no_incident_is_told_to_the_agency(dani: Person) -> None:
    before = head()
    queues(a_page(dani))
    [entry] = entries(after=before)
    assert (entry.kind, entry.subject_type) == ("notice.queued", "person")
    assert entry.audience == [agency_token(dani.agency.pk)]


def test_one_entry_for_an_incident_however_many_are_told(dani: Person, mina: Person) -> None:
    fire = file(dani)
    before = head()
    queues(about(fire, dani), about(fire, mina))
    [entry] = entries(fire, after=before)
    assert [one["name"] for one in entry.payload["messages"]] == ["Dani", "Mina"]


def test_as_many_statements_for_one_and_for_many(dani: Person, mina: Person) -> None:
    a_provider("sms")
    a_method(dani)
    fire = file(dani)
    with city_log.change(by=SYSTEM, at=NOON) as log:
        assert statements(lambda: queueing.queue([about(fire, dani)], log=log)) == 3
        many = [about(fire, who) for who in (dani, mina) for _ in range(50)]
        assert statements(lambda: queueing.queue(many, log=log)) == 3
        assert statements(lambda: queueing.cancel({"run:1": 1, "run:2": 9}, log=log)) == 1
        assert statements(lambda: queueing.cancel({"": 0}, log=log)) == 4


@pytest.mark.slow
@pytest.mark.usefixtures("committing")
def test_twenty_thousand_messages_take_a_few_seconds(dani: Person) -> None:
    a_provider("sms")
    a_method(dani)
    fire = file(dani)
    pages = [about(fire, dani, cause=f"run:{number}") for number in range(20_000)]
    began = monotonic()
    for first in range(0, len(pages), 5_000):
        queues(*pages[first : first + 5_000])
    took = monotonic() - began
    assert Delivery.objects.count() == 40_000
    began = monotonic()
    with city_log.change(by=SYSTEM, at=NOON) as log:
        gone = queueing.cancel({page.cause: 0 for page in pages}, log=log)
    assert gone == 20_000
    # Some six seconds on two idle cores; tests share theirs.
    assert took < 60
    assert monotonic() - began < 30


def test_what_nobody_needs_any_more_is_not_sent(dani: Person, mina: Person) -> None:
    a_provider("sms")
    a_method(dani)
    a_method(mina)
    [first, second, other] = queues(
        a_page(dani, cause="run:1", generation=1),
        a_page(mina, cause="run:1", generation=2),
        a_page(dani, cause="run:2", generation=1),
    )
    assert cancels(run_1=1) == 1
    for message in (first, second, other):
        message.refresh_from_db()
    assert [first.state, second.state, other.state] == ["cancelled", "queued", "queued"]
    assert states(first) == {"desk": "accepted", "sms": "cancelled"}
    assert [one.deadline for one in ways(first)] == [None, None]
    assert states(second)["sms"] == states(other)["sms"] == "pending"


def test_an_exercise_goes_to_a_drill_provider_or_is_withheld(dani: Person) -> None:
    a_provider("sms")
    a_method(dani)
    [kept_back] = queues(a_page(dani, exercise=True))
    assert states(kept_back) == {"desk": "accepted", "sms": "withheld"}
    drill = a_provider("sms", drill=True)
    [message] = queues(a_page(dani, exercise=True))
    assert ways(message)[1].provider == drill
    [real] = queues(a_page(dani))
    assert ways(real)[1].provider != drill


def test_a_program_is_called_and_in_an_exercise_only_a_drills(dani: Person) -> None:
    real = a_provider("webhook", kind="webhook")
    drill = a_provider("webhook", kind="webhook", drill=True)

    def call(webhook: int, *, exercise: bool) -> str:
        page = a_page(dani, exercise=exercise, webhook_id=webhook)
        [made] = queues(queueing.Page(**{**page.__dict__, "user_id": None}))
        [way] = ways(made)
        return way.state

    assert call(real.pk, exercise=False) == "pending"
    assert call(real.pk, exercise=True) == "withheld"
    assert call(drill.pk, exercise=True) == "pending"


def test_the_database_refuses_an_exercise_that_would_reach_real_people(dani: Person) -> None:
    real = a_provider("sms")
    drill = a_provider("sms", drill=True)
    a_method(dani)
    [message] = queues(a_page(dani, exercise=True))
    [_desk, sms] = ways(message)
    assert sms.provider == drill
    refused = (
        {"provider": real},  # its provider's word is not the delivery's
        {"provider": real, "is_drill": False},
        {"exercise": False},  # nor is its message's
        {"exercise": False, "provider": real, "is_drill": False},
    )
    for change in refused:
        with pytest.raises(IntegrityError):
            _change_at_once(sms, change)


def _change_at_once(delivery: Delivery, change: dict[str, Any]) -> None:
    """The foreign keys are looked at now, not at the end of the test."""
    with transaction.atomic(), connection.cursor() as cursor:
        Delivery.objects.filter(pk=delivery.pk).update(**change)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
