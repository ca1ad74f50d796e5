"""A trace of another city, moved into this one: metres stay metres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import cos, radians

from positions.replay.reading import Sighting


def shifted(sightings: Iterable[Sighting], to: tuple[float, float]) -> list[Sighting]:
    """The middle of the trace (of its box) comes to lie at `to` (lon, lat)."""
    whole = list(sightings)
    lons, lats = [one.lon for one in whole], [one.lat for one in whole]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    # A degree to the east is as many metres as the cosine of the latitude allows.
    wider = cos(radians(lat)) / cos(radians(to[1]))
    return [
        replace(one, lon=to[0] + (one.lon - lon) * wider, lat=to[1] + (one.lat - lat))
        for one in whole
    ]
