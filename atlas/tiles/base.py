"""The base map: a file where there is one, the city's own rows where there is none."""

from __future__ import annotations

import structlog

from atlas.tiles import base_sql, districts_sql, mbtiles, mvt
from atlas.tiles.address import TileAddress
from atlas.tiles.cache import TileCache
from atlas.tiles.content import MapContent

log = structlog.get_logger(__name__)

# How a layer named "ocean", or water of the class "ocean", begins in an encoded tile.
_OWN_SEA = b"\x0a\x05ocean"
_finished = TileCache(limit=64 * 1024 * 1024)


def base_tile(content: MapContent, address: TileAddress) -> bytes:
    """Gzipped MVT; empty bytes where there is nothing at all to draw."""
    key = (content.version, address.z, address.x, address.y)
    tile = _finished.get(key)
    if tile is None:
        plain = _drawn(content, address)
        tile = mvt.packed(plain) if plain else b""
        _finished.put(key, tile)
    return tile


def forget() -> None:
    """Empty the store of finished tiles (tests and benchmarks)."""
    _finished.clear()


def _drawn(content: MapContent, address: TileAddress) -> bytes:
    filed = _from_file(content.base, address) if content.base else None
    if filed is None:
        drawn = base_sql.everything(address)
    elif _OWN_SEA in filed:
        drawn = filed
    else:
        drawn = base_sql.sea(address) + filed
    return drawn + districts_sql.districts(address)


def _from_file(base: mbtiles.MBTiles, address: TileAddress) -> bytes | None:
    """None outside the file's tiles, and for a tile that is damaged."""
    try:
        stored = base.tile(address)
        plain = mvt.unpacked(stored) if stored else None
        if plain is not None:
            mvt.layer_names(plain)
    except (mbtiles.UnusableMBTiles, mvt.BrokenTile) as problem:
        log.warning("base_map_tile_unusable", tile=str(address), problem=str(problem))
        return None
    return plain
