"""Whose ground a point is, by the areas that are valid on a day."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.gis.db.models.functions import Area
from django.contrib.gis.geos import Point
from django.utils.timezone import get_default_timezone

from agencies.models import City, District, ServiceArea


def city_day(at: datetime) -> date:
    """The city's calendar day at that moment."""
    city = City.objects.only("timezone").first()
    return at.astimezone(city.zone if city else get_default_timezone()).date()


def districts_at(point: Point, *, day: date) -> list[District]:
    """The districts that cover the point, the smallest first, without their shapes."""
    found = District.objects.valid_on(day).covering(point).defer("area")
    return sorted(found, key=lambda one: (one.level != District.Level.DONG, one.code))


def district_at(point: Point, *, day: date) -> District | None:
    """The smallest of them: the dong, or the gu where there is none."""
    return next(iter(districts_at(point, day=day)), None)


def agencies_at(point: Point, *, day: date) -> list[int]:
    """Ids of agencies with a service area over the point, the smallest area first."""
    rows = (
        ServiceArea.objects.valid_on(day)
        .covering(point)
        .filter(agency__is_active=True)
        .annotate(size=Area("area"))
        .order_by("size", "agency_id")
        .values_list("agency_id", flat=True)
    )
    return list(dict.fromkeys(rows))
