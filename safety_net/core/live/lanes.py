"""Threads for the live channel's questions to the database, apart from those that serve REST.

Following the log, looking at rights and serving newcomers have a lane each, so a thousand
newcomers do not delay an entry.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import connection
from django.db.utils import InterfaceError, OperationalError

P = ParamSpec("P")
T = TypeVar("T")
Unreachable = (OperationalError, InterfaceError)


class Lane:
    """A few threads that keep their database connections, and drop one that broke."""

    def __init__(self, name: str, threads: int) -> None:
        self._threads = [
            ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"live-{name}-{number}")
            for number in range(threads)
        ]
        # Last in, first out: a quiet city needs one warm connection, not all of them.
        self._idle: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        for thread in self._threads:
            self._idle.put_nowait(thread)

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of `question`, run in a thread. Unreachable errors come through."""
        thread = await self._idle.get()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(thread, lambda: _asked(question, *args, **kwargs))
        finally:
            self._idle.put_nowait(thread)

    def close(self) -> None:
        """Let go of the threads and of their connections."""
        for thread in self._threads:
            thread.submit(connection.close)
            thread.shutdown(wait=False)


def _asked(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Ask, and once more on a fresh connection when one that had been idle was broken."""
    was_connected = connection.connection is not None
    try:
        return question(*args, **kwargs)
    except Unreachable:
        connection.close()
        if not was_connected:
            raise
    try:
        return question(*args, **kwargs)
    except Unreachable:
        connection.close()
        raise
