"""Positions on the live channel: once a second, to whom it may concern, and only the newest."""

from __future__ import annotations

import secrets
import time
from itertools import pairwise
from typing import Any

import pytest

from agencies.models import Agency
from positions.models import AgencyPositionRules, LatestFix
from safety_net.core import clock
from safety_net.core.access import agency_token
from safety_net.core.live import reading
from tests.support.fleet import a_unit
from tests.support.listening import Desk, poll
from tests.support.moving import a_device, a_fix, tells
from tests.support.people import Member, a_member, an_agency
from tests.support.ringing import ring
from tests.support.server import Server
from units.models import Unit

pytestmark = pytest.mark.usefixtures("city")
WITHIN = 2.5  # seconds, with a slow machine in mind; a second is usual


@pytest.fixture
def fire(city: None) -> Agency:
    """A brigade of its own for each test; no position of another test is in the way."""
    LatestFix.objects.all().delete()
    return an_agency()


@pytest.fixture
def dani(fire: Agency) -> Member:
    return a_member(fire)


@pytest.fixture
def mina(city: None) -> Member:
    return a_member(an_agency("police"))


def an_engine(agency: Agency, *, shared: bool = True) -> Unit:
    return a_unit(agency, f"E {secrets.token_hex(3)}", shared=shared)


def moves(*units: Unit, **more: Any) -> None:
    for unit in units:
        now = clock.now()
        assert tells(unit.agency, now, a_fix(unit, now, **more)).accepted == 1


def units_of(frame: dict[str, Any]) -> list[int]:
    return sorted(row[0] for row in frame["units"])


def picture(desk: Desk) -> set[int]:
    """The units on the desk's map, after all that it heard."""
    units: set[int] = set()
    for frame in desk.frames:
        if frame["type"] == "positions":
            units = set(units_of(frame)) | (set() if frame["full"] else units)
    return units


def sees(desk: Desk, *units: Unit, seconds: float = WITHIN) -> None:
    """Listen until just these are on the map."""
    deadline = time.monotonic() + seconds
    while picture(desk) != {unit.pk for unit in units}:
        desk.hears("positions", max(0.01, deadline - time.monotonic()))


def hears_of(desk: Desk, unit: Unit) -> dict[str, Any]:
    """Listen until a frame of positions has the unit."""
    deadline = time.monotonic() + WITHIN
    while True:
        frame = desk.hears("positions", max(0.01, deadline - time.monotonic()))
        if unit.pk in units_of(frame):
            return frame


def ever_told(desk: Desk) -> set[int]:
    """Every unit of which it ever heard a position."""
    heard = (frame for frame in desk.frames if frame["type"] == "positions")
    return {row[0] for frame in heard for row in frame["units"]}


def test_all_of_them_after_the_opening_then_those_that_moved(server: Server, dani: Member) -> None:
    engine, ladder = an_engine(dani.agency), an_engine(dani.agency)
    moves(engine, ladder, heading=90, speed_kmh=42.34, accuracy_m=5)
    with Desk(server, dani) as desk:
        desk.starts()
        first = desk.hears("positions")
        assert first["full"]
        sees(desk, engine, ladder)
        kinds = [frame["type"] for frame in desk.frames]
        assert kinds.index("snapshot") < kinds.index("positions")
        rows = [row for frame in desk.frames for row in frame.get("units", [])]
        [row] = [row for row in rows if row[0] == engine.pk]
        at = LatestFix.objects.get(pk=engine.pk).at.isoformat().replace("+00:00", "Z")
        assert row == [engine.pk, 126.07, 37.05, 90, 42.3, at, 5, 0]
        moves(ladder)
        second = hears_of(desk, ladder)
        assert (second["full"], units_of(second)) == (False, [ladder.pk])
        assert second["at"] > first["at"]
        assert desk.cursor == reading.head()


def test_a_second_at_least_lies_between_two_frames(server: Server, dani: Member) -> None:
    engine = an_engine(dani.agency)
    with Desk(server, dani) as desk:
        desk.starts()
        desk.hears("positions")
        heard = []
        enough = time.monotonic() + 4
        while time.monotonic() < enough:
            moves(engine)
            try:
                frame = desk.frame(0.2)
            except TimeoutError:
                continue
            if frame["type"] == "positions":
                heard.append(time.monotonic())
        pauses = [later - one for one, later in pairwise(heard)]
        assert len(heard) >= 3
        assert min(pauses) > 0.8


def test_an_unshared_unit_is_for_its_own_agency(server: Server, dani: Member, mina: Member) -> None:
    shared, own = an_engine(dani.agency), an_engine(dani.agency, shared=False)
    moves(shared, own)
    auditor = a_member(dani.agency, role="auditor")
    with Desk(server, dani) as ours, Desk(server, mina) as theirs, Desk(server, auditor) as nobody:
        for desk in (ours, theirs, nobody):
            desk.starts()
        sees(ours, shared, own)
        sees(theirs, shared)
        for _ in range(3):
            moves(own, shared)
            hears_of(theirs, shared)
        ring()
        nobody.reaches(reading.head())
        assert own.pk not in ever_told(theirs)
        assert ever_told(nobody) == set()


def test_a_unit_that_is_no_longer_shared_is_taken_away(
    server: Server, dani: Member, mina: Member
) -> None:
    one, other = an_engine(dani.agency), an_engine(dani.agency)
    moves(one, other)
    with Desk(server, dani) as ours, Desk(server, mina) as theirs:
        for desk in (ours, theirs):
            desk.starts()
            sees(desk, one, other)
        Unit.objects.filter(pk=one.pk).update(is_shared=False)
        sees(theirs, other, seconds=4)
        assert ours.hears("positions")["full"]
        assert picture(ours) == {one.pk, other.pk}
        Unit.objects.filter(pk=other.pk).update(is_active=False)
        sees(theirs, seconds=4)
        sees(ours, one, seconds=4)


def test_what_is_forgotten_is_taken_away(server: Server, dani: Member) -> None:
    AgencyPositionRules.objects.create(
        agency=dani.agency, stale_after_seconds=5, forget_after_seconds=6
    )
    engine = an_engine(dani.agency)
    moves(engine)
    with Desk(server, dani) as desk:
        desk.starts()
        sees(desk, engine)
        sees(desk, seconds=12)


def test_entries_do_not_wait_for_positions(server: Server, dani: Member) -> None:
    engine = an_engine(dani.agency)
    with Desk(server, dani) as desk:
        desk.starts()
        desk.hears("positions")
        for _ in range(5):
            moves(engine)
            began = time.monotonic()
            ring({agency_token(dani.agency.pk)})
            desk.reaches(reading.head())
            assert time.monotonic() - began < 0.8
            time.sleep(0.3)


def test_the_same_by_long_polls(server: Server, dani: Member, mina: Member) -> None:
    shared, own = an_engine(dani.agency), an_engine(dani.agency, shared=False)
    moves(shared, own)
    head = reading.head()
    time.sleep(1.5)  # the hub may have looked just before
    full = poll(server, dani, f"?since={head}&positions=")[1]
    assert (full["type"], full["full"]) == ("positions", True)
    assert units_of(full) == sorted([shared.pk, own.pk])
    assert units_of(poll(server, mina, f"?since={head}&positions=")[1]) == [shared.pk]
    quiet = poll(server, dani, f"?since={head}&wait=1&positions={full['at']}")[1]
    assert quiet["type"] == "heartbeat"
    moves(own)
    moved = poll(server, dani, f"?since={head}&wait=5&positions={full['at']}")[1]
    assert (moved["type"], moved["full"], units_of(moved)) == ("positions", False, [own.pk])
    ring({agency_token(dani.agency.pk)})
    moves(own)
    entries = poll(server, dani, f"?since={head}&wait=5&positions={moved['at']}")[1]
    assert entries["type"] == "entries"  # the log comes first


def test_a_socket_that_wants_no_positions_gets_none(server: Server, dani: Member) -> None:
    with Desk(server, dani) as phone:
        phone.says({"type": "start", "since": None, "positions": False})
        phone.hears("snapshot")
        moves(an_engine(dani.agency))
        phone.hears("heartbeat", seconds=5)
        phone.hears("heartbeat", seconds=5)
        assert "positions" not in {frame["type"] for frame in phone.frames}


def test_a_poll_that_asks_for_no_positions_gets_none(server: Server, dani: Member) -> None:
    moves(an_engine(dani.agency))
    assert poll(server, dani, f"?since={reading.head()}&wait=1")[1]["type"] == "heartbeat"


@pytest.mark.parametrize("words", ["now", "2026-11-22", "1", "2026-11-22T09:00:00Z"])
def test_a_place_that_was_not_given_out(server: Server, dani: Member, words: str) -> None:
    assert poll(server, dani, f"?since=0&positions={words}")[0] == 400


def test_without_redis_positions_go_on(dani: Member) -> None:
    """The hub looks by itself; nothing of positions goes through Redis."""
    engine = an_engine(dani.agency)
    moves(engine)
    nowhere = "unix:///nonexistent/redis.sock?db=0"
    server = Server("tests.live.served:application", REDIS_URL=nowhere)
    with server as lonely, Desk(lonely, dani) as desk:
        desk.starts()
        sees(desk, engine)
        moves(engine)
        hears_of(desk, engine)


def test_the_key_of_a_device_does_not_listen(server: Server, dani: Member) -> None:
    headers = {"Authorization": f"Device {a_device(dani.agency)[1]}"}
    with Desk(server, headers=headers) as desk:
        assert desk.is_closed() == ("signed_out", 4401)
    assert poll(server, None, **headers)[0] == 401
