"""Many WebSockets in one process, cheap enough that the server is what gets measured.

    python -m benchmarks.live_sockets HOST PORT PATH COOKIE COUNT LAST

Prints "ready" when all are open, then, once every socket has event LAST (or after a minute), one
JSON line: for each event the monotonic time at which the last socket had it.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import sys
import time
from collections import defaultdict

ENTRIES = re.compile(rb'\{"type":"entries","after":(\d+),"upto":(\d+)')
NUMBERED = re.compile(rb'\{"n": (\d+)')
START = b'{"type":"start","since":null}'
PATIENCE_SECONDS = 60


def masked(payload: bytes) -> bytes:
    """A client's text frame; the mask is zero, which is allowed and costs nothing."""
    return bytes([0x81, 0x80 | len(payload), 0, 0, 0, 0]) + payload


class Socket(asyncio.Protocol):
    """One WebSocket that only reads numbers from the beginning of frames."""

    def __init__(self, crowd: Crowd, request: bytes) -> None:
        self._crowd, self._request = crowd, request
        self._buffer = b""
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head.split(b"\r\n")[0], head
            self._open, self._buffer = True, rest
            self._transport.write(masked(START))
        self._read_frames()

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            opcode, size, start = buffer[at] & 0x0F, buffer[at + 1], at + 2
            if size >= 126:
                wide = 2 if size == 126 else 8
                size, start = int.from_bytes(buffer[start : start + wide]), start + wide
            if len(buffer) < start + size or start > len(buffer):
                break
            if opcode == 1:
                self._crowd.has(buffer[start : start + min(size, 90)])
            at = start + size
        self._buffer = buffer[at:]


class Crowd:
    """All sockets together: how many have each event, and since when."""

    def __init__(self, count: int, last: int) -> None:
        self.count, self.last = count, last
        self.arrivals: dict[int, int] = defaultdict(int)
        self.complete: dict[int, float] = {}
        self.ready, self.done = asyncio.Event(), asyncio.Event()
        self._begun = 0

    def has(self, head: bytes) -> None:
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


async def main(host: str, port: int, path: str, cookie: str, count: int, last: int) -> None:
    crowd, loop = Crowd(count, last), asyncio.get_running_loop()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}:{port}",
        f"Origin: http://{host}:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        f"Cookie: {cookie}",
        "\r\n",
    ]
    request = "\r\n".join(lines).encode()
    for _ in range(count):
        await loop.create_connection(lambda: Socket(crowd, request), host, port)
    await asyncio.wait_for(crowd.ready.wait(), PATIENCE_SECONDS)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        await asyncio.wait_for(crowd.done.wait(), PATIENCE_SECONDS)
    except TimeoutError:
        sys.stderr.write("not everything arrived\n")
    sys.stdout.write(json.dumps(crowd.complete) + "\n")


if __name__ == "__main__":
    _, host, port, path, cookie, count, last = sys.argv
    asyncio.run(main(host, int(port), path, cookie, int(count), int(last)))
