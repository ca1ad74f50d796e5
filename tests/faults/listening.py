"""A desk that listens all the time, and how long each entry took to reach it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.db import connection

from tests.support.cast import Person
from tests.support.listening import Desk
from tests.support.people import Member, signed_in

COMMITTED = """
SELECT seq, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8
FROM core_logentry WHERE seq = ANY(%s)
"""
FRAME_SECONDS = 1.0


@dataclass(frozen=True)
class Door:
    """Where a desk finds the web process."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/live/"


class Listener:
    """`with Listener(port, dani) as desk: …; desk.late()`."""

    def __init__(self, port: int, who: Person) -> None:
        self._door = Door(port)
        self._member = Member(who.user, who.membership, signed_in(who.user))
        self._arrived: dict[int, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def late(self) -> list[float]:
        """Seconds from the commit of each entry to its arrival, sorted."""
        with connection.cursor() as cursor:
            cursor.execute(COMMITTED, [list(self._arrived)])
            return sorted(self._arrived[seq] - at for seq, at in cursor.fetchall())

    def _listen(self) -> None:
        with Desk(self._door, self._member) as desk:
            desk.starts()
            while not self._stop.is_set():
                try:
                    frame = desk.frame(FRAME_SECONDS)
                except TimeoutError:
                    continue
                if frame["type"] == "entries":
                    now = time.time()
                    self._arrived.update({entry["seq"]: now for entry in frame["entries"]})
