"""Every heartbeat says when the engine was last at work; a still engine shows by growing old."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from escalation.models import EnginePulse
from safety_net.core import clock
from safety_net.core.clock import iso
from safety_net.core.live import reading
from tests.support.listening import Desk, poll
from tests.support.people import a_member
from tests.support.server import Server

pytestmark = pytest.mark.usefixtures("no_pulse")
WITHIN = 5.0  # a reading each second and a heartbeat each half, on a slow machine


@pytest.fixture
def no_pulse(city: None) -> Iterator[None]:
    EnginePulse.objects.all().delete()
    yield
    EnginePulse.objects.all().delete()


def beats(driver: str, at: datetime) -> None:
    EnginePulse.objects.update_or_create(driver=driver, defaults={"at": at})


def hears_of_engine(desk: Desk, wanted: dict[str, str | None]) -> None:
    """Listen until a heartbeat says just this."""
    deadline = time.monotonic() + WITHIN
    while desk.hears("heartbeat", max(0.01, deadline - time.monotonic()))["engine"] != wanted:
        pass


def test_a_desk_hears_of_each_driver_and_of_its_next_tick(server: Server) -> None:
    now = clock.now()
    with Desk(server, a_member()) as desk:
        desk.starts()
        hears_of_engine(desk, {})
        beats("sentinel", now)
        beats("celery", now - timedelta(seconds=40))
        stopped = iso(now - timedelta(seconds=40))
        hears_of_engine(desk, {"celery": stopped, "sentinel": iso(now)})
        beats("sentinel", now + timedelta(seconds=1))
        hears_of_engine(desk, {"celery": stopped, "sentinel": iso(now + timedelta(seconds=1))})


def test_a_poll_that_brings_nothing_says_it_too(server: Server) -> None:
    now, dani = clock.now(), a_member()
    beats("celery", now)
    with Desk(server, dani) as desk:
        desk.starts()
        hears_of_engine(desk, {"celery": iso(now)})
    status, frame = poll(server, dani, f"?since={reading.head()}&wait=0")
    assert (status, frame["type"], frame["engine"]) == (200, "heartbeat", {"celery": iso(now)})
