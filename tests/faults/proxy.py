"""A door before Redis that can swallow what comes: the line stands, and nobody answers."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

CHUNK = 65_536
START_SECONDS = 10


class Proxy:
    """Passes bytes between `door` and `behind` until `swallows`; then takes them and says nothing.

    As a cable that is cut without a word, or a firewall that has forgotten the connection.
    """

    def __init__(self, door: Path, behind: Path) -> None:
        self.door, self._behind = door, behind
        self._is_swallowing = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._is_open = threading.Event()
        self._lines: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"unix://{self.door}?db=0"

    def start(self) -> None:
        self._thread.start()
        assert self._is_open.wait(START_SECONDS), "the proxy did not start"

    def swallows(self) -> None:
        self._is_swallowing = True

    def passes(self) -> None:
        """Lines that were half open stay dead, as they would; new ones work."""
        self._loop.call_soon_threadsafe(self._forget_lines)

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _forget_lines(self) -> None:
        self._is_swallowing = False
        for line in self._lines:
            line.transport.abort()
        self._lines.clear()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self.door.unlink(missing_ok=True)
        server = self._loop.run_until_complete(asyncio.start_unix_server(self._serve, self.door))
        self._is_open.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()
        self.door.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        with suppress(OSError, asyncio.CancelledError):
            if self._is_swallowing:
                await self._pump(reader, None)
                return
            back_reader, back_writer = await asyncio.open_unix_connection(self._behind)
            self._lines.add(back_writer)
            there = asyncio.create_task(self._pump(reader, back_writer))
            here = asyncio.create_task(self._pump(back_reader, writer))
            await asyncio.wait({there, here}, return_when=asyncio.FIRST_COMPLETED)
            there.cancel()
            here.cancel()
            back_writer.close()
        writer.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter | None
    ) -> None:
        """From one to the other; a line that was swallowed once says nothing more."""
        with suppress(OSError, asyncio.CancelledError):
            while data := await reader.read(CHUNK):
                if writer is not None and not self._is_swallowing:
                    writer.write(data)
                    await writer.drain()
