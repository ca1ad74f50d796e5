"""Questions about agreements."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.contrib.gis.db.models import Union
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Polygon

from agencies.models import District


def ground_of(codes: Collection[str], *, day: date) -> MultiPolygon | None:
    """The ground of those districts on that day; None where one of them is not known."""
    found = District.objects.valid_on(day).filter(code__in=set(codes))
    if set(found.values_list("code", flat=True)) != set(codes):
        return None
    ground: GEOSGeometry = found.aggregate(all=Union("area"))["all"]
    return as_multi(ground)


def as_multi(ground: GEOSGeometry) -> MultiPolygon:
    made = ground if isinstance(ground, MultiPolygon) else MultiPolygon(ground, srid=4326)
    assert isinstance(made[0], Polygon)
    return made
