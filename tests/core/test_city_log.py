"""The city log has no gap, no ghost and no second version."""

from __future__ import annotations

import random
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from agencies.models import Agency
from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM, Actor
from safety_net.core.city_log import verifying
from safety_net.core.live import wakeups
from safety_net.core.models import LogEntry, LogHead
from tests.support.at_once import at_once
from tests.support.people import an_agency
from tests.support.ringing import BellRang, ring

WRITERS = 16
CHANGES_EACH = 12
DANI = Actor(name="Dani", user_id=7, agency_id=3, role="dispatcher")


class Slip(Exception):
    """Something goes wrong in the middle of a change."""


def texts() -> list[str]:
    return [entry.payload["text"] for entry in LogEntry.objects.order_by("seq")]


def begins_and_slips() -> None:
    """A change that writes a row and an entry, and then fails."""
    with city_log.change(by=DANI, at=clock.now()) as log:
        an_agency()
        log.append(BellRang(subject_id=1, text="lost"), audience={"everyone"})
        raise Slip


def writes_and_slips(seed: int) -> int:
    """Changes of one to three entries, a third of which come to nothing; entries that stayed."""
    dice, stayed = random.Random(seed), 0
    for _ in range(CHANGES_EACH):
        entries = dice.randint(1, 3)
        try:
            with transaction.atomic():
                ring(times=entries)
                if dice.random() < 1 / 3:
                    raise Slip
        except Slip:
            continue
        stayed += entries
    return stayed


@pytest.mark.usefixtures("committing")
def test_sixteen_writers_with_rollbacks_leave_no_gap() -> None:
    stayed = sum(at_once(*(partial(writes_and_slips, seed) for seed in range(WRITERS))))
    seqs = list(LogEntry.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, stayed + 1))
    assert LogHead.objects.get().seq == stayed
    assert verifying.verify() == verifying.Verdict(stayed)


def test_entries_of_one_change_stand_together_and_in_order(db: None) -> None:
    with city_log.change(by=SYSTEM, at=clock.now()) as log:
        for word in ("first", "second", "third"):
            log.append(BellRang(subject_id=1, text=word), audience={"everyone"})
        assert not LogEntry.objects.exists(), "entries are written last"
    assert texts() == ["first", "second", "third"]


def test_an_entry_remembers_who_and_when(db: None) -> None:
    moment = clock.now()
    with city_log.change(by=DANI, at=moment) as log:
        log.append(BellRang(subject_id=9), audience=["b", "a", "b"])
    entry = LogEntry.objects.get()
    assert (entry.actor_name, entry.actor_user_id, entry.actor_agency_id) == ("Dani", 7, 3)
    assert (entry.at, entry.subject_type, entry.subject_id) == (moment, "bell", 9)
    assert entry.audience == ["a", "b"]


def test_an_inner_change_joins_the_outer_one_and_keeps_its_own_actor(db: None) -> None:
    with city_log.change(by=DANI, at=clock.now()) as log:
        log.append(BellRang(subject_id=1, text="outer"), audience={"everyone"})
        ring(text="inner")
        assert not LogEntry.objects.exists()
    assert texts() == ["outer", "inner"]
    names = LogEntry.objects.order_by("seq").values_list("actor_name", flat=True)
    assert list(names) == ["Dani", SYSTEM.name]


def test_a_change_that_fails_leaves_nothing(db: None) -> None:
    with pytest.raises(Slip):
        begins_and_slips()
    assert not LogEntry.objects.exists()
    assert not Agency.objects.exists()
    ring(text="next")
    assert LogHead.objects.get().seq == 1


def test_an_inner_change_that_fails_leaves_nothing_of_its_own(db: None) -> None:
    with city_log.change(by=DANI, at=clock.now()) as log:
        with pytest.raises(Slip):
            begins_and_slips()
        log.append(BellRang(subject_id=1, text="kept"), audience={"everyone"})
    assert texts() == ["kept"]
    assert not Agency.objects.exists()


def test_a_change_without_entries_writes_none(db: None) -> None:
    with city_log.change(by=DANI, at=clock.now()):
        pass
    assert LogHead.objects.get().seq == 0


def test_an_entry_for_nobody_is_a_mistake(db: None) -> None:
    with (
        pytest.raises(ValueError, match="no audience"),
        city_log.change(by=DANI, at=clock.now()) as log,
    ):
        log.append(BellRang(subject_id=1), audience=[])


@pytest.mark.usefixtures("committing")
def test_only_what_was_committed_is_announced() -> None:
    heard: list[int] = []
    wakeups.listen(heard.append)
    try:
        with pytest.raises(Slip):
            begins_and_slips()
        assert heard == []
        ring(times=2)
        assert heard == [2]
    finally:
        wakeups.stop_listening(heard.append)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_logentry SET payload = '{}'",
        "DELETE FROM core_logentry WHERE seq = 1",
        "TRUNCATE core_logentry",
    ],
)
def test_the_database_refuses_to_change_what_was_written(db: None, statement: str) -> None:
    ring()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert LogEntry.objects.count() == 1


def test_the_log_has_one_head(db: None) -> None:
    with pytest.raises(DatabaseError, match="the_log_has_one_head"), transaction.atomic():
        LogHead.objects.create(id=2)
