"""The map of the finished city as features, layer by layer (OpenMapTiles schema)."""

from typing import Any

import numpy as np
import shapely

from atlas.generation import labels, landcover
from atlas.generation.city import City
from atlas.generation.features import Feature, of, parts_of
from atlas.generation.roads import Road

# The first zoom that shows a street of this class.
FROM_ZOOM = {"motorway": 5, "trunk": 7, "primary": 8, "secondary": 10, "tertiary": 12, "minor": 13,
             "ferry": 9, "rail": 9, "transit": 12}  # fmt: skip
# Sea around the city's border, in metres, so that the map does not end at once.
OUTER_SEA = 30_000.0


def frame(city: City) -> Any:
    """The rectangle of the pack: the city, its waters and open sea around."""
    left, bottom, right, top = city.border.bounds
    return shapely.box(left - OUTER_SEA, bottom - OUTER_SEA, right + OUTER_SEA, top + OUTER_SEA)


def base_map(city: City) -> dict[str, list[Feature]]:
    """OpenMapTiles layer name → features."""
    return {
        "water": _water(city),
        "landcover": _landcover(city),
        "landuse": _landuse(city),
        "park": parts_of(shapely.union_all(city.parks), "public_park", min_zoom=12),
        "waterway": city.scenery.waterways,
        "transportation": _transportation(city),
        "building": _buildings(city),
        "boundary": labels.borders(city.districts, city.nature.coast.land),
        "place": labels.places(city.nature.ground, city.districts, city.names, city.islands),
        "water_name": city.scenery.water_names,
        "mountain_peak": city.scenery.peaks,
        "poi": _poi(city),
    }


def _water(city: City) -> list[Feature]:
    coast = city.nature.coast
    sea = frame(city).difference(coast.land).difference(coast.flats)
    return [*parts_of(sea, "ocean", min_zoom=0), *parts_of(coast.rivers, "river", min_zoom=8)]


def _landcover(city: City) -> list[Feature]:
    cover, coast = city.nature.cover, city.nature.coast
    return [
        *parts_of(cover.wood, "wood", subclass="forest", min_zoom=8),
        *parts_of(cover.farmland, "farmland", subclass="farmland", min_zoom=10),
        *parts_of(cover.grass, "grass", subclass="meadow", min_zoom=11),
        *parts_of(coast.flats, "wetland", subclass="tidalflat", min_zoom=9),
        *parts_of(coast.beaches, "sand", subclass="beach", min_zoom=11),
    ]


def _landuse(city: City) -> list[Feature]:
    found = []
    for cls, faces in landcover.uses(city.streets.blocks).items():
        merged = shapely.union_all(faces)
        found += parts_of(merged, cls, min_zoom=10 if cls != "commercial" else 12)
    return found + parts_of(shapely.union_all(city.schools), "school", min_zoom=13)


def _transportation(city: City) -> list[Feature]:
    found = [_road(road) for road in (*city.roads, *city.islands.routes)]
    for track in city.streets.tracks:
        under = (
            {"brunnel": "tunnel", "subclass": "subway"}
            if track.cls == "transit"
            else {"subclass": "rail"}
        )
        found.append(of(track.line, track.cls, min_zoom=FROM_ZOOM[track.cls], **under))
    return found


def _road(road: Road) -> Feature:
    name = {"name_ko": road.name.ko, "name_en": road.name.en} if road.name else {}
    zoom = FROM_ZOOM[road.cls] if road.subclass != "ramp" else 13
    return of(
        road.line, road.cls, subclass=road.subclass, ref=road.ref, brunnel=road.brunnel,
        min_zoom=zoom, **name,
    )  # fmt: skip


def _buildings(city: City) -> list[Feature]:
    order = np.argsort(city.buildings.block, kind="stable")
    shapes, height = city.buildings.shapes[order], city.buildings.height[order]
    return [
        of(shape, "building", height=tall, min_zoom=13)
        for shape, tall in zip(shapes, height.tolist(), strict=True)
    ]


def _poi(city: City) -> list[Feature]:
    found = []
    for things in city.places.values():
        found += labels.points_of_interest(things)
    found += labels.points_of_interest(city.stations.of["police"], "police")
    return found + labels.points_of_interest(city.stations.of["fire"], "fire_station")
