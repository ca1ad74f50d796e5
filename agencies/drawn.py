"""An area as people bring it: GeoJSON, drawn or uploaded. Says what is wrong with it and where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.utils.translation import gettext_lazy as _
from pyproj import Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.errors import ShapelyError
from shapely.geometry import shape as read_shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from agencies.models import City
from safety_net.core.errors import Invalid

MOST_CORNERS = 20_000
LONGEST = 2_000_000  # characters
DIGITS = 7  # a centimetre
# Sea and valleys beside the city may be somebody's ground, other cities are not.
AROUND = 0.5  # degrees
POLYGONS = ("Polygon", "MultiPolygon")
PARTS = {"FeatureCollection": "features", "GeometryCollection": "geometries"}
EPSG = re.compile(r"(?:EPSG:{1,2}|^)(\d{4,6})$", re.IGNORECASE)
PLACE = re.compile(r"\[(-?[\d.]+(?:e-?\d+)?) (-?[\d.]+(?:e-?\d+)?)\]")


def read_area(text: str) -> MultiPolygon:
    """Polygons of a GeoJSON geometry, feature or collection, on WGS 84 with 7 digits.

    Another reference system is understood where `crs` names it by EPSG. Raises Invalid(area=…).
    """
    given = _json(text)
    pieces = list(_polygons(given))
    if not pieces:
        raise _wrong(_("There is no polygon in it."))
    whole = shapely.union_all(pieces) if len(pieces) > 1 and _sound(pieces) else _one(pieces)
    shape = shapely.force_2d(_on_wgs84(whole, given))
    _expect_degrees(shape)
    _expect_sound(shape)
    _expect_here(shape)
    rounded = shapely.transform(shape, lambda corners: corners.round(DIGITS))
    _expect_sound(rounded)
    return as_multi(rounded)


def as_multi(shape: BaseGeometry) -> MultiPolygon:
    found = GEOSGeometry(memoryview(shapely.to_wkb(shape)), srid=4326)
    if isinstance(found, MultiPolygon):
        return found
    return MultiPolygon(found, srid=4326)


def written(area: MultiPolygon | None) -> str:
    """As `read_area` reads it."""
    return "" if area is None else str(area.geojson)


def _wrong(text: Any) -> Invalid:
    return Invalid(area=text)


def _json(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise _wrong(_("This is larger than 2 MB."))
    try:
        given = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise _wrong(_("This is no GeoJSON.")) from problem
    if not isinstance(given, dict):
        raise _wrong(_("This is no GeoJSON."))
    return given


def _no_number(name: str) -> float:
    raise ValueError(name)


def _polygons(given: Any, depth: int = 0) -> Iterator[BaseGeometry]:
    """Every polygon in it, however it is wrapped."""
    if not isinstance(given, dict) or depth > 4:
        raise _wrong(_("This is no GeoJSON."))
    kind = given.get("type")
    if kind in PARTS:
        parts = given.get(PARTS[kind])
        for one in parts if isinstance(parts, list) else []:
            yield from _polygons(one, depth + 1)
    elif kind == "Feature":
        yield from _polygons(given.get("geometry"), depth + 1)
    elif kind in POLYGONS:
        yield _polygon(given)
    else:
        raise _wrong(_("Only polygons are areas; this is a %(kind)s.") % {"kind": str(kind)[:30]})


def _polygon(given: dict[str, Any]) -> BaseGeometry:
    try:
        found: BaseGeometry = read_shape(given)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, ShapelyError) as problem:
        raise _wrong(_("An area has at least three corners.")) from problem
    if found.is_empty:
        raise _wrong(_("This area is empty."))
    if shapely.get_num_coordinates(found) > MOST_CORNERS:
        raise _wrong(_("An area has no more than 20,000 corners."))
    return found


def _sound(pieces: list[BaseGeometry]) -> bool:
    return all(piece.is_valid for piece in pieces)


def _one(pieces: list[BaseGeometry]) -> BaseGeometry:
    """The one piece, or the first that is not sound, so that its fault is told."""
    return next((piece for piece in pieces if not piece.is_valid), pieces[0])


def _on_wgs84(shape: BaseGeometry, given: dict[str, Any]) -> BaseGeometry:
    crs = given.get("crs")
    name = crs.get("properties", {}).get("name", "") if isinstance(crs, dict) else ""
    if not name or "CRS84" in str(name):
        return shape
    found = EPSG.search(str(name))
    if found is None:
        raise _wrong(_("Name the reference system by EPSG, such as EPSG:5186."))
    try:
        turn = Transformer.from_crs(f"EPSG:{found[1]}", "EPSG:4326", always_xy=True)
        return turned_by(turn, shape)
    except (CRSError, ProjError) as problem:
        raise _wrong(_("There is no reference system %(name)s.") % {"name": found[0]}) from problem


def turned_by(turn: Transformer, shape: BaseGeometry) -> BaseGeometry:
    def corners(given: Any) -> Any:
        return np.column_stack(turn.transform(given[:, 0], given[:, 1]))

    return shapely.transform(shapely.force_2d(shape), corners)


def _expect_degrees(shape: BaseGeometry) -> None:
    west, south, east, north = shape.bounds
    if not (-360 <= west <= east <= 360 and -360 <= south <= north <= 360):
        raise _wrong(
            _("These are no degrees. Name the reference system in “crs”, such as EPSG:5186.")
        )
    box = _city_box()
    if box is not None and not shape.envelope.intersects(box):
        turned = shapely.box(south, west, north, east)
        if turned.intersects(box):
            raise _wrong(_("Longitude comes first; these look turned round."))
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise _wrong(_("Longitude is −180 to 180, latitude −90 to 90."))


def _expect_sound(shape: BaseGeometry) -> None:
    if shape.is_valid:
        return
    reason = explain_validity(shape)
    place = PLACE.search(reason)
    where = f"{float(place[2]):.5f}, {float(place[1]):.5f}" if place else "?"
    if reason.startswith(("Self-intersection", "Ring Self")):
        raise _wrong(_("The line crosses itself at %(where)s.") % {"where": where})
    raise _wrong(_("The area is not sound at %(where)s.") % {"where": where})


def _expect_here(shape: BaseGeometry) -> None:
    box = _city_box()
    if box is not None and not box.covers(shape.envelope):
        raise _wrong(_("This reaches far outside the city."))


def _city_box() -> BaseGeometry | None:
    city = City.objects.filter(pk=1).only("bbox").first()
    if city is None:
        return None
    west, south, east, north = city.bbox
    return shapely.box(west, south, east, north).buffer(AROUND, join_style="mitre")
