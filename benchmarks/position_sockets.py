"""Many desks that hear positions, in one process, cheap enough that the server is measured.

    python -m benchmarks.position_sockets URL COUNT SECONDS  < [cookie, …]

Prints "ready" when all are open, and after SECONDS one JSON line with what they found.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

import orjson

from tests.support.quick_socket import QuickSocket, handshake

POSITIONS = b'{"type":"positions"'
OPENING = b'{"type":"snapshot"'
PATIENCE_SECONDS = 60
KEPT = 64


class Told(NamedTuple):
    """What one frame tells: the times of its oldest, middle and newest position, and how many."""

    oldest: float
    middle: float
    newest: float
    number: int


NOTHING = Told(0, 0, 0, 0)


class Crowd:
    """All desks together. Most get the very same frame, so each is read once."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.ready = asyncio.Event()
        self.frames, self.positions = [0] * count, [0] * count
        self.newest = [0.0] * count
        self.oldest_ages: list[float] = []
        self.middle_ages: list[float] = []
        self.gone = 0
        self.is_measuring = False
        self._opened = 0
        self._read: dict[bytes, Told] = {}

    def hears(self, desk: int, frame: bytes) -> None:
        if frame.startswith(OPENING):
            self._opened += 1
            if self._opened == self.count:
                self.ready.set()
        elif self.is_measuring and frame.startswith(POSITIONS):
            now, told = time.time(), self._read.get(frame) or self._learn(frame)
            if told.number:
                self._measure(desk, told, now)

    def loses_one(self) -> None:
        self.gone += 1

    def _measure(self, desk: int, told: Told, now: float) -> None:
        self.frames[desk] += 1
        self.positions[desk] += told.number
        self.newest[desk] = max(self.newest[desk], told.newest)
        self.oldest_ages.append(now - told.oldest)
        self.middle_ages.append(now - told.middle)

    def _learn(self, frame: bytes) -> Told:
        found = orjson.loads(frame)
        rows = [] if found["full"] else found["units"]
        times = sorted(datetime.fromisoformat(row[5]).timestamp() for row in rows)
        told = Told(times[0], times[len(times) // 2], times[-1], len(times)) if times else NOTHING
        self._read[frame] = told
        if len(self._read) > KEPT:
            del self._read[next(iter(self._read))]
        return told


def desk_of(crowd: Crowd, desk: int, request: bytes) -> Callable[[], QuickSocket]:
    return lambda: QuickSocket(request, None, partial(crowd.hears, desk), crowd.loses_one)


async def main(url: str, count: int, seconds: float) -> None:
    cookies = json.load(sys.stdin)
    crowd, loop, where = Crowd(count), asyncio.get_running_loop(), urlsplit(url)
    place = str(where.hostname), where.port or 80
    for desk in range(count):
        request = handshake(url, cookies[desk % len(cookies)])
        await loop.create_connection(desk_of(crowd, desk, request), *place)
    await asyncio.wait_for(crowd.ready.wait(), PATIENCE_SECONDS)
    say("ready")
    await asyncio.sleep(3)  # the full frames are over
    crowd.is_measuring = True
    await asyncio.sleep(seconds)
    names = ("frames", "positions", "newest", "oldest_ages", "middle_ages", "gone")
    say(json.dumps({name: getattr(crowd, name) for name in names}))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
