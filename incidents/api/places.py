"""A pin far from the city is a mistake, most often longitude and latitude swapped."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError

from agencies.models import City
from incidents.places import Place

# Neighbours and ships report too; what is farther away than this is not the city's.
MARGIN_DEGREES = 1.0


def place_from(values: dict[str, Any]) -> Place:
    """The place that was given, or ValidationError naming the pin when it is outside the city."""
    refuse_outside(values["lon"], values["lat"], path="place")
    return Place(**values)


def refuse_outside(lon: float, lat: float, *, path: str = "") -> None:
    """ValidationError for a pin that can't be the city's; it tells when it looks swapped."""
    city = City.objects.only("bbox").first()
    if city is None or _inside(city.bbox, lon, lat):
        return
    if _inside(city.bbox, lat, lon):
        text = _("This is outside the city: longitude and latitude look swapped.")
    else:
        text = _("This is outside the city.")
    fields = {"lon": [text], "lat": [text]}
    raise ValidationError({path: fields} if path else fields)


def _inside(bbox: list[float], lon: float, lat: float) -> bool:
    west, south, east, north = bbox
    return (
        west - MARGIN_DEGREES <= lon <= east + MARGIN_DEGREES
        and south - MARGIN_DEGREES <= lat <= north + MARGIN_DEGREES
    )
