"""Requests that are too large are refused before anybody reads them."""

from __future__ import annotations

from typing import Any

import pytest

from safety_net.core import bounds


async def asked(
    headers: list[tuple[bytes, bytes]], pieces: list[bytes], query: bytes = b""
) -> tuple[int, int]:
    """The status, and how many bytes the application has read."""
    taken, told = 0, []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        nonlocal taken
        while True:
            message = await receive()
            taken += len(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    waiting = [
        {"type": "http.request", "body": piece, "more_body": index < len(pieces) - 1}
        for index, piece in enumerate(pieces)
    ]

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        told.append(message)

    scope = {"type": "http", "headers": headers, "query_string": query, "raw_path": b"/"}
    await bounds.bounded(application)(scope, receive, send)
    return told[0]["status"], taken


@pytest.mark.parametrize(
    ("headers", "query", "status"),
    [
        ([], b"", 200),
        ([(b"content-length", b"4")], b"", 200),
        ([(b"content-length", str(bounds.LARGEST_BODY + 1).encode())], b"", 413),
        ([(b"content-length", b"-1")], b"", 413),
        ([(b"content-length", b"9" * 40)], b"", 413),
        ([(b"x-long", b"x" * bounds.LARGEST_HEADERS)], b"", 431),
        ([], b"q=" + b"x" * bounds.LARGEST_ADDRESS, 414),
    ],
)
async def test_what_is_said_about_the_size(headers: Any, query: bytes, status: int) -> None:
    got, taken = await asked(headers, [b"body"], query)
    assert got == status
    assert taken == (4 if status == 200 else 0)


async def test_a_body_without_a_length_is_cut_off() -> None:
    piece = b"x" * 1_000_000
    status, taken = await asked([], [piece] * 12)
    assert status == 413
    assert taken <= bounds.LARGEST_BODY
