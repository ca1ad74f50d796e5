"""A WebSocket client that costs next to nothing, so that hundreds fit beside the server."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Callable
from urllib.parse import urlsplit

TEXT, PING, PONG = 0x1, 0x9, 0xA


def handshake(url: str, cookie: str) -> bytes:
    """The request that opens a WebSocket at `url`, from a page of the same origin."""
    parts = urlsplit(url)
    lines = [
        f"GET {parts.path} HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Origin: http://{parts.netloc}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        f"Cookie: {cookie}",
        "\r\n",
    ]
    return "\r\n".join(lines).encode()


def start_frame(since: int | None) -> bytes:
    """The start frame, masked with zeros: allowed, and free."""
    payload = json.dumps({"type": "start", "since": since}).encode()
    return bytes([0x81, 0x80 | len(payload), 0, 0, 0, 0]) + payload


class QuickSocket(asyncio.Protocol):
    """Calls `heard(text)` for every text frame and `gone()` once at the end."""

    def __init__(
        self,
        request: bytes,
        since: int | None,
        heard: Callable[[bytes], None],
        gone: Callable[[], None] = lambda: None,
    ) -> None:
        self._request, self._since = request, since
        self._heard, self._gone = heard, gone
        self._buffer = b""
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, error: Exception | None) -> None:
        self._gone()

    def abort(self) -> None:
        """Cut the wire, without a word."""
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head.split(b"\r\n")[0], head
            self._open, self._buffer = True, rest
            self._transport.write(start_frame(self._since))
        self._read_frames()

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, start = buffer[at + 1], at + 2
            if size >= 126:
                wide = 2 if size == 126 else 8
                size, start = int.from_bytes(buffer[start : start + wide]), start + wide
            if len(buffer) < start + size:
                break
            payload, kind = buffer[start : start + size], buffer[at] & 0x0F
            if kind == TEXT:
                self._heard(payload)
            elif kind == PING:  # whoever does not answer is cut off
                self._transport.write(bytes([0x80 | PONG, 0x80 | size, 0, 0, 0, 0]) + payload)
            at = start + size
        self._buffer = buffer[at:]
