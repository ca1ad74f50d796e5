"""A lane of the sentinel: one thing done again and again, whatever happens to the database.

Each lane is a thread with a connection of its own, so that a slow provider holds up no step, and a
step no ping.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

import structlog
from django.db import DatabaseError, InterfaceError, connection

logger = structlog.get_logger(__name__)
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
# A lock that somebody holds, or a query gone wrong, holds up nobody for long. Also for commands,
# which are otherwise given all the time that they need.
BOUNDS = "SET statement_timeout = '15s'; SET lock_timeout = '2s'; SET TIME ZONE 'UTC'"


class Lane:
    """`act` is called each `every` seconds until `stop` is set."""

    def __init__(
        self, name: str, act: Callable[[], object], *, every: float, stop: threading.Event
    ) -> None:
        self.name, self.every = name, every
        self._act, self._stop = act, stop
        self._pause = SHORTEST_PAUSE
        self._is_away = False
        self.thread = threading.Thread(target=self.run, name=name, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def run(self) -> None:
        while not self._stop.is_set():
            began = monotonic()
            pause = self.every if self._once() else self._pause
            self._stop.wait(max(0.0, pause - (monotonic() - began)))
        connection.close()

    def _once(self) -> bool:
        """Whether it could be done; a connection that failed is not used again."""
        try:
            self._bound()
            self._act()
        except (DatabaseError, InterfaceError) as problem:
            self._fail(problem)
            return False
        except Exception:
            logger.exception("lane_failed", lane=self.name)
            return True
        if self._is_away:
            logger.info("database_back", lane=self.name)
        self._is_away, self._pause = False, SHORTEST_PAUSE
        return True

    def _fail(self, problem: Exception) -> None:
        connection.close()
        if not self._is_away:
            told = str(problem).partition("\n")[0]
            logger.warning("database_away", lane=self.name, reason=told)
            self._is_away, self._pause = True, SHORTEST_PAUSE
        else:
            self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _bound(self) -> None:
        if connection.connection is None:
            with connection.cursor() as cursor:
                cursor.execute(BOUNDS)
