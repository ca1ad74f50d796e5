"""How long units take to a place: by road where a road graph is loaded, else by distance.

Every figure is an estimate. What no road or ferry joins is told as not reachable, however near it
lies across the water.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from django.contrib.gis.geos import Point

from roads.models import TravelRule
from roads.selectors.conditions import Conditions, conditions
from roads.selectors.standing import Standing, standing
from roads.selectors.ways import Driven, ways
from roads.sphere import metres_between

Key = TypeVar("Key")
By = Literal["road", "distance", "water"]

# Stands in the time of what can't be reached, so that no order by time puts it in front.
NEVER = 86_400


@dataclass(frozen=True, kw_only=True)
class Travel:
    """An estimate. Not reachable: `seconds` is NEVER and `metres` is as the crow flies."""

    seconds: int
    metres: int
    by: By
    reachable: bool


def by_road() -> bool:
    """Whether times are told by road here, or only by distance."""
    return conditions().routed


def seconds_to(
    place: Point, origins: Mapping[Key, Point], *, by_water: Collection[Key] = ()
) -> dict[Key, Travel]:
    """Each origin's way to `place` (points are lon, lat). `by_water` names what floats.

    Four short statements, however many origins there are; the same input gives the same answer.
    """
    if not origins:
        return {}
    known = conditions()
    there, *starts = standing([place, *origins.values()], known.rule)
    stands = dict(zip(origins, starts, strict=True))
    found = {key: _by_water(there, stands[key], known.rule) for key in stands if key in by_water}
    on_land = {key: stand for key, stand in stands.items() if key not in found}
    found |= _by_land(there, on_land, known)
    return {key: found[key] for key in origins}


def _by_land(
    there: Standing, stands: Mapping[Key, Standing], known: Conditions
) -> dict[Key, Travel]:
    driven = _driven(there, stands) if known.routed else {}
    return {
        key: _road_travel(driven[key], there, stand, known.rule)
        if key in driven
        else _without_way(there, stand, known)
        for key, stand in stands.items()
    }


def _driven(there: Standing, stands: Mapping[Key, Standing]) -> dict[Key, Driven]:
    """The ways of those that stand at the same net of roads as the place."""
    keys = [key for key, stand in stands.items() if _joined(there, stand)]
    if not keys:
        return {}
    found = ways(there, {k: stands[key] for k, key in enumerate(keys)})
    return {keys[k]: way for k, way in found.items()}


def _joined(one: Standing, other: Standing) -> bool:
    return one.component is not None and one.component == other.component


def _without_way(there: Standing, stand: Standing, known: Conditions) -> Travel:
    by: By = "road" if known.routed else "distance"
    if there.roads and stand.roads:
        # Both stand at a road: without pgRouting we know at least whether the two roads join.
        if known.routed or not _joined(there, stand):
            return _unreachable(there, stand, by)
    elif there.parted_from(stand):
        return _unreachable(there, stand, by)
    metres = _crow(there, stand) * known.rule.detour_factor
    return _reachable(metres * 3.6 / known.rule.kmh, metres, "distance")


def _road_travel(way: Driven, there: Standing, stand: Standing, rule: TravelRule) -> Travel:
    """The way by road, and at both ends what lies between the point and the road."""
    off = there.roads[0].away + stand.roads[0].away
    return _reachable(way.seconds + off * 3.6 / rule.off_road_kmh, way.metres + off, "road")


def _by_water(there: Standing, stand: Standing, rule: TravelRule) -> Travel:
    if not (there.near_sea and stand.near_sea):
        return _unreachable(there, stand, "water")
    metres = _crow(there, stand) * rule.sea_factor
    return _reachable(metres * 3.6 / rule.sea_kmh, metres, "water")


def _reachable(seconds: float, metres: float, by: By) -> Travel:
    return Travel(seconds=round(seconds), metres=round(metres), by=by, reachable=True)


def _unreachable(there: Standing, stand: Standing, by: By) -> Travel:
    return Travel(seconds=NEVER, metres=round(_crow(there, stand)), by=by, reachable=False)


def _crow(one: Standing, other: Standing) -> float:
    return metres_between((one.point.x, one.point.y), (other.point.x, other.point.y))
