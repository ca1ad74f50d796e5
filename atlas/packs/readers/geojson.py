"""GeoJSON, feature by feature, so that one bad feature costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from atlas.packs.faults import FileFault
from atlas.packs.readers.record import Broken, Record
from atlas.packs.readers.records import parse
from atlas.packs.spec import LayerSpec


def read(root: Path, spec: LayerSpec) -> Iterator[Record | Broken]:
    """The features of a FeatureCollection; their properties are the columns."""
    document = parse(root, spec)
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise FileFault(f"{spec.file} is not a GeoJSON FeatureCollection")
    for number, feature in enumerate(features, 1):
        yield _record(f"feature {number}", feature)


def _record(where: str, feature: Any) -> Record | Broken:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        return Broken(where, "not_a_feature", "not a GeoJSON feature")
    shape = feature.get("geometry")
    if shape is None:
        return Broken(where, "no_geometry", "has no geometry")
    geometry = _geometry(shape)
    if geometry is None:
        return Broken(where, "bad_geometry", "its geometry cannot be read")
    values = dict(feature.get("properties") or {})
    if "id" in feature:
        values.setdefault("id", feature["id"])
    return Record(where, values, geometry)


def _geometry(shape: Any) -> BaseGeometry | None:
    try:
        found: BaseGeometry | None = shapely.from_geojson(orjson.dumps(shape))
    except (shapely.errors.GEOSException, TypeError, ValueError):
        return None
    return found
