"""One connection as the hub knows it: who, up to where, and whether the peer still reads."""

from __future__ import annotations

import time
from collections.abc import Callable

from safety_net.core.live.identity import Claims
from safety_net.core.live.protocol import Bye


class Connection:
    """`cursor` is the last seq that was handed to the peer. `stop` interrupts its writing.

    `positions_at` is the time of the positions that it has: "" for none, None if it wants none.
    """

    def __init__(self, claims: Claims, *, cursor: int, stop: Callable[[], None]) -> None:
        self.claims = claims
        self.cursor = cursor
        self.positions_at: str | None = ""
        self.bye: Bye | None = None
        self._stop = stop
        self._sending_since: float | None = None

    def dismiss(self, bye: Bye) -> None:
        """End it; the first reason counts."""
        if self.bye is None:
            self.bye = bye
            self._stop()

    def sending(self) -> None:
        self._sending_since = time.monotonic()

    def sent(self) -> None:
        self._sending_since = None

    def blocked_for(self) -> float:
        """Seconds since the peer last took a frame while one was waiting for it."""
        return 0.0 if self._sending_since is None else time.monotonic() - self._sending_since
