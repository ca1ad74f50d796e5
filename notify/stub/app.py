"""The stub as an ASGI application: a handful of addresses and nothing of the product.

POST /send/<slug>/<channel>   a message, as a provider takes it: {"to", "text"}
POST /push/<device>           a push message; /hooks/<token> a chat; /hook/<name> a webhook
POST /control                 {"fault", "times", "to", "channel"}, or {"delay"}, or {"forget": true}
POST /reply                   {"slug", "from", "text"}: a person answers by text message
GET  /log, GET /              what came: as JSON, and as a page on which one can reply
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

from notify.stub.calling import call, tell
from notify.stub.page import page
from notify.stub.state import FAULTS, Fault, Got, Stub

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
STATUS = {"500": 500, "refused": 400, "gone": 410}
HANG_SECONDS = 60.0
LARGEST = 1_000_000
# What a real provider would not leave lying about in its log.
UNLOGGED = {"cookie"}


class Application:
    """One stub at one address."""

    def __init__(self, stub: Stub) -> None:
        self.stub = stub
        self.calls: set[asyncio.Task[Any]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path, method = scope["path"].strip("/").split("/"), scope["method"]
        body = await _body(receive)
        status, kind, answer = await self._answer(method, path, scope, body)
        headers = [(b"content-type", kind.encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _answer(
        self, method: str, path: list[str], scope: Scope, body: bytes
    ) -> tuple[int, str, bytes]:
        if method == "GET":
            return self._shown(path)
        if path[0] == "control":
            return _json(self._control(json.loads(body or b"{}")))
        if path[0] == "reply":
            return await self._reply(scope, body)
        slug, channel = _where(path)
        return await self._take(slug, channel, scope, body)

    def _shown(self, path: list[str]) -> tuple[int, str, bytes]:
        if path[0] == "log":
            return _json([asdict(got) for got in self.stub.got])
        return 200, "text/html; charset=utf-8", page(self.stub).encode()

    def _control(self, said: dict[str, Any]) -> dict[str, Any]:
        if said.get("fault") in FAULTS:
            self.stub.faults.append(Fault(**said))
        if "delay" in said:
            self.stub.delay = float(said["delay"])
        if said.get("forget"):
            self.stub.faults.clear()
            self.stub.got.clear()
        return {"faults": len(self.stub.faults)}

    async def _reply(self, scope: Scope, body: bytes) -> tuple[int, str, bytes]:
        """By the page's form, or as JSON."""
        is_form = b"form" in _headers(scope).get("content-type", "").encode()
        said = (
            {name: values[0] for name, values in parse_qs(body.decode()).items()}
            if is_form
            else json.loads(body)
        )
        heard = {"from": said.get("from", ""), "text": said.get("text", "")}
        status = await call(self.stub, said.get("slug", ""), heard)
        if is_form:
            return 200, "text/html; charset=utf-8", page(self.stub, told=status).encode()
        return _json({"status": status})

    async def _take(
        self, slug: str, channel: str, scope: Scope, body: bytes
    ) -> tuple[int, str, bytes]:
        said, raw = _said(body)
        if channel == "push":
            said = {"to": slug, "text": ""}
        fault = self.stub.fault_for(str(said.get("to", "")), channel)
        status = STATUS.get(fault, 200 if channel == "chat" else 201)
        got = self.stub.take(
            said,
            slug=slug,
            channel=channel,
            headers=_headers(scope),
            raw=raw,
            fault=fault,
            status=status,
        )
        await self._act(got)
        if status < 300:
            task = asyncio.create_task(tell(self.stub, got))
            self.calls.add(task)
            task.add_done_callback(self.calls.discard)
        return status, "application/json", json.dumps({"id": got.id}).encode()

    async def _act(self, got: Got) -> None:
        if got.fault == "die":
            os._exit(1)  # it had taken the message, and nobody will ever hear of it
        await asyncio.sleep(HANG_SECONDS if got.fault == "timeout" else self.stub.delay)


def _where(path: list[str]) -> tuple[str, str]:
    """The slug (or the device) and the channel that an address stands for."""
    first, *rest = path
    second = rest[0] if rest else ""
    if first == "send":
        return second, rest[1] if len(rest) > 1 else "sms"
    return second, {"push": "push", "hooks": "chat"}.get(first, "webhook")


def _said(body: bytes) -> tuple[dict[str, Any], str]:
    try:
        said = json.loads(body)
        return (said if isinstance(said, dict) else {}), body.decode()
    except ValueError:
        return {}, base64.b64encode(body).decode()


def _headers(scope: Scope) -> dict[str, str]:
    pairs = ((name.decode(), value.decode("latin-1")) for name, value in scope["headers"])
    return {name: value for name, value in pairs if name not in UNLOGGED}


def _json(value: Any) -> tuple[int, str, bytes]:
    return 200, "application/json", json.dumps(value, ensure_ascii=False).encode()


async def _body(receive: Receive) -> bytes:
    found = bytearray()
    while True:
        message = await receive()
        found += message.get("body", b"")
        if not message.get("more_body") or len(found) > LARGEST:
            return bytes(found)
