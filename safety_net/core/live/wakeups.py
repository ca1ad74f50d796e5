"""Tell every hub that the log has grown. A hint only: hubs poll the head as well.

A commit must never wait for Redis nor fail because of it, so a thread of its own does the
sending; what was announced meanwhile is sent as one.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from typing import TypeAlias

import structlog
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
GROUP = "live"
SEND_SECONDS = 0.5
REST_SECONDS = 1.0  # after a failure; hubs poll in the meantime

Listener: TypeAlias = Callable[[int], None]


def announce(head: int) -> None:
    """Say that the log reaches `head`. Returns at once, whatever Redis does."""
    for listener in tuple(_listeners):
        listener(head)
    _this_process.speaker().say(head)


def listen(listener: Listener) -> None:
    """Hear this process's own announcements directly; `listener` may be called in any thread."""
    _listeners.add(listener)


def stop_listening(listener: Listener) -> None:
    _listeners.discard(listener)


class Speaker:
    """A thread that publishes the newest head through the channel layer."""

    def __init__(self) -> None:
        self._head = 0
        self._loop = asyncio.new_event_loop()
        self._news = asyncio.Event()
        threading.Thread(target=self._run, name="live-speaker", daemon=True).start()

    def say(self, head: int) -> None:
        self._head = max(self._head, head)
        self._loop.call_soon_threadsafe(self._news.set)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._speak())

    async def _speak(self) -> None:
        silent = False
        while True:
            await self._news.wait()
            self._news.clear()
            failed = await self._send(self._head)
            if failed and not silent:
                log.warning("wakeups_not_sent", reason=failed)
            silent = bool(failed)
            if failed:
                await asyncio.sleep(REST_SECONDS)

    async def _send(self, head: int) -> str:
        layer = get_channel_layer()
        if layer is None:
            return "no channel layer"
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await layer.group_send(GROUP, {"type": "live.head", "head": head})
        except (RedisError, OSError, TimeoutError) as problem:
            return type(problem).__name__
        return ""


class Process:
    """Holds the one speaker; a thread does not survive a fork, so a child process has its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._speaker: Speaker | None = None
        os.register_at_fork(after_in_child=self._start_over)

    def speaker(self) -> Speaker:
        with self._lock:
            if self._speaker is None:
                self._speaker = Speaker()
            return self._speaker

    def _start_over(self) -> None:
        self._lock = threading.Lock()
        self._speaker = None
        _listeners.clear()


_listeners: set[Listener] = set()
_this_process = Process()
