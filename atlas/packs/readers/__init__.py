"""One reader a format; each turns a file into records that say where they stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from atlas.packs.readers import delimited, geojson, records, topojson, workbook
from atlas.packs.readers.record import Broken, Header, Record
from atlas.packs.spec import LayerSpec

__all__ = ["Broken", "Header", "Item", "Record", "read"]

Item = Header | Record | Broken
Reader = Callable[[Path, LayerSpec], Iterator[Item]]

READERS: dict[str, Reader] = {
    "geojson": geojson.read,
    "topojson": topojson.read,
    "csv": delimited.read,
    "json": records.read,
    "xlsx": workbook.read,
}


def read(root: Path, spec: LayerSpec) -> Iterator[Item]:
    """Every record of the layer's file in its order; FileFault when the file is no use at all."""
    return READERS[spec.format](root, spec)
