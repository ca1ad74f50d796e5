"""The same over HTTP, where WebSocket is blocked."""

from __future__ import annotations

import http.client
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from safety_net.core.access import agency_token
from safety_net.core.live import reading
from tests.support.listening import poll
from tests.support.people import Member, a_member
from tests.support.ringing import ring
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def dani(city: None) -> Member:
    return a_member()


def test_without_a_cursor_there_is_a_snapshot(server: Server, dani: Member) -> None:
    ring()
    status, frame = poll(server, dani)
    assert (status, frame["type"], frame["as_of"]) == (200, "snapshot", reading.head())


def test_what_was_missed_comes_at_once(server: Server, dani: Member) -> None:
    head = reading.head()
    ring(times=3)
    _, frame = poll(server, dani, f"?since={head}")
    assert (frame["after"], frame["upto"], len(frame["entries"])) == (head, head + 3, 3)


def test_news_ends_the_wait(server: Server, dani: Member) -> None:
    head = reading.head()
    poll(server, dani, f"?since={head}&wait=0")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(poll, server, dani, f"?since={head}&wait=10")
        time.sleep(0.5)
        began = time.monotonic()
        ring({agency_token(dani.agency.pk)}, text="now")
        _, frame = waiting.result()
    assert time.monotonic() - began < 2
    assert [entry["data"]["text"] for entry in frame["entries"]] == ["now"]


def test_an_outsider_waits_in_vain_but_moves_on(server: Server, dani: Member) -> None:
    head = reading.head()
    poll(server, dani, f"?since={head}&wait=0")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(poll, server, dani, f"?since={head}&wait=2")
        time.sleep(0.5)
        ring({"agency:0"}, text="secret")
        _, frame = waiting.result()
    assert (frame["type"], frame["after"], frame["upto"]) == ("entries", head, head + 1)
    assert frame["entries"] == []


def test_nothing_new_is_a_heartbeat(server: Server, dani: Member) -> None:
    head = reading.head()
    began = time.monotonic()
    _, frame = poll(server, dani, f"?since={head}&wait=1")
    assert (frame["type"], frame["head"]) == ("heartbeat", head)
    assert 0.8 < time.monotonic() - began < 3


def test_an_anonymous_poll_is_refused(server: Server) -> None:
    status, problem = poll(server, None)
    assert (status, problem["code"]) == (401, "signed_out")


@pytest.mark.parametrize("query", ["?since=-1", "?since=now", "?since=", "?since=1&wait=x"])
def test_nonsense_is_refused_clearly(server: Server, dani: Member, query: str) -> None:
    status, problem = poll(server, dani, query)
    assert (status, problem["code"]) == (400, "protocol")


def test_a_cursor_ahead_of_the_log_gets_a_snapshot(server: Server, dani: Member) -> None:
    for since in (2**63, 10**30):
        assert poll(server, dani, f"?since={since}")[1]["type"] == "snapshot"


def test_only_get_is_answered_and_a_foreign_host_is_not(server: Server, dani: Member) -> None:
    for method, host, status in (("POST", "127.0.0.1", 405), ("GET", "evil.example", 400)):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request(method, "/api/live/", headers={"Cookie": dani.cookie, "Host": host})
        assert connection.getresponse().status == status
        connection.close()
