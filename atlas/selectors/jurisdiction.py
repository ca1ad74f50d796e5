"""Whose ground a point is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.gis.geos import Point

from agencies.models import District, ServiceArea
from agencies.selectors import city_day, districts_at


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
    services: dict[str, list[int]] = {}
    areas = ServiceArea.objects.valid_on(day).covering(point).filter(agency__is_active=True)
    for service, agency in areas.order_by("service", "agency").values_list("service", "agency"):
        found = services.setdefault(service, [])
        if agency not in found:
            found.append(agency)
    return Jurisdiction(districts=districts_at(point, day=day), services=services)
