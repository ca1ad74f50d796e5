"""Looks where units are, once a second while anybody is connected, apart from the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import Error

from safety_net.core.live import registry
from safety_net.core.live.connection import Connection
from safety_net.core.live.lanes import Lane
from safety_net.core.live.limits import Limits
from safety_net.core.live.whereabouts import Whereabouts

log = structlog.get_logger(__name__)
# A batch is stored under the time at which it came in, and may be committed that much later. What
# comes still later is found when everything is read again.
OVERLAP = timedelta(seconds=10)
KEEPS_SECONDS = 30.0  # between two polls nobody is connected for a moment


class Watch:
    """Owns the hub's whereabouts. `anybody` says whether it is worth looking, `tell` wakes them."""

    def __init__(
        self, limits: Limits, *, anybody: Callable[[], bool], tell: Callable[[], None]
    ) -> None:
        self.whereabouts = Whereabouts()
        self._limits, self._anybody, self._tell = limits, anybody, tell
        self._lane = Lane("positions", 1)
        self._wanted = asyncio.Event()
        self._wanted_at = self._whole_at = float("-inf")
        self._since: datetime | None = None

    def wanted(self) -> None:
        """Somebody has come: do not wait for the next second if nothing is known yet."""
        self._wanted.set()

    def close(self) -> None:
        self._lane.close()

    def frame_for(self, connection: Connection) -> bytes | None:
        """The positions that it has not had, if any. It then has them."""
        where, seen = self.whereabouts, connection.positions_at
        if seen is None or seen == where.at:
            return None
        frame = where.frame(seen, connection.claims.viewer.tokens)
        connection.positions_at = where.at
        return frame

    async def run(self) -> None:
        """Until it is cancelled. Does nothing where no app provides positions."""
        if registry.provided.positions is None:
            await asyncio.Event().wait()
        while True:
            if not self._is_worth_it():
                await self._rest()
            began = time.monotonic()
            try:
                await self._look()
            except Error as problem:  # whatever it is, the log goes on without positions
                log.warning("positions_not_read", error=str(problem).strip())
            took = time.monotonic() - began
            await asyncio.sleep(max(0.0, self._limits.positions_seconds - took))

    def _is_worth_it(self) -> bool:
        now = time.monotonic()
        if self._anybody():
            self._wanted_at = now
        return now - self._wanted_at < KEEPS_SECONDS

    async def _rest(self) -> None:
        """Forget everything, so that an empty house costs nothing, and wait for somebody."""
        self.whereabouts, self._since = Whereabouts(), None
        self._wanted.clear()
        await self._wanted.wait()
        self._wanted_at = time.monotonic()

    async def _look(self) -> None:
        now = time.monotonic()
        whole = self._since is None or now - self._whole_at >= self._limits.recheck_seconds
        since = None if whole or self._since is None else self._since - OVERLAP
        found = await self._lane.ask(registry.positions_since, since)
        self._since = found.at
        if whole:
            self._whole_at = now
        if self.whereabouts.take(found):
            self._tell()
