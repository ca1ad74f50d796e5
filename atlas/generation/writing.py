"""Files of the pack: GeoJSON and CSV, byte for byte the same for the same city."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

from atlas.generation.features import Feature
from atlas.generation.plane import Plane
from atlas.generation.thing import Thing


def write_geojson(path: Path, features: Sequence[Feature], plane: Plane) -> None:
    """One feature a line; geometries in degrees with six digits, and valid."""
    shapes = plane.geometries(np.array([f.shape for f in features], dtype=object))
    shapes = _mended(shapes)
    # A sliver may shrink to one point when it is rounded.
    keep = ~shapely.is_empty(shapes) & ~(
        (shapely.get_dimensions(shapes) == 1) & (shapely.length(shapes) == 0)
    )
    texts = shapely.to_geojson(shapes)
    lines = [
        f'{{"type":"Feature","properties":{orjson.dumps(one.properties).decode()},"geometry":{text}}}'
        for one, text, solid in zip(features, texts, keep, strict=True)
        if solid
    ]
    content = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    _save(path, content.encode())


def write_things(
    path: Path, things: Sequence[Thing], plane: Plane, headers: dict[str, str]
) -> None:
    """A table of points. `headers` renames the columns, as real cities' files do."""
    extra = sorted({key for thing in things for key in thing.more})
    columns = ["code", "kind", "name_ko", "name_en", "address", *extra, "lon", "lat"]
    spots = plane.to_degrees(np.array([thing.spot for thing in things]).reshape(-1, 2))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([headers.get(column, column) for column in columns])
    for thing, (lon, lat) in zip(things, spots.tolist(), strict=True):
        more = [thing.more.get(key, "") for key in extra]
        name = (thing.name.ko, thing.name.en)
        writer.writerow([thing.code, thing.kind, *name, thing.address, *more, lon, lat])
    _save(path, out.getvalue().encode())


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table of things that are nowhere themselves."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    _save(path, out.getvalue().encode())


def write_text(path: Path, lines: Iterable[str]) -> None:
    _save(path, ("\n".join(lines) + "\n").encode())


def _mended(shapes: Any) -> Any:
    """Rounding can make a polygon touch itself; only such ones are repaired."""
    broken = ~shapely.is_valid(shapes) & (shapely.get_dimensions(shapes) == 2)
    shapes[broken] = [_areas(one) for one in shapely.make_valid(shapes[broken])]
    return shapes


def _areas(shape: Any) -> Any:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def _save(path: Path, content: bytes) -> None:
    if path.suffix == ".gz":
        # No time and no name in the header: the bytes depend on the content alone.
        content = gzip.compress(content, compresslevel=6, mtime=0)
    path.write_bytes(content)
