"""A client of the live channel that does what docs/live.md says, for tests."""

from __future__ import annotations

import http.client
import json
import time
from functools import partial
from types import TracebackType
from typing import Any, Protocol, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.support.people import Member
from tests.support.server import Server


class Door(Protocol):
    """Where a desk finds a web process."""

    @property
    def url(self) -> str: ...

    @property
    def socket_url(self) -> str: ...


class Desk:
    """One WebSocket. Remembers the cursor and every entry it was given."""

    def __init__(
        self, server: Door, who: Member | None = None, *, origin: str = "", **options: Any
    ) -> None:
        self.cursor: int | None = None
        self.entries: list[dict[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.close_code: int | None = None
        headers = {"Cookie": who.cookie} if who else {}
        headers |= options.pop("headers", {})
        self._connect = partial(
            connect,
            server.socket_url + options.pop("query", ""),
            origin=Origin(origin or server.url),
            additional_headers=headers,
            compression=None,
            proxy=None,
            close_timeout=2,
            **options,
        )

    def __enter__(self) -> Self:
        self._opening: Any = self._connect()
        self._socket: ClientConnection = self._opening.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opening.__exit__(kind, error, trace)

    def says(self, message: Any) -> None:
        self._socket.send(message if isinstance(message, str | bytes) else json.dumps(message))

    def starts(self, since: int | None = None) -> Desk:
        """Begin, and wait for the snapshot when there is no cursor yet."""
        self.cursor = since
        self.says({"type": "start", "since": since})
        if since is None:
            self.hears("snapshot")
        return self

    def frame(self, seconds: float = 5) -> dict[str, Any]:
        """The next frame, checked against the rules of the protocol."""
        try:
            frame: dict[str, Any] = json.loads(self._socket.recv(timeout=seconds))
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else None
            raise
        self.frames.append(frame)
        if frame["type"] == "snapshot":
            self.cursor = frame["as_of"]
        if frame["type"] == "entries":
            assert frame["after"] == self.cursor, "a gap, or something twice"
            self.cursor = frame["upto"]
            self.entries += frame["entries"]
        return frame

    def hears(self, kind: str, seconds: float = 5) -> dict[str, Any]:
        """Wait for a frame of this type."""
        deadline = time.monotonic() + seconds
        while True:
            frame = self.frame(max(0.01, deadline - time.monotonic()))
            if frame["type"] == kind:
                return frame

    def reaches(self, seq: int, seconds: float = 5) -> Desk:
        """Listen until the cursor stands at `seq` or beyond."""
        deadline = time.monotonic() + seconds
        while self.cursor is None or self.cursor < seq:
            self.frame(max(0.01, deadline - time.monotonic()))
        return self

    def is_closed(self, seconds: float = 5) -> tuple[str | None, int | None]:
        """Listen to the end: the code of the bye, and the close code."""
        deadline, bye = time.monotonic() + seconds, None
        while True:
            try:
                frame = self.frame(max(0.01, deadline - time.monotonic()))
            except ConnectionClosed:
                return bye, self.close_code
            if frame["type"] == "bye":
                bye = frame["code"]


def poll(server: Server, who: Member | None, query: str = "", **headers: str) -> tuple[int, Any]:
    """One long poll: the status and the JSON of its answer."""
    given = {"Cookie": who.cookie} if who else {}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=40)
    try:
        connection.request("GET", f"/api/live/{query}", headers=given | headers)
        answer = connection.getresponse()
        return answer.status, json.load(answer)
    finally:
        connection.close()
