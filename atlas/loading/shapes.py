"""Shapely's shapes ↔ Django's."""

from __future__ import annotations

import shapely
from django.contrib.gis.geos import GEOSGeometry
from shapely.geometry.base import BaseGeometry


def to_django(shape: BaseGeometry) -> GEOSGeometry:
    return GEOSGeometry(memoryview(shapely.to_wkb(shape)), srid=4326)


def same(stored: GEOSGeometry, shape: BaseGeometry) -> bool:
    """Corner for corner the same."""
    return bool(shapely.equals_identical(shapely.from_wkb(bytes(stored.wkb)), shape))
