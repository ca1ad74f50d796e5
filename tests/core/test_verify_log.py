"""Somebody with all rights over the database changes the log by hand; verify_log finds where."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from safety_net.core import city_log, clock
from safety_net.core.access import Actor
from safety_net.core.city_log import verifying
from safety_net.core.models import LogEntry
from tests.support.ringing import BellRang, ring

ENTRIES = 9
COPY_OF_THE_FOURTH = """
INSERT INTO core_logentry SELECT (jsonb_populate_record(e, '{"seq": %s}')).*
FROM core_logentry AS e WHERE seq = 4
"""
CHANGE = "UPDATE core_logentry SET {} WHERE seq = {}"
REMOVE = "DELETE FROM core_logentry WHERE seq = {}"
MAKE_ROOM = "UPDATE core_logentry SET seq = -seq - 1 WHERE seq >= 5"
CLOSE_UP = "UPDATE core_logentry SET seq = -seq WHERE seq < 0"

Tamper = Callable[..., None]


@pytest.fixture
def by_hand(db: None) -> Tamper:
    """Nine entries, and a superuser who has lifted the trigger."""
    ring(times=ENTRIES)

    def tamper(*statements: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")

    return tamper


def verdict() -> tuple[int | None, str]:
    found = verifying.verify()
    return found.seq, found.fault


def test_an_unbroken_log_passes(by_hand: Tamper) -> None:
    out = StringIO()
    call_command("verify_log", stdout=out)
    assert out.getvalue().strip() == "9 entries, unbroken"


@pytest.mark.parametrize(
    "change",
    [
        """payload = '{"text": "ping"}'""",
        "at = at + interval '1 microsecond'",
        "kind = 'test.other'",
        "actor_name = 'Somebody else'",
        "actor_user_id = 42",
        "actor_agency_id = 42",
        "actor_kind = 'user'",
        "actor_role = 'admin'",
        "request_id = 'other'",
        "address = '10.0.0.1'",
        "subject_type = 'incident'",
        "subject_id = 42",
        "audience = ARRAY['auditors']",
        "hash = decode(repeat('ab', 32), 'hex')",
    ],
)
def test_an_altered_entry_is_found(by_hand: Tamper, change: str) -> None:
    by_hand(CHANGE.format(change, 5))
    assert verdict() == (5, "altered")


def test_the_command_names_the_entry_and_fails(by_hand: Tamper) -> None:
    by_hand(CHANGE.format("subject_id = 42", 5))
    with pytest.raises(CommandError, match="entry 5 is altered"):
        call_command("verify_log")


def test_the_last_entry_altered_with_a_matching_hash_is_found_by_the_head(by_hand: Tamper) -> None:
    last = LogEntry.objects.get(seq=ENTRIES)
    last.subject_id = 42
    forged = last.computed_hash().hex()
    by_hand(CHANGE.format(f"subject_id = 42, hash = decode('{forged}', 'hex')", ENTRIES))
    assert verdict() == (9, "altered")


@pytest.mark.parametrize("seq", [1, 5])
def test_a_removed_entry_is_found(by_hand: Tamper, seq: int) -> None:
    by_hand(REMOVE.format(seq))
    assert verdict() == (seq, "missing")


def test_a_truncated_tail_is_found(by_hand: Tamper) -> None:
    by_hand("DELETE FROM core_logentry WHERE seq > 6")
    assert verdict() == (7, "missing")


def test_an_emptied_log_is_found(by_hand: Tamper) -> None:
    by_hand("DELETE FROM core_logentry")
    assert verdict() == (1, "missing")


def test_an_entry_put_in_between_is_found(by_hand: Tamper) -> None:
    by_hand(MAKE_ROOM, CLOSE_UP, COPY_OF_THE_FOURTH % 5)
    assert verdict() == (5, "inserted")


@pytest.mark.parametrize("seq", [0, 10, 12])
def test_an_entry_put_before_or_behind_is_found(by_hand: Tamper, seq: int) -> None:
    by_hand(COPY_OF_THE_FOURTH % seq)
    assert verdict() == (seq, "inserted")


def test_a_removed_entry_whose_place_was_closed_up_is_found(by_hand: Tamper) -> None:
    by_hand(
        REMOVE.format(5),
        "UPDATE core_logentry SET seq = -(seq - 1) WHERE seq > 5",
        CLOSE_UP,
        "UPDATE core_loghead SET seq = 8",
    )
    assert verdict()[0] == 5


def test_entries_written_while_it_is_verified_raise_no_alarm(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(times=3)
    walk = verifying._fault

    def walk_slowly(entry: LogEntry, **words: Any) -> str:
        if entry.seq == 3:
            ring()
        return walk(entry, **words)

    monkeypatch.setattr(verifying, "_fault", walk_slowly)
    assert verdict() == (None, "")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "::1", "2001:db8::1", "2001:0DB8:0:0::0001", "::ffff:10.1.2.3", "fe80::1%eth0"],
)
def test_addresses_of_all_spellings_verify(db: None, address: str) -> None:
    with city_log.change(by=Actor(name="Dani", address=address), at=clock.now()) as log:
        log.append(BellRang(subject_id=1), audience={"everyone"})
    assert LogEntry.objects.get().address
    assert verdict() == (None, "")


def test_what_is_no_address_is_left_out(db: None) -> None:
    with city_log.change(by=Actor(name="Dani", address="unix:"), at=clock.now()) as log:
        log.append(BellRang(subject_id=1), audience={"everyone"})
    assert LogEntry.objects.get().address is None
    assert verdict() == (None, "")
