"""Many WebSockets in one process, cheap enough that the server is what gets measured.

    python -m benchmarks.live_sockets URL COOKIE COUNT LAST

Prints "ready" when all are open, then, once every socket has event LAST (or after a minute), one
JSON line: for each event the monotonic time at which the last socket had it.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from urllib.parse import urlsplit

from tests.support.quick_socket import QuickSocket, handshake

ENTRIES = re.compile(rb'\{"type":"entries","after":(\d+),"upto":(\d+)')
NUMBERED = re.compile(rb'\{"n": (\d+)')
PATIENCE_SECONDS = 60


class Crowd:
    """All sockets together: how many have each event, and since when."""

    def __init__(self, count: int, last: int) -> None:
        self.count, self.last = count, last
        self.arrivals: dict[int, int] = defaultdict(int)
        self.complete: dict[int, float] = {}
        self.ready, self.done = asyncio.Event(), asyncio.Event()
        self._begun = 0

    def has(self, frame: bytes) -> None:
        head = frame[:90]
        if head.startswith((b'{"type":"snapshot"', b'{"welcome"')):
            self._begun += 1
            if self._begun == self.count:
                self.ready.set()
            return
        if (found := ENTRIES.match(head)) is not None:
            self._arrived(range(int(found[1]) + 1, int(found[2]) + 1))
        elif (found := NUMBERED.match(head)) is not None:
            self._arrived((int(found[1]),))

    def _arrived(self, events: range | tuple[int]) -> None:
        for event in events:
            self.arrivals[event] += 1
            if self.arrivals[event] == self.count:
                self.complete[event] = time.monotonic()
        if self.last in self.complete:
            self.done.set()


async def main(url: str, cookie: str, count: int, last: int) -> None:
    crowd, loop, where = Crowd(count, last), asyncio.get_running_loop(), urlsplit(url)
    request = handshake(url, cookie)
    for _ in range(count):
        await loop.create_connection(
            lambda: QuickSocket(request, None, crowd.has), str(where.hostname), where.port or 80
        )
    await asyncio.wait_for(crowd.ready.wait(), PATIENCE_SECONDS)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        await asyncio.wait_for(crowd.done.wait(), PATIENCE_SECONDS)
    except TimeoutError:
        sys.stderr.write("not everything arrived\n")
    sys.stdout.write(json.dumps(crowd.complete) + "\n")


if __name__ == "__main__":
    _, url, cookie, count, last = sys.argv
    asyncio.run(main(url, cookie, int(count), int(last)))
