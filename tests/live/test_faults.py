"""Slow, rude and broken peers; a database that hangs up. The others notice nothing."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from websockets.exceptions import ConnectionClosed

from safety_net.core.live import reading
from tests.live.conftest import APPLICATION
from tests.support.listening import Desk
from tests.support.people import Member, a_member
from tests.support.ringing import ring
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("city")
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def server(city: None) -> Iterator[Server]:
    bounds = {
        "LIVE_HEARTBEAT_SECONDS": "0.5",
        "LIVE_BLOCKED_SECONDS": "2.0",
        "LIVE_START_SECONDS": "1.0",
        "LIVE_RING_ENTRIES": "300",
        "LIVE_CATCH_UP_ENTRIES": "1000",
        "LIVE_CATCH_UP_BYTES": str(2 * MEGABYTE),
        "LIVE_CATCH_UP_RANGE": "3000",
        "LIVE_CONNECTIONS_PER_USER": "5",
    }
    with Server(APPLICATION, **bounds) as running:
        yield running


@pytest.fixture
def dani(city: None) -> Member:
    return a_member()


@pytest.mark.parametrize(
    "words",
    [
        b"\x00\x01",
        "not JSON",
        "[]",
        '"start"',
        {"type": "shout"},
        {"type": "start", "since": -1},
        {"type": "start", "since": "7"},
        {"type": "start", "since": 1.5},
        {"type": "start", "since": True},
        {"type": "start", "since": [1]},
        '{"type":"start","since":NaN}',
        "[" * 4000,
        {"type": "start", "since": None, "more": "x" * 5000},
    ],
)
def test_words_that_mean_nothing_end_the_connection(server: Server, dani: Member, words) -> None:
    with Desk(server, dani) as desk:
        desk.says(words)
        assert desk.is_closed() == ("protocol", 4400)


@pytest.mark.parametrize("query", ["?since=-1", "?since=x", "?since=", "?since=1%00"])
def test_so_does_such_an_address(server: Server, dani: Member, query: str) -> None:
    with Desk(server, dani, query=query) as desk:
        assert desk.is_closed() == ("protocol", 4400)


def test_a_frame_that_is_far_too_large_is_not_even_read(server: Server, dani: Member) -> None:
    with Desk(server, dani) as desk:
        desk.hears("hello")
        with suppress(ConnectionClosed):  # the server may close while we still send
            desk.says("x" * (16 * MEGABYTE))
        assert desk.is_closed()[1] in {1009, None}


def test_who_says_nothing_is_let_go(server: Server, dani: Member) -> None:
    with Desk(server, dani) as desk:
        assert desk.is_closed() == ("protocol", 4400)


def test_a_thousand_frames_disturb_nobody(server: Server, dani: Member) -> None:
    with Desk(server, a_member()) as other, Desk(server, dani) as rude:
        other.starts()
        with suppress(ConnectionClosed):
            for _ in range(1000):
                rude.says({"type": "start", "since": 0})
        began = time.monotonic()
        ring()
        other.reaches(reading.head())
        assert time.monotonic() - began < 1
        assert rude.is_closed()[0] in {"protocol", None}


@pytest.mark.parametrize("since", [2**63 - 1, 2**63, 2**64 - 1])
def test_a_cursor_ahead_of_the_log_gets_a_snapshot(
    server: Server, dani: Member, since: int
) -> None:
    with Desk(server, dani) as desk:
        desk.says({"type": "start", "since": since})
        assert desk.hears("snapshot")["as_of"] == reading.head()


def test_too_many_windows_of_one_person_are_refused(server: Server, dani: Member) -> None:
    desks = [Desk(server, dani) for _ in range(6)]
    for desk in desks[:5]:
        desk.__enter__().starts()
    with desks[5] as one_more:
        assert one_more.is_closed() == ("too_many", 4429)
    for desk in desks[:5]:
        desk.__exit__(None, None, None)


def returning_after(server: Server, who: Member, **written: Any) -> list[str]:
    """Leave, let entries be written, come back: the kinds of the frames that bring one up."""
    head = reading.head()
    for _ in range(written.pop("changes", 1)):
        ring(**written)
    with Desk(server, who) as desk:
        desk.starts(head).reaches(reading.head())
        return [frame["type"] for frame in desk.frames if frame["type"] in {"snapshot", "entries"}]


def test_the_log_brings_up_who_missed_little_and_a_snapshot_who_missed_much(
    server: Server, dani: Member
) -> None:
    assert set(returning_after(server, dani, times=1000)) == {"entries"}
    assert returning_after(server, dani, times=1001) == ["snapshot"]
    assert returning_after(server, dani, times=900, text="x" * 2500) == ["snapshot"]
    outside = {"agency:0"}
    assert returning_after(server, dani, times=3001, audience=outside) == ["snapshot"]
    assert returning_after(server, dani, times=2000, audience=outside) == ["entries"]


def test_past_retention_there_is_a_snapshot(server: Server, dani: Member) -> None:
    head = reading.head()
    ring(times=400)
    with connection.cursor() as cursor:  # as the archiving of a later version will do it
        cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM core_logentry WHERE seq <= %s", [head + 10])
        cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")
    with Desk(server, dani) as desk:
        desk.starts(head + 5).hears("snapshot")
    with Desk(server, dani) as desk:
        desk.starts(head + 10).reaches(reading.head())
        assert len(desk.entries) == 390


def test_a_slow_reader_is_cut_off_and_the_others_hear_everything_at_once(
    server: Server, dani: Member
) -> None:
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    narrow.connect(("127.0.0.1", server.port))
    with (
        Desk(server, a_member()) as other,
        Desk(server, dani, sock=narrow, max_queue=1) as slow,
    ):
        other.starts()
        slow.starts()
        longest = 0.0
        for _ in range(60):
            ring(times=10, text="x" * 20_000)
            written = time.monotonic()
            other.reaches(reading.head())
            longest = max(longest, time.monotonic() - written)
        assert len(other.entries) == 600
        assert longest < 1.5
        time.sleep(3)  # longer than a peer may leave a frame untaken
        assert slow.is_closed(20) == ("slow", 4408)
        with Desk(server, dani) as again:
            again.starts(slow.cursor).reaches(reading.head(), 20)


def test_a_database_that_hangs_up_costs_nothing(server: Server, dani: Member) -> None:
    with Desk(server, dani) as desk:
        desk.starts()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ring(text="after")
        desk.reaches(reading.head())
        assert desk.entries[-1]["data"]["text"] == "after"
        with Desk(server, dani) as newcomer:
            newcomer.starts()


def test_a_restored_backup_makes_everybody_begin_again(server: Server, dani: Member) -> None:
    ring(text="so that the log has an entry that a backup could lack")
    with Desk(server, dani) as desk:
        desk.starts()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_loghead SET seq = seq - 1")
        try:
            assert desk.is_closed() == ("restart", 1012)
            with Desk(server, dani) as again:
                again.says({"type": "start", "since": desk.cursor})
                assert again.hears("snapshot")["as_of"] == reading.head()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE core_loghead SET seq = seq + 1")


def test_a_server_that_ends_says_so(city: None) -> None:
    with Server(APPLICATION) as ending, Desk(ending, a_member()) as desk:
        desk.starts()
        began = time.monotonic()
        ending.stop()
        assert time.monotonic() - began < 4
        assert desk.is_closed()[1] == 1012


def test_frames_are_json_without_anything_of_the_callers(server: Server, dani: Member) -> None:
    with Desk(server, dani) as desk:
        desk.starts()
        ring(text='"quotes" \\ 한글 </script>')
        desk.reaches(reading.head())
        assert desk.entries[-1]["data"]["text"] == '"quotes" \\ 한글 </script>'
        assert json.dumps(desk.entries[-1])
