"""The hub's membership of the channel layer: hear that the log has grown elsewhere.

Redis may be gone, hung, or reachable by a connection that carries nothing any more. Only hearing
its own voice now and then tells the ear that it hears at all; otherwise it joins anew.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import structlog
from channels.layers import channel_layers
from redis.exceptions import RedisError

from safety_net.core.live import wakeups

log = structlog.get_logger(__name__)
STEP_SECONDS = 2.0
ECHO_SECONDS = 5.0
DEAF_SECONDS = 12.0
REST_SECONDS = 1.0


class Deaf(Exception):
    """Nothing was heard for too long, not even this process's own voice."""


class Ear:
    """Calls `heard(head)` for every wake-up. Runs until it is cancelled."""

    def __init__(self, heard: Callable[[int], None]) -> None:
        self._heard = heard
        self._last = 0.0
        self.hears = False

    async def run(self) -> None:
        while True:
            # A fresh layer each time: what a broken connection left behind is not used again.
            layer = channel_layers.make_backend("default")
            try:
                await self._member(layer)
            except* (RedisError, OSError, TimeoutError, Deaf) as problems:
                if self.hears:
                    log.warning("wakeups_not_heard", reason=repr(problems.exceptions[0]))
                self.hears = False
            finally:
                await _leave(layer)
            await asyncio.sleep(REST_SECONDS)

    async def _member(self, layer: Any) -> None:
        async with asyncio.timeout(STEP_SECONDS):
            channel = await layer.new_channel()
            await layer.group_add(wakeups.GROUP, channel)
        self._last = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._hear(layer, channel))
            tasks.create_task(self._echo(layer, channel))

    async def _hear(self, layer: Any, channel: str) -> None:
        while True:
            message = await layer.receive(channel)
            self._last, self.hears = time.monotonic(), True
            if message["type"] == "live.head":
                self._heard(int(message["head"]))

    async def _echo(self, layer: Any, channel: str) -> None:
        while True:
            async with asyncio.timeout(STEP_SECONDS):
                await layer.send(channel, {"type": "live.echo"})
            await asyncio.sleep(ECHO_SECONDS)
            if time.monotonic() - self._last > DEAF_SECONDS:
                raise Deaf


async def _leave(layer: Any) -> None:
    """Close the layer's connections; never wait long for a server that does not answer."""
    try:
        async with asyncio.timeout(STEP_SECONDS):
            await layer.flush()
    except (RedisError, OSError, TimeoutError):
        log.debug("channel_layer_not_closed")
