"""Hundreds of desks in one process that are cut off at random and come back with their cursor.

    python -m tests.live.crowd URL LAST SECONDS  < [{"cookie": …, "sees_all": true}, …]

Every entry's audience follows from its seq (see `visible`), so each frame can be checked in full:
nothing missing, nothing twice, nothing foreign. Prints one JSON line when all reached LAST.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.support.quick_socket import QuickSocket, handshake

FRAME = re.compile(rb'\{"type":"entries","after":(\d+),"upto":(\d+)')
SEQ = re.compile(rb'\{"seq":(\d+),')
PRIVATE_EVERY = 3


def visible(seq: int, sees_all: bool) -> bool:
    """Every third entry is for one agency only."""
    return sees_all or seq % PRIVATE_EVERY != 0


@dataclass
class Tally:
    """What all desks together found."""

    frames: int = 0
    entries: int = 0
    faults: int = 0
    cuts: int = 0
    snapshots: int = 0
    seen: dict[bytes, tuple[int, int, list[int]]] = field(default_factory=dict)

    def read(self, frame: bytes) -> tuple[int, int, list[int]]:
        """(after, upto, seqs) of an entries frame; many desks get the very same one."""
        found = self.seen.get(frame)
        if found is None:
            bounds = FRAME.match(frame)
            assert bounds is not None, frame[:80]
            seqs = [int(seq) for seq in SEQ.findall(frame)]
            found = self.seen[frame] = int(bounds[1]), int(bounds[2]), seqs
            if len(self.seen) > 200:
                del self.seen[next(iter(self.seen))]
        return found


class Desk:
    """One browser: connects, listens, is cut off, comes back where it was."""

    def __init__(
        self, url: str, who: dict[str, Any], last: int, longest: float, tally: Tally
    ) -> None:
        self._url, self._last, self._tally = url, last, tally
        self._longest = longest  # seconds until the wire is cut
        self._sees_all: bool = who["sees_all"]
        self._request = handshake(url, who["cookie"])
        self.cursor: int | None = None
        self._gone, self.begun = asyncio.Event(), asyncio.Event()

    async def work(self, cutting: asyncio.Event) -> None:
        """Until everything up to `last` is there. While `cutting`, cut the wire now and then."""
        where = urlsplit(self._url)
        while not self._is_done():
            self._gone.clear()
            try:
                _, socket = await asyncio.get_running_loop().create_connection(
                    lambda: QuickSocket(self._request, self.cursor, self._heard, self._gone.set),
                    str(where.hostname),
                    where.port or 80,
                )
            except OSError:
                await asyncio.sleep(random.uniform(0.1, 0.5))
                continue
            await self._listen(socket, cutting)
            await asyncio.sleep(random.uniform(0.05, 0.5))

    async def _listen(self, socket: QuickSocket, cutting: asyncio.Event) -> None:
        enough = time.monotonic() + random.uniform(0.5, self._longest)
        while not self._gone.is_set() and not self._is_done():
            await asyncio.sleep(0.2)
            if cutting.is_set() and time.monotonic() > enough:
                self._tally.cuts += 1
                break
        socket.abort()

    def _is_done(self) -> bool:
        return self.cursor is not None and self.cursor >= self._last

    def _heard(self, frame: bytes) -> None:
        if frame.startswith(b'{"type":"snapshot"'):
            self._tally.snapshots += self.cursor is not None
            self.cursor = json.loads(frame)["as_of"]
            self.begun.set()
        elif frame.startswith(b'{"type":"entries"'):
            self._check(*self._tally.read(frame))

    def _check(self, after: int, upto: int, seqs: list[int]) -> None:
        expected = [seq for seq in range(after + 1, upto + 1) if visible(seq, self._sees_all)]
        if after != self.cursor or seqs != expected:
            self._tally.faults += 1
        self._tally.frames += 1
        self._tally.entries += len(seqs)
        self.cursor = upto


async def main(url: str, last: int, seconds: float) -> None:
    tally, cutting = Tally(), asyncio.Event()
    cutting.set()
    desks = [Desk(url, who, last, seconds / 2, tally) for who in json.load(sys.stdin)]
    asyncio.get_running_loop().call_later(seconds, cutting.clear)
    async with asyncio.TaskGroup() as tasks:
        for desk in desks:
            tasks.create_task(desk.work(cutting))
        await asyncio.gather(*(desk.begun.wait() for desk in desks))
        say({"ready": True})
    names = ("frames", "entries", "faults", "cuts", "snapshots")
    say({name: getattr(tally, name) for name in names})


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
