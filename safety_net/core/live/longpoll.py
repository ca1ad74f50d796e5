"""`GET /api/live/?since=N&wait=25&positions=…`: the live channel where WebSocket is blocked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import parse_qs

import orjson
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from safety_net.core import request_log
from safety_net.core.access import Viewer
from safety_net.core.live import identity, protocol
from safety_net.core.live.connection import Connection
from safety_net.core.live.hub import Hub, hubs
from safety_net.core.live.lanes import Unreachable
from safety_net.core.live.opening import opening
from safety_net.core.live.protocol import Bye
from safety_net.core.live.socket import headers_of

STATUS = {
    protocol.PROTOCOL: (400, "since and wait are whole numbers, positions is a time."),
    protocol.SIGNED_OUT: (401, "Sign in first."),
    protocol.WRONG_SCOPE: (403, "This token needs the scope read:live."),
    protocol.MEMBERSHIP_CHANGED: (403, "Your membership changed."),
    protocol.NO_MEMBERSHIP: (403, "You have no membership."),
    protocol.TOO_MANY: (429, "Too many are waiting already."),
    protocol.SLOW: (503, "Ask again."),
    protocol.RESTART: (503, "Ask again."),
    protocol.UNAVAILABLE: (503, "The system can't be reached just now."),
}
RETRY_AFTER_SECONDS = b"2"

Headers: TypeAlias = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Question:
    """What was asked: everything after `since` (None: a snapshot), in at most `wait` seconds.

    `positions`: also where units are, if that changed since; "" for all, None for no positions.
    """

    since: int | None
    wait: float
    positions: str | None

    @classmethod
    def read(cls, query: str, longest: float) -> Question:
        """BadStart if it can't be understood."""
        given = parse_qs(query, keep_blank_values=True)
        since = protocol.read_since(given["since"][0]) if "since" in given else None
        wait = protocol.read_since(given["wait"][0]) if "wait" in given else longest
        positions = protocol.read_moment(given["positions"][0]) if "positions" in given else None
        return cls(since, min(float(wait), longest), positions)


async def live_poll(scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one poll with a snapshot, entries or a heartbeat; or with a problem document."""
    headers = headers_of(scope["headers"])
    answer = Answer(send, request_log.begin(headers.get("x-request-id", "")))
    if scope["method"] != "GET":
        return await answer.method_not_allowed()
    try:
        hub = await hubs.hub()
        question = Question.read(scope["query_string"].decode("latin-1"), hub.limits.wait_seconds)
        claims = await hub.front.ask(identity.admit, headers)
    except protocol.BadStart:
        return await answer.problem(protocol.PROTOCOL)
    except Unreachable:
        return await answer.problem(protocol.UNAVAILABLE)
    if isinstance(claims, Bye):
        return await answer.problem(claims)
    await Poll(hub, claims, question).serve(receive, answer)


class Answer:
    """One HTTP answer, never kept by a cache."""

    def __init__(self, send: ASGISendCallable, request_id: str) -> None:
        self._send, self._request_id = send, request_id

    async def frame(self, text: bytes, viewer: Viewer) -> None:
        """A frame, and in a header what `hello` says on a WebSocket: whom the server sees."""
        who = orjson.dumps(protocol.viewer_as_seen(viewer))
        await self._write(200, b"application/json", text, [(b"live-viewer", who)])

    async def problem(self, bye: Bye) -> None:
        status, title = STATUS[bye]
        extra = [(b"retry-after", RETRY_AFTER_SECONDS)] if status in (429, 503) else []
        await self._problem(status, title, extra, code=bye.code, retry=bye.retry)

    async def method_not_allowed(self) -> None:
        title = "Only GET is answered here."
        await self._problem(405, title, [(b"allow", b"GET")], code="method_not_allowed")

    async def _problem(self, status: int, title: str, extra: Headers, **more: Any) -> None:
        body = {"type": "about:blank", "title": title, "status": status, "detail": title, **more}
        await self._write(status, b"application/problem+json", orjson.dumps(body), extra)

    async def _write(self, status: int, kind: bytes, body: bytes, extra: Headers) -> None:
        headers = [
            (b"content-type", kind),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"vary", b"Cookie, Authorization"),
            (b"x-content-type-options", b"nosniff"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"x-request-id", self._request_id.encode()),
            *extra,
        ]
        start: Any = {"type": "http.response.start", "status": status, "headers": headers}
        await self._send(start)
        end: Any = {"type": "http.response.body", "body": body, "more_body": False}
        await self._send(end)


class Poll:
    """A connection that lasts for one frame."""

    def __init__(self, hub: Hub, claims: identity.Claims, question: Question) -> None:
        self._hub, self._question = hub, question
        self._ended = asyncio.Event()
        self._connection = Connection(claims, cursor=0, stop=self._ended.set)
        self._connection.positions_at = question.positions

    async def serve(self, receive: ASGIReceiveCallable, answer: Answer) -> None:
        """Answer with the first visible news; stop waiting when the client has gone."""
        hub, user = self._hub, self._connection.claims.viewer.user_id
        crowded = hub.polls >= hub.limits.waiting_polls
        if crowded or hub.connections_of(user) >= hub.limits.connections_per_user:
            return await answer.problem(protocol.TOO_MANY)
        loop = asyncio.get_running_loop()
        found = loop.create_task(self._found())
        others = [loop.create_task(work) for work in (_gone(receive), self._end())]
        hub.join(self._connection)
        hub.polls += 1
        try:
            await asyncio.wait([found, *others], return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub.polls -= 1
            hub.leave(self._connection)
            for task in (found, *others):
                task.cancel()
            await asyncio.gather(found, *others, return_exceptions=True)
        await self._tell(found, answer)

    async def _end(self) -> None:
        await self._ended.wait()

    async def _tell(self, found: asyncio.Task[bytes], answer: Answer) -> None:
        if self._connection.bye is not None:
            return await answer.problem(self._connection.bye)
        if found.cancelled():
            return  # the client has gone
        try:
            await answer.frame(found.result(), self._connection.claims.viewer)
        except Unreachable:
            await answer.problem(protocol.UNAVAILABLE)

    async def _found(self) -> bytes:
        """The frame to answer with. What the viewer may not see only moves the cursor on."""
        since, viewer = self._question.since, self._connection.claims.viewer
        start = await opening(self._hub, viewer, since)
        if start.frames:
            return start.frames[0]
        self._connection.cursor = start.cursor
        try:
            async with asyncio.timeout(self._question.wait):
                return await self._visible(start.cursor)
        except TimeoutError:
            return self._nothing(start.cursor)

    async def _visible(self, since: int) -> bytes:
        hub, connection = self._hub, self._connection
        while True:
            if connection.cursor < hub.ring.base:
                return await self._outrun()
            frame = hub.frame_for(connection)
            if frame is None:
                if (positions := self._moved()) is not None:
                    return positions
                await hub.news()
            elif frame.visible:
                return frame.text if connection.cursor == since else self._since(since)
            else:
                connection.cursor = frame.upto

    def _moved(self) -> bytes | None:
        """Positions, unless another web process told something later already."""
        asked = self._question.positions
        if asked is None or asked >= self._hub.watch.whereabouts.at:
            return None
        return self._hub.watch.frame_for(self._connection)

    async def _outrun(self) -> bytes:
        """A flood went past the ring while we waited: the log has it, or a snapshot."""
        viewer = self._connection.claims.viewer
        return (await opening(self._hub, viewer, self._question.since)).frames[0]

    def _since(self, since: int) -> bytes:
        return self._hub.ring.frame(since, self._connection.claims.viewer.tokens).text

    def _nothing(self, since: int) -> bytes:
        hub = self._hub
        return self._since(since) if hub.ring.base <= since < hub.ring.head else hub.heartbeat


async def _gone(receive: ASGIReceiveCallable) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
