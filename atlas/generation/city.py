"""The whole city, step by step. `generate` is pure: same plan, same city."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from atlas.generation import (
    blocks,
    buildings,
    coast,
    depots,
    districts,
    ferries,
    field,
    fleet,
    highways,
    interchanges,
    joining,
    labels,
    landcover,
    naming,
    network,
    parcels,
    rail,
    rivers,
    roads,
    settlement,
    stations,
    terrain,
    tracing,
)
from atlas.generation.addresses import AddressBook
from atlas.generation.facilities import Builder
from atlas.generation.kerbs import Kerbs
from atlas.generation.landmarks import Landmarks
from atlas.generation.names import NameBook
from atlas.generation.plan import Plan
from atlas.generation.street import HALF_WIDTH, Street
from atlas.generation.thing import Thing

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Nature:
    waterways: list[rivers.Waterway]
    coast: coast.Coast
    ground: settlement.Ground
    cover: landcover.Cover


@dataclass(frozen=True)
class Streets:
    """`network` is every street joined; `motorways` are lines cut where ramps leave."""

    main: network.Network
    network: network.Network
    motorways: list[Any]
    tracks: list[rail.Track]
    blocks: blocks.Blocks


@dataclass(frozen=True)
class City:
    """Everything the pack is written from; shapes in metres."""

    plan: Plan
    nature: Nature
    streets: Streets
    roads: list[roads.Road]
    buildings: buildings.Buildings
    parks: Any
    schools: Any
    districts: districts.Districts
    border: Any
    names: naming.DistrictNames
    stations: stations.Stations
    fleet: list[fleet.Vehicle]
    islands: ferries.Islands
    places: dict[str, list[Thing]]
    scenery: labels.Scenery


def generate(plan: Plan, tell: Tell = lambda _: None) -> City:
    """Grow the city; `tell` hears the name of each step as it begins."""
    tell("land and water")
    nature = _nature(plan)
    tell("streets")
    streets, houses, parks, schools = _streets(plan, nature)
    tell("districts and names")
    book = NameBook(plan)
    land = nature.coast
    cut = parcels.cut(plan, land, nature.waterways, streets.main)
    found = districts.found(plan, cut, nature.ground, land)
    names = naming.name_all(found, book)
    named = roads.finish(streets.network, streets.motorways, nature.ground, land, book)
    islands = ferries.serve(land, named, book)
    tell("stations and places")
    kerbs = Kerbs(named, nature.ground, land)
    posts = stations.Founder(plan, found, names, kerbs).found(land)
    posts.of.update(depots.found(found, names, kerbs))
    builder = Builder(plan, found, kerbs, names.dong_stems, book)
    marks = Landmarks(builder, nature.ground, land, named)
    places = _places(builder, marks, names, streets, islands)
    _give_addresses([*places.values(), *posts.of.values()], AddressBook(named, found.gu, names.gu))
    return City(
        plan, nature, streets, named, houses, parks, schools, found,
        shapely.coverage_union_all(found.gu), names, posts, fleet.raise_fleet(plan, posts.of),
        islands, places,
        labels.scenery(plan, nature.ground, land, nature.waterways, book),
    )  # fmt: skip


def _nature(plan: Plan) -> Nature:
    relief = terrain.raise_land(plan)
    waterways = rivers.run_down(plan, relief)
    shore = coast.draw(plan, relief, waterways)
    ground = settlement.survey(plan, relief, waterways, shore)
    return Nature(waterways, shore, ground, landcover.grow(plan, ground, shore))


def _streets(plan: Plan, nature: Nature) -> tuple[Streets, buildings.Buildings, Any, Any]:
    ground, land = nature.ground, nature.coast
    directions = field.comb(plan, ground, land)
    known = highways.high_roads(plan, ground)
    known += highways.shore_roads(ground, land.land)
    known += tracing.trace_all(plan, ground, directions, known)
    fast = highways.motorways(plan, ground)
    ways_down = interchanges.ramps(fast, known)
    main = network.joined([*known, *ways_down])
    main = network.joined([*known, *ways_down, *joining.ties(main, land.land)])
    main = network.without_dead_ends(main, {"way", "ramp"})
    main = network.one_per_island(main, land.land)
    tracks = [*rail.railways(plan, ground), *rail.subways(plan, ground)]
    laid = blocks.lay_out(
        plan, ground, land, directions, network=main, barriers=_barriers(fast, tracks)
    )
    inner = blocks.inset(laid, main)
    park, school = landcover.open_blocks(plan, laid)
    houses = buildings.put_up(plan, laid, inner, directions, park | school)
    whole = network.joined([*_left(main), *laid.streets])
    whole = network.one_per_island(whole, land.land)
    motorways = interchanges.cut_at_ramps(fast, ways_down)
    streets = Streets(main, whole, motorways, tracks, laid)
    return streets, houses, inner[park], inner[school]


def _left(main: network.Network) -> list[Street]:
    """The streets that survived, edge by edge."""
    return [
        Street(main.streets[s].cls, shapely.get_coordinates(edge), main.streets[s].kind)
        for edge, s in zip(main.edges, main.street.tolist(), strict=True)
    ]


def _barriers(fast: list[Street], tracks: list[rail.Track]) -> Any:
    strips = [street.line.buffer(HALF_WIDTH["motorway"] + 6) for street in fast]
    strips += [t.line.buffer(HALF_WIDTH["rail"] + 4) for t in tracks if t.cls == "rail"]
    return shapely.union_all(strips)


def _places(
    builder: Builder, marks: Landmarks, names: naming.DistrictNames, streets: Streets,
    islands: ferries.Islands,
) -> dict[str, list[Thing]]:  # fmt: skip
    return {
        "hospitals": builder.hospitals(),
        "shelters": builder.shelters(),
        "schools": builder.schools(),
        "cameras": builder.cameras(),
        "hydrants": builder.hydrants(),
        "stations": marks.stations(streets.tracks),
        "offices": [*builder.one_per_gu(names.gu_stems), *builder.community_centres(names.dong)],
        "landmarks": [
            *marks.markets(), *marks.underpasses(streets.tracks), *marks.pump_stations(),
            *marks.bridges(), *marks.beaches(), *islands.piers,
        ],
    }  # fmt: skip


def _give_addresses(groups: list[list[Thing]], book: AddressBook) -> None:
    for group in groups:
        spots = np.array([thing.spot for thing in group]).reshape(-1, 2)
        for thing, address in zip(group, book.of(spots), strict=True):
            thing.address = address
