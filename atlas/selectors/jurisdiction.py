"""Whose ground a point is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.gis.geos import Point

from agencies.models import City, District, ServiceArea


@dataclass(frozen=True, kw_only=True)
class Jurisdiction:
    """Districts of the point, the smallest first, and agencies by the services they give there."""

    districts: list[District]
    services: dict[str, list[int]]

    @property
    def agencies(self) -> list[int]:
        return sorted({agency for agencies in self.services.values() for agency in agencies})


def jurisdiction_at(*, lon: float, lat: float, at: datetime) -> Jurisdiction:
    """The districts and agencies responsible at a point, at a time."""
    point = Point(lon, lat, srid=4326)
    day = city_day(at)
    districts = District.objects.valid_on(day).covering(point).defer("area")
    services: dict[str, list[int]] = {}
    areas = ServiceArea.objects.valid_on(day).covering(point).filter(agency__is_active=True)
    for service, agency in areas.order_by("service", "agency").values_list("service", "agency"):
        found = services.setdefault(service, [])
        if agency not in found:
            found.append(agency)
    smallest_first = sorted(districts, key=lambda one: (one.level != District.Level.DONG, one.code))
    return Jurisdiction(districts=smallest_first, services=services)


def city_day(at: datetime) -> date:
    """The city's calendar day at that moment."""
    city = City.objects.only("timezone").first()
    return at.astimezone(city.zone if city else ZoneInfo("UTC")).date()
