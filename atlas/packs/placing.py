"""Puts rows on the ground: reference system, exchanged axes, the city's box and districts."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from atlas.packs import vocabulary as words
from atlas.packs.coordinates import BadPosition, ToWgs84, flipped, meets, numbers, told
from atlas.packs.mapping import LayerMapping
from atlas.packs.readers import Record
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import Box, LayerSpec
from atlas.packs.territory import Territory

POINTS = ("station", "place")
AREAS = ("district", "service_area")


class Placing:
    """Gives rows their geometry in WGS84, or reports why they have none."""

    def __init__(
        self, spec: LayerSpec, box: Box, territory: Territory, report: LayerReport
    ) -> None:
        self.spec = spec
        self.box = box
        self.territory = territory
        self.report = report
        self.to_wgs84 = ToWgs84(spec.crs)

    def locate(self, row: Row, record: Record, mapping: LayerMapping) -> bool:
        """Make a table row's point of its two cells."""
        if row.geometry is not None or self.spec.kind in words.PLACELESS:
            return True
        try:
            row.geometry = Point(*numbers(*mapping.position(record)))
        except BadPosition as bad:
            self.report.fault(row.where, *bad.args, used=False)
            return False
        return True

    def place(self, rows: list[Row]) -> list[Row]:
        """The rows that can be used, on WGS84, checked."""
        if not rows or self.spec.kind in words.PLACELESS:
            return rows
        raw = shapely.force_2d(np.array([row.geometry for row in rows], dtype=object))
        if self.spec.swap:
            raw = flipped(raw)
        moved = self.to_wgs84(raw)
        inside = meets(moved, self.box)
        self._report_strays(rows, raw, moved, inside)
        kept = []
        for row, shape, good in zip(rows, moved, inside, strict=True):
            if good and self._shape(row, shape):
                kept.append(row)
        return self._within(kept)

    def _report_strays(
        self, rows: list[Row], raw: np.ndarray, moved: np.ndarray, inside: np.ndarray
    ) -> None:
        strays = np.flatnonzero(~inside)
        if not len(strays):
            return
        exchanged = meets(self.to_wgs84(flipped(raw[strays])), self.box)
        for index, swapped in zip(strays, exchanged, strict=True):
            if self.spec.outside == "skip" and not swapped:
                self.report.left_out += 1
                continue
            code = "swapped" if swapped else "outside_box"
            where = told(raw[index])
            message = (
                f"{where}: x and y look exchanged (swap = true if the whole file is so)"
                if swapped
                else f"{told(moved[index])}: outside the city's box"
            )
            self.report.fault(rows[index].where, code, message, used=False)

    def _shape(self, row: Row, shape: BaseGeometry) -> bool:
        if not shape.is_valid:
            shape = self._mended(row, shape)
        fitting = self._fitting(shape)
        if fitting is None or fitting.is_empty:
            message = f"its shape ({shape.geom_type}) is empty or cannot be a {self.spec.kind}"
            self.report.fault(row.where, "wrong_shape", message, used=False)
            return False
        row.geometry = fitting
        return True

    def _mended(self, row: Row, shape: BaseGeometry) -> BaseGeometry:
        reason = shapely.is_valid_reason(shape)
        mended = shapely.make_valid(shape)
        if shapely.get_dimensions(mended) < shapely.get_dimensions(shape):
            # A line of one point, an area without inside: nothing is left to draw.
            return type(shape)()
        self.report.fault(row.where, "mended_shape", f"was mended: {reason}", used=True)
        return mended

    def _fitting(self, shape: BaseGeometry) -> BaseGeometry | None:
        if self.spec.kind in POINTS:
            return shape if shape.geom_type == "Point" else shape.point_on_surface()
        if self.spec.kind in AREAS:
            return _areas(shape)
        return shape if shape.geom_type != "GeometryCollection" else _areas(shape)

    def _within(self, rows: list[Row]) -> list[Row]:
        if self.spec.kind not in POINTS or not rows:
            return rows
        outside = self.territory.outside(np.array([row.geometry for row in rows], dtype=object))
        kept = []
        for row, out in zip(rows, outside, strict=True):
            if not out or self._stays(row):
                kept.append(row)
        return kept

    def _stays(self, row: Row) -> bool:
        if self.spec.outside == "skip":
            self.report.left_out += 1
            return False
        metres = self.territory.metres_to(row.shape)
        message = f"{told(row.shape)}: {metres:,.0f} m outside every district"
        used = self.spec.outside == "keep"
        self.report.fault(row.where, "outside_districts", message, used=used)
        return used


def _areas(shape: BaseGeometry) -> MultiPolygon | None:
    """The polygons of a shape as one MultiPolygon; mending may leave stray lines behind."""
    parts = shapely.get_parts(shape)
    polygons = [
        polygon
        for part in parts
        for polygon in shapely.get_parts(part)
        if polygon.geom_type == "Polygon"
    ]
    return MultiPolygon(polygons) if polygons else None
