"""Areas as people draw them: GeoJSON in, a shape in degrees out."""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import ArgumentError
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Polygon
from django.contrib.gis.geos.error import GEOSException
from django.utils.translation import gettext_lazy as _

from safety_net.core.errors import Invalid


def area_of(geojson: Mapping[str, Any] | None) -> MultiPolygon | None:
    """The drawn area; Invalid for what is no polygon in degrees."""
    if geojson is None:
        return None
    try:
        shape = _drawn(geojson)
    except (ArgumentError, GEOSException, ValueError, TypeError) as problem:
        raise Invalid(area=_("Draw a polygon, in degrees.")) from problem
    if not _in_degrees(shape):
        raise Invalid(area=_("Draw a polygon, in degrees."))
    return shape


def _drawn(geojson: Mapping[str, Any]) -> MultiPolygon:
    """Corner by corner, since GDAL tells what it can't read on the standard error."""
    kind, corners = geojson.get("type"), geojson.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(corners, list):
        raise ValueError(kind)
    polygons = [corners] if kind == "Polygon" else corners
    return MultiPolygon(*[Polygon(*rings) for rings in polygons], srid=4326)


def _in_degrees(shape: MultiPolygon) -> bool:
    if shape.empty or shape.hasz:
        return False
    west, south, east, north = shape.extent
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90
