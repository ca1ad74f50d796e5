"""Redis only carries the hint that there is something new. Losing it costs a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safety_net.core.live import reading
from tests.live.conftest import APPLICATION
from tests.support.listening import Desk
from tests.support.own_redis import OwnRedis
from tests.support.people import a_member
from tests.support.ringing import ring
from tests.support.server import Server

LATEST = 2.5  # seconds: the promise
PROMPT = 0.35  # well below the second that polling takes on average half of
BACK_TO_NORMAL = 30


@pytest.fixture
def own(city: None, tmp_path: Path, settings: Any) -> Iterator[OwnRedis]:
    with OwnRedis(tmp_path) as own:
        settings.REDIS_URL = own.url
        layer = settings.CHANNEL_LAYERS["default"]
        host = {"address": own.url, "socket_timeout": 2, "socket_connect_timeout": 2}
        config = {**layer["CONFIG"], "hosts": [host]}
        settings.CHANNEL_LAYERS = {"default": {**layer, "CONFIG": config}}
        yield own


@pytest.fixture
def desk(own: OwnRedis) -> Iterator[Desk]:
    with Server(APPLICATION) as server, Desk(server, a_member()) as desk:
        yield desk.starts()


def written_and_heard(desk: Desk) -> tuple[float, float]:
    """Seconds that one commit took, and seconds from then until the desk had it."""
    began = time.monotonic()
    ring()
    written = time.monotonic()
    desk.reaches(reading.head())
    return written - began, time.monotonic() - written


def is_prompt(desk: Desk) -> bool:
    """Five in a row that polling alone would hardly bring that fast."""
    return all(written_and_heard(desk)[1] < PROMPT for _ in range(5))


def wait_until_prompt(desk: Desk) -> float:
    began = time.monotonic()
    while not is_prompt(desk):
        assert time.monotonic() - began < BACK_TO_NORMAL
    return time.monotonic() - began


def test_a_dead_redis_costs_a_second_and_comes_back(own: OwnRedis, desk: Desk) -> None:
    wait_until_prompt(desk)
    own.dies()
    for _ in range(4):
        written, heard = written_and_heard(desk)
        assert written < 0.5
        assert heard < LATEST
    own.returns()
    wait_until_prompt(desk)


def test_a_hung_redis_holds_up_nobody(own: OwnRedis, desk: Desk) -> None:
    wait_until_prompt(desk)
    own.hangs()
    for _ in range(6):
        written, heard = written_and_heard(desk)
        assert written < 0.5
        assert heard < LATEST
    own.goes_on()
    wait_until_prompt(desk)
