"""Numbers → points on WGS84, and what usually goes wrong with them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from atlas.packs import values
from atlas.packs.spec import Box

WGS84 = CRS.from_epsg(4326)


class BadPosition(Exception):
    """Why a position cannot be used: (code, message)."""


def numbers(lon: Any, lat: Any) -> tuple[float, float]:
    """Both cells as numbers; BadPosition for empty, unreadable and zero ones."""
    if lon is None and lat is None:
        raise BadPosition("no_position", "has no coordinates")
    x, y = _number("longitude", lon), _number("latitude", lat)
    if x == 0 and y == 0:
        raise BadPosition("zero_position", "both coordinates are 0")
    if x == 0 or y == 0:
        zero, other, value = (
            ("longitude", "latitude", y) if x == 0 else ("latitude", "longitude", x)
        )
        looks = f", which looks like a {zero}" if _looks_like(zero, value) else ""
        raise BadPosition("zero_position", f"{zero} is 0 and {other} is {value:g}{looks}")
    return x, y


def _number(name: str, cell: Any) -> float:
    if cell is None:
        raise BadPosition("no_position", f"{name} is empty")
    try:
        return values.number(cell)
    except (ValueError, TypeError, OverflowError):
        message = f"{name} {values.text(cell)[:40]!r} is not a number"
        raise BadPosition("bad_position", message) from None


def _looks_like(name: str, value: float) -> bool:
    return abs(value) <= 90 if name == "latitude" else 90 < abs(value) <= 180


def flipped(shapes: np.ndarray) -> np.ndarray:
    """The same shapes with x and y exchanged."""
    turned: np.ndarray = shapely.transform(shapes, lambda xy: xy[:, ::-1])
    return turned


class ToWgs84:
    """Brings shapes of one reference system to longitude and latitude in degrees."""

    def __init__(self, crs: str) -> None:
        source = CRS.from_user_input(crs)
        self.same = source.equals(WGS84, ignore_axis_order=True)
        self.transformer = Transformer.from_crs(source, WGS84, always_xy=True)

    def __call__(self, shapes: np.ndarray) -> np.ndarray:
        if self.same:
            return shapes
        moved: np.ndarray = shapely.transform(shapes, self._move)
        return moved

    def _move(self, xy: np.ndarray) -> np.ndarray:
        return np.column_stack(self.transformer.transform(xy[:, 0], xy[:, 1]))


def meets(shapes: np.ndarray, box: Box) -> np.ndarray:
    """Which shapes reach into the box; one with an infinite corner does not."""
    west, south, east, north = box
    bounds = shapely.bounds(shapes)
    with np.errstate(invalid="ignore"):
        inside = (
            (bounds[:, 0] <= east)
            & (bounds[:, 2] >= west)
            & (bounds[:, 1] <= north)
            & (bounds[:, 3] >= south)
        )
    found: np.ndarray = inside & np.isfinite(bounds).all(axis=1)
    return found


def told(shape: BaseGeometry) -> str:
    """A short name for where a shape is, to put in a message."""
    if shape.is_empty:
        return "nowhere"
    west, south, _, _ = shape.bounds
    if not (math.isfinite(west) and math.isfinite(south)):
        return "at no finite place"
    return f"at {west:.5f}, {south:.5f}"
