"""One hub per web process: it follows the log and wakes the connections of this process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from contextvars import Context
from typing import Any

import structlog

from safety_net.core.live import identity, protocol, reading, wakeups
from safety_net.core.live.connection import Connection
from safety_net.core.live.ear import Ear
from safety_net.core.live.lanes import Lane, Unreachable
from safety_net.core.live.limits import Limits, limits
from safety_net.core.live.pulses import Pulses
from safety_net.core.live.ring import Frame, Ring
from safety_net.core.live.snapshots import Snapshots
from safety_net.core.live.watching import Watch

log = structlog.get_logger(__name__)
FRESH_SECONDS = 3.0


class Hub:
    """Owns the ring, the connections and six tasks: follow, beat, recheck, watch, pulse, hear."""

    def __init__(self, bounds: Limits | None = None) -> None:
        self.limits = bounds or limits()
        self.connections: set[Connection] = set()
        self.polls = 0
        self.ring = Ring(0, self.limits)
        self.front = Lane("front", 3)
        self.snapshots = Snapshots(self.front)
        self.watch = Watch(self.limits, anybody=self._has_anybody, tell=self._tell)
        self.pulses = Pulses(self.limits)
        self.beat = 0
        self.heartbeat = protocol.heartbeat(head=0, at=None, engine={})
        self._log_lane, self._rights_lane = Lane("log", 1), Lane("rights", 1)
        self._wake, self._news = asyncio.Event(), asyncio.Event()
        self._read_at, self._read_time = 0.0, ""
        self._tasks: list[asyncio.Task[None]] = []
        self._hearing: asyncio.Task[None] | None = None
        self._ear = Ear(self._heard)
        self._loop = asyncio.get_running_loop()

    async def start(self) -> None:
        """Take up the log at its present head. Unreachable when the database is not there."""
        head = await self._log_lane.ask(reading.head)
        self.ring = Ring(head, self.limits)
        wakeups.listen(self._heard_in_thread)
        works = (self._follow(), self._beats(), self._recheck(), self.watch.run())
        for work in (*works, self.pulses.run()):
            self._tasks.append(self._loop.create_task(work))
        self._hearing = self._loop.create_task(self._ear.run())
        for task in (*self._tasks, self._hearing):
            task.add_done_callback(self._task_ended)

    async def stop(self) -> None:
        """End every connection with a word, then the tasks."""
        wakeups.stop_listening(self._heard_in_thread)
        for connection in tuple(self.connections):
            connection.dismiss(protocol.RESTART)
        tasks = [task for task in (*self._tasks, self._hearing) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for lane in (self.front, self._log_lane, self._rights_lane):
            lane.close()
        self.watch.close()
        self.pulses.close()

    @property
    def is_running(self) -> bool:
        return bool(self._tasks) and not any(task.done() for task in self._tasks)

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        """A task should not end; if one does, everybody reconnects, to a new hub."""
        if task.cancelled() or task.exception() is None:
            return
        log.critical("hub_task_died", error=repr(task.exception()))
        if task is not self._hearing:
            for connection in tuple(self.connections):
                connection.dismiss(protocol.RESTART)

    # What connections ask

    def join(self, connection: Connection) -> None:
        self.connections.add(connection)
        self.watch.wanted()

    def leave(self, connection: Connection) -> None:
        self.connections.discard(connection)

    def frame_for(self, connection: Connection) -> Frame | None:
        """The next entries frame, or None when it has everything. It must be within the ring."""
        if connection.cursor >= self.ring.head:
            return None
        return self.ring.frame(connection.cursor, connection.claims.viewer.tokens)

    async def news(self) -> None:
        """Wait until there may be something new: entries or a heartbeat."""
        await self._news.wait()

    def _has_anybody(self) -> bool:
        return bool(self.connections)

    def connections_of(self, user_id: int) -> int:
        return sum(one.claims.viewer.user_id == user_id for one in self.connections)

    # Following the log

    def _heard(self, head: int) -> None:
        if head > self.ring.head:
            self._wake.set()

    def _heard_in_thread(self, head: int) -> None:
        self._loop.call_soon_threadsafe(self._heard, head)

    async def _follow(self) -> None:
        while True:
            try:
                more = await self._read()
            except Unreachable as problem:
                log.warning("log_not_read", error=str(problem).strip())
                more = False
            if not more:
                await self._wait_for_wake()

    async def _wait_for_wake(self) -> None:
        try:
            async with asyncio.timeout(self.limits.poll_seconds):
                await self._wake.wait()
        except TimeoutError:
            return
        finally:
            self._wake.clear()

    async def _read(self) -> bool:
        """Read what is new and tell the connections. True if there was more than one helping."""
        found = await self._log_lane.ask(reading.news, self.ring.head)
        self._read_at, self._read_time = time.monotonic(), found.at or ""
        if found.head < self.ring.head:
            self._begin_again(found.head)
        elif found.upto > self.ring.head:
            self.ring.extend(found.rows, upto=found.upto)
            self._tell()
            await asyncio.sleep(self.limits.pace_seconds)
        return found.upto < found.head

    def _begin_again(self, head: int) -> None:
        """The log is shorter than it was: a backup was restored. Nobody's board can be trusted."""
        log.error("log_went_back", was=self.ring.head, now=head)
        self.ring = Ring(head, self.limits)
        for connection in tuple(self.connections):
            connection.dismiss(protocol.RESTART)

    def _tell(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    # Heartbeats and rights

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(self.limits.heartbeat_seconds)
            for connection in tuple(self.connections):
                if connection.blocked_for() > self.limits.blocked_seconds:
                    connection.dismiss(protocol.SLOW)
            # A heartbeat says "this is the head", so there is none while the log can't be read.
            if time.monotonic() - self._read_at < FRESH_SECONDS:
                self.beat += 1
                self.heartbeat = protocol.heartbeat(
                    head=self.ring.head, at=self._read_time, engine=self.pulses.latest
                )
                self._tell()

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(self.limits.recheck_seconds)
            asked = {connection.claims for connection in self.connections}
            if not asked:
                continue
            try:
                gone = await self._rights_lane.ask(identity.ended, asked)
            except Unreachable:
                continue  # nothing new can be read either, so nothing leaks meanwhile
            for connection in tuple(self.connections):
                if connection.claims in gone:
                    connection.dismiss(gone[connection.claims])


class Hubs:
    """The hub of this process, started by the first connection and again if it died."""

    def __init__(self) -> None:
        self._hub: Hub | None = None
        self._starting: asyncio.Lock | None = None

    async def hub(self) -> Hub:
        """A running hub. Unreachable when the database is not there."""
        if self._hub is not None and self._hub.is_running:
            return self._hub
        if self._starting is None:
            self._starting = asyncio.Lock()
        async with self._starting:
            if self._hub is None or not self._hub.is_running:
                await self.stop()
                hub = Hub()
                await _apart(hub.start())
                self._hub = hub
        return self._hub

    async def stop(self) -> None:
        hub, self._hub = self._hub, None
        if hub is not None:
            await hub.stop()


async def _apart(work: Coroutine[Any, Any, None]) -> None:
    """Do it, and all that it begins, without what is bound to one request: its id in log lines."""
    await asyncio.get_running_loop().create_task(work, context=Context())


hubs = Hubs()
