"""The stub's callbacks: accepted, delivered, read, as told to; and what people reply."""

from __future__ import annotations

import asyncio
import json
import time
from functools import cache
from typing import Any

import httpx

from notify.signing import headers_for
from notify.stub.state import Got, Stub

STEPS = ("accepted", "delivered")


async def tell(stub: Stub, got: Got) -> None:
    """How far a message got: in order, or as its fault says."""
    if not stub.callbacks or got.fault in ("lost", "silent") or got.channel in ("push", "chat"):
        return
    steps = list(reversed(STEPS)) if got.fault == "reordered" else list(STEPS)
    if got.fault == "doubled":
        steps = [step for step in steps for _ in range(2)]
    for step in steps:
        await call(stub, got.slug, {"id": got.id, "key": got.key, "status": step})


async def call(stub: Stub, slug: str, said: dict[str, Any]) -> int:
    """One signed callback; the status it was answered with, 0 without an answer."""
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = headers_for(stub.secret, int(time.time()), body)
    url = stub.callbacks.replace("{slug}", slug)
    for pause in (0.0, 0.3, 1.0):
        await asyncio.sleep(pause)
        try:
            answer = await _client().post(
                url, content=body, headers={**headers, "Content-Type": "application/json"}
            )
        except httpx.HTTPError:
            continue
        if answer.status_code < 500:
            return answer.status_code
    return 0


@cache
def _client() -> httpx.AsyncClient:
    """One for all: to make one takes longer than to carry a message."""
    return httpx.AsyncClient(trust_env=False, timeout=5)
