"""Somebody says that they are on it, and everything else of that message comes to rest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from notify import hooks
from notify.models import Message
from notify.services.answering import NothingToAnswer
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import NotFound
from tests.support.cast import NOON, Person, file
from tests.support.deeds import entries, head
from tests.support.paging import (
    a_method,
    a_page,
    a_provider,
    about,
    cancels,
    queues,
    reads,
    says_yes,
    states,
    ways,
)

LATER = NOON + timedelta(seconds=20)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str, datetime]]:
    """What an app above would hear."""
    found: list[tuple[int, str, datetime]] = []

    def hear(message: Message, by: Actor, at: datetime, log: Log) -> None:
        assert log.at == at
        found.append((message.pk, by.name, at))

    monkeypatch.setattr(hooks.answered, "_reactions", [hear])
    return found


def test_dani_is_on_it_and_nothing_more_is_sent(
    dani: Person, heard: list[tuple[int, str, datetime]]
) -> None:
    a_provider("sms")
    a_method(dani)
    fire = file(dani)
    [message] = queues(about(fire, dani))
    before = head()
    says_yes(dani, message, at=LATER)
    message.refresh_from_db()
    assert (message.state, message.answered_by, message.answered_how) == (
        "answered",
        "Dani",
        "desk",
    )
    assert states(message)["sms"] == "cancelled"
    assert [one.deadline for one in ways(message)] == [None, None]
    assert heard == [(message.pk, "Dani", LATER)]
    [entry] = entries(fire, after=before)
    assert entry.kind == "message.answered"
    assert entry.payload["name"] == "Dani"


def test_said_twice_it_counts_once(dani: Person, heard: list[tuple[int, str, datetime]]) -> None:
    [message] = queues(a_page(dani))
    says_yes(dani, message)
    says_yes(dani, message, at=LATER)
    message.refresh_from_db()
    assert message.answered_at == NOON
    assert len(heard) == 1


def test_nobody_answers_for_somebody_else(dani: Person, mina: Person) -> None:
    [message] = queues(a_page(dani))
    with pytest.raises(NotFound):
        says_yes(mina, message)


def test_what_asks_nothing_or_nobody_any_more_is_not_answered(dani: Person) -> None:
    [told, gone] = queues(a_page(dani, asks=False), a_page(dani, cause="run:1"))
    cancels(run_1=0)
    for message in (told, gone):
        with pytest.raises(NothingToAnswer):
            says_yes(dani, message)


def test_what_was_seen_at_the_desk_is_tried_no_other_way(dani: Person) -> None:
    a_provider("sms")
    a_method(dani)
    [message] = queues(a_page(dani))
    before = head()
    reads(dani, message, at=LATER)
    reads(dani, message, at=LATER)
    message.refresh_from_db()
    assert message.read_at == LATER
    assert message.is_open
    assert states(message) == {"desk": "read", "sms": "cancelled"}
    [entry] = entries(after=before)
    assert entry.payload["moves"][0]["state"] == "read"
