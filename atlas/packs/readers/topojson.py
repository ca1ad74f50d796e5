"""TopoJSON through GDAL, which knows its arcs and quantisation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyogrio
import shapely

from atlas.packs.faults import FileFault
from atlas.packs.readers.record import Broken, Record
from atlas.packs.readers.records import parse
from atlas.packs.sources import read_bytes
from atlas.packs.spec import LayerSpec


def read(root: Path, spec: LayerSpec) -> Iterator[Record | Broken]:
    """The geometries of one object; `object` names it when there are several."""
    name = _object(root, spec)
    try:
        meta, _, shapes, columns = pyogrio.raw.read(
            read_bytes(root, spec), layer=name, datetime_as_string=True
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise FileFault(f"{spec.file} is not readable TopoJSON: {error}") from error
    fields = list(meta["fields"])
    geometries = shapely.from_wkb(shapes, on_invalid="ignore")
    for index, geometry in enumerate(geometries):
        where = f"feature {index + 1}"
        if geometry is None or geometry.is_empty:
            yield Broken(where, "bad_geometry", "has no readable geometry")
            continue
        values = {key: column[index] for key, column in zip(fields, columns, strict=True)}
        yield Record(where, values, geometry)


def _object(root: Path, spec: LayerSpec) -> str:
    document = parse(root, spec)
    objects = document.get("objects") if isinstance(document, dict) else None
    if not isinstance(objects, dict) or not objects or document.get("type") != "Topology":
        raise FileFault(f"{spec.file} is not TopoJSON")
    if spec.object and spec.object not in objects:
        raise FileFault(f"{spec.file} has no object {spec.object!r}, but {', '.join(objects)}")
    if not spec.object and len(objects) > 1:
        raise FileFault(f"{spec.file} holds {', '.join(objects)}: say which with object")
    return spec.object or next(iter(objects))
