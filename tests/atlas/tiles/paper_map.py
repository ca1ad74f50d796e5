"""A few streets, a shore and a base map file, and how a test looks into a tile."""

from __future__ import annotations

import gzip
import math
import sqlite3
from pathlib import Path
from typing import Any

import mapbox_vector_tile
from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon

from atlas.models import MapFeature, Place
from atlas.tiles.address import TileAddress

BRIDGE = (126.07, 37.05)
MARKET = (126.08, 37.05)


def tile_at(lon: float, lat: float, z: int) -> TileAddress:
    """The tile of zoom `z` that holds a point."""
    across = 2**z
    south = math.asinh(math.tan(math.radians(lat))) / math.pi
    return TileAddress(z, int((lon + 180) / 360 * across), int((1 - south) / 2 * across))


def decoded(tile: bytes) -> dict[str, list[dict[str, Any]]]:
    """Layer → properties of its features; gzipped or plain."""
    plain = gzip.decompress(tile) if tile.startswith(b"\x1f\x8b") else tile
    layers = mapbox_vector_tile.decode(plain) if plain else {}
    return {
        name: [{**one["properties"], "shape": one["geometry"]} for one in layer["features"]]
        for name, layer in layers.items()
    }


def a_feature(
    layer: str, cls: str, geometry: GEOSGeometry, name: str = "", **more: Any
) -> MapFeature:
    key = f"{layer} {cls} {MapFeature.objects.count()}"
    names = {"name_ko": name, "name_en": f"{name} in English" if name else ""}
    values = {"pack": "paper", "source": layer, "external_id": key, "layer": layer, "cls": cls}
    geometry.srid = 4326
    return MapFeature.objects.create(**values, **names, geometry=geometry, **more)


def a_street(cls: str, name: str = "", **more: Any) -> MapFeature:
    """From the bridge to the market."""
    return a_feature("transportation", cls, LineString(BRIDGE, MARKET), name, **more)


def the_sea() -> MapFeature:
    """South of the city."""
    return a_feature("water", "ocean", Polygon.from_bbox((125.5, 36.5, 127.0, 37.04)))


def a_place(kind: str, lon: float, lat: float, name: str = "") -> Place:
    key = f"{kind} {Place.objects.count()}"
    return Place.objects.create(
        pack="paper",
        source=kind,
        external_id=key,
        kind=kind,
        name_ko=name,
        point=Point(lon, lat, srid=4326),
    )


def a_tile(layer: str, text: str = "") -> bytes:
    """An encoded tile with one street in `layer`."""
    shape = "LINESTRING(0 0, 4096 4096)"
    street = {"geometry": shape, "properties": {"name:latin": text or "큰길"}}
    return bytes(mapbox_vector_tile.encode([{"name": layer, "features": [street]}]))


def a_file(path: Path, tiles: dict[TileAddress, bytes], **metadata: str) -> Path:
    """An MBTiles file: rows count from the south, as its specification says."""
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE metadata (name text, value text)")
        file.execute(
            "CREATE TABLE tiles"
            " (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        file.executemany("INSERT INTO metadata VALUES (?, ?)", list(metadata.items()))
        rows = [(at.z, at.x, 2**at.z - 1 - at.y, data) for at, data in tiles.items()]
        file.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    file.close()
    return path
