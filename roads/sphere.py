"""Distances and bearings on the globe, for what needs no database."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_METRES = 6_371_008.8

LonLat = tuple[float, float]


def metres_between(one: LonLat, other: LonLat) -> float:
    """As the crow flies."""
    (lon, lat), (lon2, lat2) = one, other
    up, over = radians(lat2 - lat), radians(lon2 - lon)
    half = sin(up / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(over / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(half)))


def heading(one: LonLat, other: LonLat) -> float:
    """Degrees from north, clockwise, 0 up to 360."""
    (lon, lat), (lon2, lat2) = one, other
    over = radians(lon2 - lon)
    east = sin(over) * cos(radians(lat2))
    north = cos(radians(lat)) * sin(radians(lat2)) - sin(radians(lat)) * cos(radians(lat2)) * cos(
        over
    )
    return degrees(atan2(east, north)) % 360
