"""The next contact method, in time, and an end to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from notify import hooks
from notify.services.falling_back import fall_back
from notify.services.sending import send_due
from tests.support.cast import NOON, Person
from tests.support.moved_time import Time
from tests.support.paging import (
    a_method,
    a_page,
    a_provider,
    cancels,
    queues,
    reads,
    says_yes,
    set_going,
    states,
    ways,
)
from tests.support.stub import Stub

CALLBACK = {"callback": {"state": "status", "reference": "id"}}


@pytest.fixture
def both(dani: Person, stub: Stub) -> None:
    """Dani wants a text message first and a call next."""
    a_provider("sms", url=stub.address("sms"), settings=CALLBACK)
    a_provider("voice", url=stub.address("voice"), settings=CALLBACK)
    a_method(dani, "sms")
    a_method(dani, "voice")


@pytest.mark.usefixtures("both")
def test_what_is_not_delivered_in_time_is_followed_by_a_call(dani: Person) -> None:
    [message] = queues(a_page(dani))
    send_due(at=NOON)
    assert fall_back(at=NOON + timedelta(seconds=59)) == 0
    assert fall_back(at=NOON + timedelta(seconds=60)) == 1
    assert states(message) == {"desk": "accepted", "sms": "accepted", "voice": "pending"}
    send_due(at=NOON + timedelta(seconds=60))
    assert states(message)["voice"] == "accepted"


@pytest.mark.usefixtures("both")
def test_what_failed_is_followed_at_once(dani: Person, stub: Stub) -> None:
    [message] = queues(a_page(dani))
    stub.order(fault="refused", channel="sms")
    send_due(at=NOON)
    assert fall_back(at=NOON + timedelta(seconds=2)) == 1
    assert states(message)["voice"] == "pending"


@pytest.mark.usefixtures("both")
def test_a_stuck_sender_is_not_waited_for(dani: Person) -> None:
    """Nobody sends at all; the next way is laid for when somebody does."""
    queues(a_page(dani))
    assert fall_back(at=NOON + timedelta(seconds=60)) == 1


@pytest.mark.usefixtures("both")
def test_whoever_was_reached_gets_no_call(dani: Person) -> None:
    [message] = queues(a_page(dani))
    set_going(ways(message)[1:], "delivered", deadline=None)
    assert fall_back(at=NOON + timedelta(minutes=9)) == 0


@pytest.mark.usefixtures("both")
def test_whoever_has_seen_it_or_is_on_it_gets_no_call(dani: Person) -> None:
    seen, answered, _gone = queues(a_page(dani), a_page(dani), a_page(dani, cause="run:1"))
    reads(dani, seen)
    says_yes(dani, answered)
    cancels(run_1=0)
    assert fall_back(at=NOON + timedelta(minutes=9)) == 0


@pytest.mark.usefixtures("both")
def test_what_no_longer_stands_is_not_pursued(
    dani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    queues(a_page(dani, cause="run:1"))
    monkeypatch.setattr(hooks, "_wanted", [lambda _causes: set()])
    assert fall_back(at=NOON + timedelta(minutes=9)) == 0


@pytest.mark.usefixtures("both")
def test_every_method_is_tried_once_and_then_it_ends(dani: Person, time: Time) -> None:
    """By the moved clock, as the driver would, with a provider that never tells."""
    now = time.becomes(NOON)
    [message] = queues(a_page(dani), at=now)
    for _ in range(60):
        send_due(at=time.now())
        fall_back(at=time.now())
        time.passes(seconds=10)
    assert [one.channel for one in ways(message)] == ["desk", "sms", "voice"]
    assert [one.deadline for one in ways(message)] == [None, None, None]
    text, call = ways(message)[1:]
    assert call.sent_at is not None
    assert text.sent_at is not None
    assert timedelta(seconds=55) < call.sent_at - text.sent_at < timedelta(seconds=75)


def test_what_only_tells_is_settled_once_it_is_accepted_where_nobody_can_say_more(
    dani: Person, stub: Stub
) -> None:
    a_provider("sms", url=stub.address("sms"))  # without callbacks
    a_provider("voice", url=stub.address("voice"))
    a_method(dani, "sms")
    a_method(dani, "voice")
    told, asked = queues(a_page(dani, asks=False), a_page(dani))
    send_due(at=NOON)
    assert fall_back(at=NOON + timedelta(minutes=9)) == 1
    assert "voice" not in states(told)
    assert states(asked)["voice"] == "pending"
