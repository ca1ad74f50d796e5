"""A request to the live channel has an id, in its answer and in the log lines."""

from __future__ import annotations

import asyncio
import http.client
from typing import Any

import pytest
from structlog.contextvars import bind_contextvars, get_contextvars
from websockets.sync.client import connect

from safety_net.core import request_log
from safety_net.core.live import hub
from tests.support.people import Member, a_member
from tests.support.server import Server

GIVEN = "desk-7.reload-3"


def poll_id(server: Server, **headers: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("GET", "/api/live/?wait=0", headers=headers)
        return connection.getresponse().headers["X-Request-ID"]
    finally:
        connection.close()


def test_a_poll_is_answered_with_its_id(server: Server) -> None:
    cookie = a_member().cookie
    for who in ({"Cookie": cookie}, {}):
        assert poll_id(server, **who, **{"X-Request-ID": GIVEN}) == GIVEN
        made, another = poll_id(server, **who), poll_id(server, **who)
        assert request_log.ACCEPTED_ID.fullmatch(made)
        assert made != another
        assert poll_id(server, **who, **{"X-Request-ID": "no good"}) != "no good"


def test_so_is_a_handshake(server: Server) -> None:
    dani: Member = a_member()
    headers: Any = {"Cookie": dani.cookie, "Origin": server.url, "X-Request-ID": GIVEN}
    with connect(server.socket_url, additional_headers=headers, proxy=None) as socket:
        assert socket.response is not None
        assert socket.response.headers["X-Request-ID"] == GIVEN


@pytest.mark.parametrize("given", [GIVEN, ""])
def test_log_lines_carry_it(given: str) -> None:
    made = request_log.begin(given)
    assert get_contextvars() == {"request_id": made}


async def test_what_outlives_the_request_does_not_carry_it() -> None:
    found: list[dict[str, Any]] = []

    async def later() -> None:
        found.append(get_contextvars())

    async def start() -> None:
        await asyncio.get_running_loop().create_task(later())

    bind_contextvars(request_id=GIVEN)
    await hub._apart(start())
    assert found == [{}]
