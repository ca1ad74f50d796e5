"""What a desk hears over its WebSocket, from a real server."""

from __future__ import annotations

import pytest
from websockets.exceptions import InvalidStatus

from safety_net.core.access import agency_token
from safety_net.core.live import reading
from tests.support.listening import Desk
from tests.support.people import a_member
from tests.support.ringing import ring
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("city")


def test_a_newcomer_gets_hello_and_a_snapshot_then_entries(server: Server) -> None:
    dani = a_member()
    ring()
    with Desk(server, dani) as desk:
        hello = desk.frame()
        assert hello["protocol"] == 1
        assert hello["viewer"]["agency"] == dani.agency.pk
        desk.starts()
        assert desk.cursor == reading.head()
        ring(text="now")
        desk.reaches(reading.head())
        assert [entry["data"]["text"] for entry in desk.entries] == ["now"]


def test_an_outsider_hears_nothing_but_moves_on(server: Server) -> None:
    insider, outsider = a_member(), a_member()
    with Desk(server, insider) as inside, Desk(server, outsider) as outside:
        inside.starts()
        outside.starts()
        ring({agency_token(insider.agency.pk)}, text="secret")
        inside.reaches(reading.head())
        outside.reaches(reading.head())
        assert len(inside.entries) == 1
        assert outside.entries == []
        assert "secret" not in str(outside.frames)


def test_who_comes_back_gets_what_was_missed(server: Server) -> None:
    dani = a_member()
    with Desk(server, dani) as desk:
        cursor = desk.starts().cursor
    ring(times=1200)
    with Desk(server, dani) as desk:
        desk.starts(cursor).reaches(reading.head())
        assert len(desk.entries) == 1200
        assert {frame["type"] for frame in desk.frames} <= {
            "hello",
            "entries",
            "heartbeat",
            "positions",
        }


def test_an_anonymous_browser_is_refused(server: Server) -> None:
    with Desk(server) as desk:
        assert desk.is_closed() == ("signed_out", 4401)


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_a_foreign_origin_is_refused(server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus), Desk(server, a_member(), origin=origin):
        pass
