"""How often somebody may speak."""

from __future__ import annotations

import time
from collections import deque

WINDOW_SECONDS = 10.0


class Rate:
    """At most `most` in any ten seconds."""

    def __init__(self, most: int) -> None:
        self._times: deque[float] = deque(maxlen=most)
        self._most = most

    def allows(self) -> bool:
        """Count one more; False if that is one too many."""
        now = time.monotonic()
        if len(self._times) == self._most and now - self._times[0] < WINDOW_SECONDS:
            return False
        self._times.append(now)
        return True
