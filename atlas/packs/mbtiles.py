"""What an MBTiles file says of itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from atlas.packs.faults import FileFault


@dataclass(frozen=True)
class TileFile:
    """A vector tile file, its zooms and how many tiles it holds."""

    path: Path
    attribution: str
    min_zoom: int
    max_zoom: int
    tiles: int


def inspect(path: Path) -> TileFile:
    """Read the metadata; FileFault unless it is MBTiles with vector tiles."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as tiles:
            said = dict(tiles.execute("SELECT name, value FROM metadata"))
            low, high, count = tiles.execute(
                "SELECT min(zoom_level), max(zoom_level), count(*) FROM tiles"
            ).fetchone()
    except sqlite3.Error as error:
        raise FileFault(f"{path.name} is not an MBTiles file: {error}") from error
    if said.get("format") != "pbf":
        raise FileFault(f"{path.name} holds {said.get('format')} tiles, not vector tiles (pbf)")
    if not count:
        raise FileFault(f"{path.name} holds no tiles")
    return TileFile(path, said.get("attribution", ""), int(low), int(high), int(count))
