"""How large a request may be, before anybody reads it: its headers, its address and its body.

Parsers have smaller bounds of their own; these keep a flood of bytes out of the threads.
"""

from __future__ import annotations

from typing import Any

import orjson

LARGEST_HEADERS = 32_768
LARGEST_ADDRESS = 8_192
LARGEST_BODY = 8_000_000


class TooMuch(Exception):
    """The body went on beyond the bound."""


def bounded(application: Any) -> Any:
    """The ASGI `application` behind the bounds."""

    async def within(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        status, title = _refused(scope)
        if status:
            return await _answer(send, status, title)
        began = False

        async def told(message: Any) -> None:
            nonlocal began
            began = began or message["type"] == "http.response.start"
            await send(message)

        try:
            await application(scope, _counting(receive), told)
        except TooMuch:
            if not began:
                await _answer(send, 413, "The body is too large.")

    return within


def _refused(scope: Any) -> tuple[int, str]:
    headers = scope["headers"]
    if sum(len(name) + len(value) for name, value in headers) > LARGEST_HEADERS:
        return 431, "The headers are too large."
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LARGEST_ADDRESS:
        return 414, "The address is too long."
    length = next((value for name, value in headers if name == b"content-length"), b"0")
    if not length.isdigit() or len(length) > 12 or int(length) > LARGEST_BODY:
        return 413, "The body is too large."
    return 0, ""


def _counting(receive: Any) -> Any:
    taken = 0

    async def counted() -> Any:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise TooMuch
        return message

    return counted


async def _answer(send: Any, status: int, title: str) -> None:
    code = "too_large"
    said = {"type": "about:blank", "title": title, "status": status, "detail": "", "code": code}
    body = orjson.dumps(said)
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
