"""What is due leaves once, urgent first, no faster than its provider allows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from notify import hooks, wording
from notify.models import ContactMethod, Delivery, Provider
from notify.services.claiming import LEASE, claim
from notify.services.claiming_sql import DUE
from notify.services.falling_back import OVERDUE
from notify.services.outcomes import Outcome
from notify.services.recording import record
from notify.services.sending import Sent, send_due
from safety_net.core.errors import Refusal
from tests.support.at_once import at_once
from tests.support.cast import NOON, Person, file
from tests.support.deeds import entries, head
from tests.support.paging import (
    a_method,
    a_page,
    a_provider,
    about,
    cancels,
    queues,
    states,
    ways,
)
from tests.support.stub import Stub

NOBODY_THERE = "http://127.0.0.1:9/messages"


def test_a_text_message_reaches_the_provider_with_its_words_and_key(
    dani: Person, stub: Stub
) -> None:
    provider = a_provider(url=stub.address(), settings={"headers": {"X-Key": "{secret.token}"}})
    Provider.objects.filter(pk=provider.pk).update(secrets={"token": "quiet"})
    a_method(dani, address="+821011112222")
    [message] = queues(a_page(dani))
    assert send_due(at=NOON) == Sent(sent=1)
    [got] = stub.got()
    sms = ways(message)[1]
    assert (got["to"], got["key"]) == ("+821011112222", str(sms.key))
    assert got["text"] == f"Fire\nCome.\nReply {message.code} to say that you are on it."
    assert got["headers"]["x-key"] == "quiet"
    assert (sms.state, sms.provider_reference, sms.attempts) == ("accepted", got["id"], 1)


def test_a_person_reads_it_in_the_language_of_the_method(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address())
    a_method(dani, language="ko")
    queues(a_page(dani))
    send_due(at=NOON)
    [got] = stub.got()
    assert got["text"].startswith("화재\n오십시오.")


def test_the_timeline_tells_how_far_it_got_and_no_number(dani: Person, stub: Stub) -> None:
    fire = file(dani)
    a_provider(url=stub.address())
    method = a_method(dani)
    [message] = queues(about(fire, dani))
    before = head()
    send_due(at=NOON)
    [entry] = entries(fire, after=before)
    assert entry.kind == "message.moved"
    assert entry.payload["moves"] == [
        {
            "message": message.pk,
            "user": dani.user.pk,
            "name": "Dani",
            "channel": "sms",
            "state": "accepted",
        }
    ]
    assert method.address not in str(entry.payload)


def test_nothing_that_was_sent_is_sent_again(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    queues(a_page(dani))
    send_due(at=NOON)
    assert send_due(at=NOON + timedelta(hours=1)) == Sent()
    assert len(stub.got()) == 1


def test_urgent_ones_leave_first_and_repeats_after_them(dani: Person, stub: Stub) -> None:
    provider = a_provider(url=stub.address(), per_second=1)
    a_method(dani)
    [calm] = queues(a_page(dani, urgent=False), at=NOON - timedelta(minutes=5))
    [urgent] = queues(a_page(dani))
    [again] = queues(a_page(dani), at=NOON - timedelta(minutes=1))
    Delivery.objects.filter(message=again, channel="sms").update(lane=1)
    claims = [claim(at=NOON + timedelta(seconds=n), limit=10, in_flight={}) for n in range(3)]
    left = [Delivery.objects.get(pk=one.delivery_id).message_id for [one] in claims]
    assert left == [urgent.pk, again.pk, calm.pk]
    assert provider.bucket.tokens < 1


def test_no_faster_than_the_provider_allows(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address(), per_second=5)
    a_method(dani)
    queues(*(a_page(dani) for _ in range(12)))
    first = len(claim(at=NOON, limit=100, in_flight={}))
    second = len(claim(at=NOON, limit=100, in_flight={}))
    third = len(claim(at=NOON + timedelta(seconds=1), limit=100, in_flight={}))
    assert (first, second, third) == (5, 0, 5)


def test_a_provider_in_trouble_is_asked_again_and_then_given_up(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    [message] = queues(a_page(dani))
    stub.order(fault="500", times=9)
    at, tries = NOON, []
    for _ in range(8):
        send_due(at=at)
        sms = ways(message)[1]
        tries.append((sms.attempts, sms.state))
        at += timedelta(seconds=30)
    assert tries[:4] == [(1, "pending"), (2, "pending"), (3, "pending"), (4, "failed")]
    assert tries[-1] == (4, "failed")
    assert sms.fault == "the provider answered 500"
    assert {one["key"] for one in stub.got()} == {str(sms.key)}


def test_what_a_provider_refuses_for_good_fails_at_once(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    [message] = queues(a_page(dani))
    stub.order(fault="refused")
    send_due(at=NOON)
    sms = ways(message)[1]
    assert (sms.state, sms.attempts) == ("failed", 1)
    assert sms.deadline is not None
    assert sms.deadline <= NOON + timedelta(seconds=5)


def test_a_second_provider_is_asked_where_the_first_is_away(dani: Person, stub: Stub) -> None:
    a_provider(url=NOBODY_THERE, order=1)
    second = a_provider(url=stub.address(), order=2)
    a_method(dani)
    [message] = queues(a_page(dani))
    send_due(at=NOON)
    assert ways(message)[1].provider == second
    send_due(at=NOON + timedelta(seconds=5))
    assert states(message)["sms"] == "accepted"
    assert len(stub.got()) == 1


def test_a_slow_provider_is_not_waited_for(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address(), settings={"timeout": 0.5})
    a_method(dani)
    [message] = queues(a_page(dani))
    stub.order(fault="timeout")
    send_due(at=NOON)
    sms = ways(message)[1]
    assert (sms.state, sms.fault) == ("pending", "no answer in time")


def test_a_provider_that_is_down_is_only_probed(dani: Person) -> None:
    provider = a_provider(url=NOBODY_THERE)
    a_method(dani)
    queues(*(a_page(dani) for _ in range(40)))
    send_due(at=NOON, limit=20)
    provider.bucket.refresh_from_db()
    assert provider.bucket.failures >= 8
    assert len(claim(at=NOON + timedelta(seconds=1), limit=48, in_flight={})) == 2


@pytest.mark.usefixtures("committing")
def test_two_senders_at_once_send_once(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    queues(*(a_page(dani) for _ in range(60)))
    outcomes = at_once(*(lambda: send_due(at=NOON) for _ in range(3)))
    assert not [one for one in outcomes if isinstance(one, Refusal)]
    assert sum(one.sent for one in outcomes) == 60
    keys = [one["key"] for one in stub.got()]
    assert len(keys) == len(set(keys)) == 60


def test_a_sender_that_died_is_followed_by_another_once_its_lease_is_over(
    dani: Person, stub: Stub
) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    [message] = queues(a_page(dani))
    claim(at=NOON, limit=10, in_flight={})  # and then it was killed
    assert states(message)["sms"] == "sending"
    assert send_due(at=NOON + timedelta(seconds=30)) == Sent()
    assert send_due(at=NOON + LEASE) == Sent(sent=1)
    assert ways(message)[1].attempts == 2


def test_an_outcome_counts_only_while_the_lease_is_ours(dani: Person, stub: Stub) -> None:
    """The first sender comes back late, when another one has the delivery."""
    a_provider(url=stub.address())
    a_method(dani)
    [message] = queues(a_page(dani))
    claim(at=NOON, limit=1, in_flight={})
    held = ways(message)[1]
    claim(at=NOON + LEASE, limit=1, in_flight={})
    late = Outcome(delivery=held, state="accepted", reference="late")
    assert record([late], at=NOON + LEASE) == 0
    sms = ways(message)[1]
    assert (sms.state, sms.provider_reference, sms.attempts) == ("sending", "", 2)


def test_what_no_longer_stands_is_not_sent(
    dani: Person, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    stands, gone, test = queues(
        a_page(dani, cause="run:1", generation=3), a_page(dani, cause="run:2"), a_page(dani)
    )
    asked: list[set[hooks.Cause]] = []

    def wanted(causes: set[hooks.Cause]) -> set[hooks.Cause]:
        asked.append(causes)
        return {("run:1", 3)}

    monkeypatch.setattr(hooks, "_wanted", [wanted])
    send_due(at=NOON)
    assert [states(one)["sms"] for one in (stands, gone, test)] == [
        "accepted",
        "cancelled",
        "accepted",
    ]
    assert asked == [{("run:1", 3), ("run:2", 0)}]
    assert len(stub.got()) == 2


def test_what_was_taken_back_or_answered_meanwhile_is_not_sent(dani: Person, stub: Stub) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    [message] = queues(a_page(dani, cause="run:1"))
    stub.order(fault="500")
    send_due(at=NOON)
    claim(at=NOON + timedelta(seconds=5), limit=1, in_flight={})
    cancels(run_1=0)
    assert states(message)["sms"] == "sending"
    send_due(at=NOON + timedelta(minutes=5))
    assert states(message)["sms"] == "cancelled"
    assert len(stub.got()) == 1


def test_whoever_left_or_took_the_address_back_gets_nothing(
    dani: Person, mina: Person, stub: Stub
) -> None:
    a_provider(url=stub.address())
    method = a_method(dani)
    a_method(mina)
    first, second = queues(a_page(dani), a_page(mina))
    ContactMethod.objects.filter(pk=method.pk).update(is_active=False)
    get_user_model().objects.filter(pk=mina.user.pk).update(is_active=False)
    send_due(at=NOON)
    assert [states(one)["sms"] for one in (first, second)] == ["failed", "failed"]
    assert stub.got() == []


def test_a_fault_of_ours_holds_nobody_else_up(
    dani: Person, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_provider(url=stub.address())
    a_method(dani)
    poisoned, well = queues(a_page(dani, kind="poison"), a_page(dani))

    def fails(_facts: object) -> tuple[str, str]:
        raise KeyError("facts")

    monkeypatch.setitem(wording._wordings, "poison", fails)
    send_due(at=NOON)
    assert (states(poisoned)["sms"], states(well)["sms"]) == ("pending", "accepted")
    assert ways(poisoned)[1].fault == "KeyError"


@pytest.mark.usefixtures("db")
def test_what_is_due_is_found_by_an_index_alone() -> None:
    given: dict[str, Any] = {
        "providers": [1, 2],
        "rooms": [20, 20],
        "limit": 40,
        "at": NOON,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {DUE}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute(f"EXPLAIN {OVERDUE}", given)
        overdue = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using notify_due_deliveries" in plan
    assert "Sort" not in plan.partition("Index Only Scan")[0].rpartition("Limit")[2]
    assert "Index Only Scan using notify_deadlines" in overdue
