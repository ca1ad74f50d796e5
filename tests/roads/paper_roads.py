"""Roads on paper in the small city. One step is a thousandth of a degree: 89 m east, 111 m north.

(0,2)──────(10,2)
  │           │          island:  (150,0)──(155,0)
(0,0)──────(10,0)
"""

from __future__ import annotations

from typing import Any

from django.contrib.gis.geos import LineString, Point

from atlas.models import MapFeature
from roads.models import RoadBuild, RoadClass
from roads.services import building
from tests.support.cast import NOON

WEST, SOUTH, STEP = 126.1, 37.05, 0.001
Spot = tuple[float, float]


def lonlat(spot: Spot) -> tuple[float, float]:
    return round(WEST + spot[0] * STEP, 7), round(SOUTH + spot[1] * STEP, 7)


def at(x: float, y: float) -> Point:
    return Point(*lonlat((x, y)), srid=4326)


def a_road(*spots: Spot, cls: str = "minor", **more: Any) -> MapFeature:
    """A line through `spots`, in steps from the middle of Hill."""
    number = MapFeature.objects.count()
    return MapFeature.objects.create(
        pack="paper",
        source="roads",
        external_id=f"{number:05}",
        layer="transportation",
        cls=cls,
        geometry=LineString(*(lonlat(spot) for spot in spots), srid=4326),
        **more,
    )


def built() -> RoadBuild:
    return building.build(at=NOON)


def driven(cls: str, kmh: int, waiting: int = 0) -> None:
    RoadClass.objects.update_or_create(cls=cls, defaults={"kmh": kmh, "waiting_seconds": waiting})
