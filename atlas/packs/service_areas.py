"""Service areas that a pack draws out of its other layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from atlas.packs.faults import FileFault
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec

# A shore line wider than this is drawn coarser before it is widened: nobody sees the difference.
COARSE_METRES = 20


def derived(
    spec: LayerSpec, areas: Mapping[str, Sequence[Row]], centre: tuple[float, float]
) -> Row:
    """One area: the union of `area_from`, widened by `extend_metres` over `extend_over`.

    So a bridge or a ferry near the shore has its agencies, and the neighbour's land has not.
    """
    area = _union(spec.area_from, areas)
    if spec.extend_over:
        over = _union(spec.extend_over, areas)
        area = area.union(_widened(area, spec.extend_metres, centre).intersection(over))
    fields = {field: str(value) for field, value in spec.constants.items()}
    return Row(where="area_from", external_id=spec.name, fields=fields, geometry=_polygons(area))


def _union(layer: str, areas: Mapping[str, Sequence[Row]]) -> BaseGeometry:
    rows = areas.get(layer, ())
    if not rows:
        raise FileFault(f"layer {layer!r} has no areas to make one of")
    return shapely.union_all([row.shape for row in rows])


def _widened(area: BaseGeometry, metres: float, centre: tuple[float, float]) -> BaseGeometry:
    lon, lat = centre
    flat = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    there = Transformer.from_crs("EPSG:4326", flat, always_xy=True)
    back = Transformer.from_crs(flat, "EPSG:4326", always_xy=True)
    wide = _through(area, there).simplify(COARSE_METRES).buffer(metres, quad_segs=4)
    return _through(wide, back)


def _through(shape: BaseGeometry, transformer: Transformer) -> BaseGeometry:
    def move(xy: np.ndarray) -> np.ndarray:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    moved: BaseGeometry = shapely.transform(shape, move)
    return moved


def _polygons(shape: BaseGeometry) -> MultiPolygon:
    return MultiPolygon([p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"])
