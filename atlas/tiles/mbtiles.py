"""Read a base map from an MBTiles file (SQLite, MBTiles 1.3), many threads at once."""

from __future__ import annotations

import sqlite3
import threading
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from atlas.tiles.address import TileAddress

_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"


class UnusableMBTiles(Exception):
    """The file is missing, is not SQLite, or has no tiles table."""


class MBTiles:
    """One file, opened read-only; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.metadata = self._read_metadata()

    def tile(self, address: TileAddress) -> bytes | None:
        """The stored bytes (usually gzipped), or None where the file has no tile."""
        key = (address.z, address.x, address.tms_row)
        try:
            row = self._connection().execute(_TILE, key).fetchone()
        except sqlite3.Error as problem:
            raise UnusableMBTiles(f"{self.path}: {problem}") from problem
        return bytes(row[0]) if row else None

    @property
    def min_zoom(self) -> int:
        return _whole(self.metadata.get("minzoom"), 0)

    @property
    def max_zoom(self) -> int:
        return _whole(self.metadata.get("maxzoom"), 14)

    @property
    def attribution(self) -> str:
        return self.metadata.get("attribution", "")

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # `immutable` lets a file on read-only media be read without a lock beside it.
            uri = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True)
            self._local.connection = connection
        return connection

    def _read_metadata(self) -> dict[str, str]:
        try:
            rows = self._connection().execute("SELECT name, value FROM metadata").fetchall()
        except sqlite3.Error as problem:
            raise UnusableMBTiles(f"{self.path}: {problem}") from problem
        return {str(name): str(value) for name, value in rows}


def fingerprint(path: Path) -> str:
    """Changes when the file does. Raises UnusableMBTiles when there is none."""
    try:
        status = path.stat()
    except OSError as problem:
        raise UnusableMBTiles(str(problem)) from problem
    return f"{status.st_mtime_ns:x}-{status.st_size:x}"


def opened(path: Path) -> MBTiles:
    """The file, opened once per process and again when it has been replaced."""
    return _opened(path, fingerprint(path))


@lru_cache(maxsize=4)
def _opened(path: Path, _fingerprint: str) -> MBTiles:
    return MBTiles(path)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default
