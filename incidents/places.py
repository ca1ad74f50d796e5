"""Where something happens, as it was given: a pin and a typed address, kept apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.utils.translation import gettext_lazy as _

from safety_net.core.errors import Invalid


@dataclass(frozen=True, kw_only=True)
class Place:
    """Degrees WGS 84. `verified` says that the address was matched, not merely typed."""

    lon: float
    lat: float
    address: str = ""
    cross_street: str = ""
    verified: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon) and -180 <= self.lon <= 180):
            raise Invalid(lon=_("A longitude is between -180 and 180."))
        if not (math.isfinite(self.lat) and -90 <= self.lat <= 90):
            raise Invalid(lat=_("A latitude is between -90 and 90."))

    @property
    def point(self) -> Point:
        return Point(self.lon, self.lat, srid=4326)
