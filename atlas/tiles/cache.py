"""A small store of finished tiles in this process; the oldest unused leave first."""

from __future__ import annotations

import threading
from collections import OrderedDict

Key = tuple[str, int, int, int]


class TileCache:
    """At most `limit` bytes of tiles. Keys carry the content's version, so nothing goes stale."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._tiles: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        with self._lock:
            tile = self._tiles.get(key)
            if tile is not None:
                self._tiles.move_to_end(key)
            return tile

    def put(self, key: Key, tile: bytes) -> None:
        with self._lock:
            self.size += len(tile) - len(self._tiles.pop(key, b""))
            self._tiles[key] = tile
            while self.size > self.limit and self._tiles:
                _, oldest = self._tiles.popitem(last=False)
                self.size -= len(oldest)

    def clear(self) -> None:
        with self._lock:
            self._tiles.clear()
            self.size = 0
