"""When each driver of the engine was last at work, looked at once a second, apart from the log.

Heartbeats carry it to every desk: an engine that stands still writes no entries that could say so.
"""

from __future__ import annotations

import asyncio

import structlog
from django.db import Error

from safety_net.core.clock import iso
from safety_net.core.live import registry
from safety_net.core.live.lanes import Lane
from safety_net.core.live.limits import Limits

log = structlog.get_logger(__name__)


class Pulses:
    """`latest`: driver → time, as heartbeats say it. It stays what it was while nothing is read,
    so that desks see it grow old.
    """

    def __init__(self, limits: Limits) -> None:
        self.latest: dict[str, str | None] = {}
        self._limits = limits
        self._lane = Lane("pulses", 1)

    def close(self) -> None:
        self._lane.close()

    async def run(self) -> None:
        """Until it is cancelled. Does nothing where no app provides an engine."""
        if registry.provided.engine is None:
            await asyncio.Event().wait()
        while True:
            try:
                found = await self._lane.ask(registry.engine_pulses)
                self.latest = {driver: iso(at) for driver, at in sorted(found.items())}
            except Error as problem:
                log.warning("pulses_not_read", error=str(problem).strip())
            await asyncio.sleep(self._limits.poll_seconds)
