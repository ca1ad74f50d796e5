"""`/ws/live/`: the WebSocket side of the live channel, as a plain ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, WebSocketScope

from safety_net.core import request_log
from safety_net.core.live import identity, protocol
from safety_net.core.live.connection import Connection
from safety_net.core.live.hub import Hub, hubs
from safety_net.core.live.lanes import Unreachable
from safety_net.core.live.opening import opening
from safety_net.core.live.protocol import Bye
from safety_net.core.live.rates import Rate

FLOODS = 3  # in ten seconds


class Outrun(Exception):
    """The log grows faster than this peer reads."""


async def live_socket(
    scope: WebSocketScope, receive: ASGIReceiveCallable, send: ASGISendCallable
) -> None:
    """Serve one browser. Foreign origins were refused before (see entrance.py)."""
    peer = Peer(scope, receive, send)
    if (await receive())["type"] != "websocket.connect":
        return
    headers = headers_of(scope["headers"])
    named = (b"x-request-id", request_log.begin(headers.get("x-request-id", "")).encode())
    await send({"type": "websocket.accept", "subprotocol": None, "headers": [named]})
    try:
        hub = await hubs.hub()
        claims = await hub.front.ask(identity.admit, headers)
    except Unreachable:
        return await peer.farewell(protocol.UNAVAILABLE)
    if isinstance(claims, Bye):
        return await peer.farewell(claims)
    if hub.connections_of(claims.viewer.user_id) >= hub.limits.connections_per_user:
        return await peer.farewell(protocol.TOO_MANY)
    await Conversation(hub, peer, claims).hold()


def headers_of(raw: Any) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in raw}


class Peer:
    """The other end of the socket: frames out, words in, and a way to be rid of it."""

    def __init__(
        self, scope: WebSocketScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        self.query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        self.receive, self._send = receive, send
        extensions: dict[str, Any] = scope.get("extensions") or {}
        # server.py offers this: a goodbye that does not wait for a peer that stopped reading.
        self._dismiss: Callable[..., None] | None = extensions.get("safety_net.dismiss")

    async def say(self, frame: bytes) -> None:
        await self._send({"type": "websocket.send", "bytes": None, "text": frame.decode()})

    async def farewell(self, bye: Bye, *, seconds: float = 1.0) -> None:
        if self._dismiss is not None:
            return self._dismiss(bye.frame, bye.close)
        try:
            async with asyncio.timeout(seconds):
                await self.say(bye.frame)
                await self._send({"type": "websocket.close", "code": bye.close, "reason": bye.code})
        except (TimeoutError, OSError):
            return  # it is gone or does not read; returning closes the socket


class Conversation:
    """hello, the opening, then entries, positions and heartbeats until either side ends it."""

    def __init__(self, hub: Hub, peer: Peer, claims: identity.Claims) -> None:
        self._hub, self._peer = hub, peer
        self._rate, self._floods = Rate(hub.limits.inbound_frames), Rate(FLOODS)
        self._start: asyncio.Future[protocol.Start] = asyncio.get_running_loop().create_future()
        self._ended = asyncio.Event()
        self._connection = Connection(claims, cursor=0, stop=self._ended.set)

    async def hold(self) -> None:
        loop = asyncio.get_running_loop()
        self._hub.join(self._connection)
        tasks = [loop.create_task(work) for work in (self._read(), self._write(), self._end())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._hub.leave(self._connection)
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        if self._connection.bye is not None:
            await self._peer.farewell(
                self._connection.bye, seconds=self._hub.limits.farewell_seconds
            )
        _raise_unforeseen(outcomes)

    async def _end(self) -> None:
        await self._ended.wait()

    # In

    async def _read(self) -> None:
        """Take the start frame; anything else, too large or too fast, ends the connection."""
        while True:
            message = await self._peer.receive()
            if message["type"] != "websocket.receive":
                return
            text = message.get("text") or ""
            if not text or len(text) > self._hub.limits.inbound_bytes or not self._rate.allows():
                return self._connection.dismiss(protocol.PROTOCOL)
            try:
                start = protocol.read_start(text)
            except protocol.BadStart:
                return self._connection.dismiss(protocol.PROTOCOL)
            if not self._start.done():
                self._start.set_result(start)

    async def _since(self) -> int | None:
        """From the address, else from the start frame, which must come soon."""
        if "since" in self._peer.query:
            return protocol.read_since(self._peer.query["since"][0])
        async with asyncio.timeout(self._hub.limits.start_seconds):
            start = await self._start
        if not start.positions:
            self._connection.positions_at = None
        return start.since

    # Out

    async def _write(self) -> None:
        hub, claims = self._hub, self._connection.claims
        await self._say(protocol.hello(claims.viewer, heartbeat=hub.limits.heartbeat_seconds))
        try:
            await self._bring_up(await self._since())
            await self._follow()
        except (protocol.BadStart, TimeoutError):
            self._connection.dismiss(protocol.PROTOCOL)
        except Outrun:
            self._connection.dismiss(protocol.SLOW)
        except Unreachable:
            self._connection.dismiss(protocol.UNAVAILABLE)

    async def _bring_up(self, since: int | None) -> None:
        """From `since` into the hub's ring, by entries or a snapshot."""
        found = await opening(self._hub, self._connection.claims.viewer, since)
        for frame in found.frames:
            await self._say(frame)
        self._connection.cursor = found.cursor

    async def _follow(self) -> None:
        hub, connection, beat = self._hub, self._connection, -1
        while True:
            if connection.cursor < hub.ring.base:
                await self._fell_behind()
            elif (frame := hub.frame_for(connection)) is not None:
                await self._say(frame.text)
                connection.cursor, beat = frame.upto, hub.beat
            elif (positions := hub.watch.frame_for(connection)) is not None:
                await self._say(positions)
            elif beat != hub.beat:
                await self._say(hub.heartbeat)
                beat = hub.beat
            else:
                await hub.news()

    async def _fell_behind(self) -> None:
        """A flood may outrun the ring once. Who is outrun again and again does not read enough."""
        if not self._floods.allows():
            raise Outrun
        await self._bring_up(self._connection.cursor)

    async def _say(self, frame: bytes) -> None:
        self._connection.sending()
        await self._peer.say(frame)
        self._connection.sent()


def _raise_unforeseen(outcomes: list[BaseException | None]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, OSError):
            raise outcome
