"""Look into and join encoded vector tiles without decoding their features.

A tile is a protobuf message whose only field (number 3) is a repeated layer, so two tiles
joined end to end are one tile with the layers of both (Mapbox Vector Tile 2.1 § 4.1).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator

_LAYER = (3 << 3) | 2  # field 3, length-delimited
_NAME = (1 << 3) | 2  # field 1 of a layer
_GZIP = b"\x1f\x8b"


class BrokenTile(ValueError):
    """These bytes are not a vector tile."""


def packed(tile: bytes) -> bytes:
    """Gzip, the same bytes for the same tile (no time stamp inside)."""
    return gzip.compress(tile, compresslevel=6, mtime=0)


def unpacked(tile: bytes) -> bytes:
    """The plain message, whether or not it came gzipped. Raises BrokenTile."""
    if not tile.startswith(_GZIP):
        return tile
    try:
        return gzip.decompress(tile)
    except (OSError, EOFError) as problem:
        raise BrokenTile(str(problem)) from problem


def layer_names(tile: bytes) -> list[str]:
    """Names of the layers of a plain tile, in order. Raises BrokenTile."""
    return [_name_of(layer) for layer in _layers(tile)]


def _layers(tile: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(tile):
        tag, position = _varint(tile, position)
        if tag != _LAYER:
            raise BrokenTile(f"unexpected field at byte {position}")
        length, position = _varint(tile, position)
        if position + length > len(tile):
            raise BrokenTile("a layer is cut off")
        yield tile[position : position + length]
        position += length


def _name_of(layer: bytes) -> str:
    position = 0
    while position < len(layer):
        tag, position = _varint(layer, position)
        if tag & 7 == 0:
            _, position = _varint(layer, position)
            continue
        if tag & 7 != 2:
            raise BrokenTile(f"unexpected wire type in a layer at byte {position}")
        length, position = _varint(layer, position)
        if tag == _NAME:
            return layer[position : position + length].decode("utf-8", "replace")
        position += length
    raise BrokenTile("a layer has no name")


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if position >= len(data) or shift > 63:
            raise BrokenTile("a number is cut off")
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
