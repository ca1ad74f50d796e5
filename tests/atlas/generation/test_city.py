"""What must be true of any generated city."""

from collections import Counter

import numpy as np
import pytest
import shapely

from atlas.generation import city, layers
from atlas.generation.city import City
from atlas.generation.plan import Plan
from tests.atlas.generation.conftest import TINY
from tests.atlas.generation.graph import components

SEEDS = (1, 2, 6)


@pytest.fixture(scope="module", params=SEEDS)
def grown(request: pytest.FixtureRequest, town: City) -> City:
    return town if request.param == 1 else city.generate(Plan(seed=request.param, scale=TINY))


def test_districts_cover_the_city_without_gap_or_overlap(grown: City) -> None:
    found = grown.districts
    assert len(found.gu) == 10
    assert len(found.dong) >= 20
    assert shapely.coverage_is_valid(found.dong)
    assert shapely.area(found.dong).sum() == pytest.approx(grown.border.area)
    assert shapely.area(found.gu).sum() == pytest.approx(grown.border.area)
    assert grown.border.geom_type == "Polygon"
    assert not grown.border.interiors


def test_every_dong_lies_in_its_gu(grown: City) -> None:
    inside = shapely.point_on_surface(grown.districts.dong)
    assert shapely.contains(grown.districts.gu[grown.districts.gu_of], inside).all()


def test_the_streets_of_an_island_hang_together(grown: City) -> None:
    land = shapely.get_parts(grown.nature.coast.land)
    lines = np.array([road.line for road in grown.roads])
    of_island: Counter[int] = Counter()
    for part in components(lines):
        tree = shapely.STRtree(lines[part])
        of_island.update(n for n, isle in enumerate(land) if len(tree.query(isle, "intersects")))
    assert of_island[0] == 1
    assert max(of_island.values()) == 1


def test_only_bridges_cross_water(grown: City) -> None:
    lines = np.array([road.line for road in grown.roads if road.brunnel != "bridge"])
    wet = shapely.length(shapely.difference(lines, grown.nature.coast.dry))
    assert wet.max() == pytest.approx(0, abs=0.01)


def test_no_building_stands_in_water_or_on_a_street(grown: City) -> None:
    houses = grown.buildings.shapes
    assert len(houses) > 100
    assert shapely.is_valid(houses).all()
    dry = grown.nature.coast.dry
    shapely.prepare(dry)
    assert shapely.contains(dry, houses).all()
    lines = np.array([road.line for road in grown.roads if road.brunnel != "tunnel"])
    assert not len(shapely.STRtree(houses).query(lines, "intersects")[0])


def test_hydrants_stand_on_land_beside_a_street(grown: City) -> None:
    spots = np.array([thing.spot for thing in grown.places["hydrants"]])
    assert len(spots) >= 60
    assert shapely.contains_xy(grown.nature.coast.dry, spots).all()
    streets = shapely.STRtree([road.line for road in grown.roads])
    _, away = streets.query_nearest(shapely.points(spots), return_distance=True, all_matches=False)
    assert away.max() < 10


def test_everything_lies_inside_the_frame(grown: City) -> None:
    frame = layers.frame(grown)
    shapely.prepare(frame)
    for name, features in layers.base_map(grown).items():
        shapes = np.array([feature.shape for feature in features])
        assert shapely.covers(frame, shapes).all(), name
    for things in (*grown.places.values(), *grown.stations.of.values()):
        assert shapely.contains_xy(grown.border, np.array([t.spot for t in things])).all()


def test_everything_named_has_two_languages(grown: City) -> None:
    named = [thing.name for things in grown.places.values() for thing in things]
    named += [thing.name for things in grown.stations.of.values() for thing in things]
    named += [road.name for road in grown.roads if road.name]
    named += [*grown.names.gu, *grown.names.dong]
    assert all("가" <= name.ko[0] <= "힣" for name in named)
    assert all(
        name.en[0].isascii() and not set(name.en) & set(name.ko) - set(" 0123456789–")
        for name in named
    )


def test_names_are_varied(grown: City) -> None:
    dong = [name.ko for name in grown.names.dong]
    assert len(set(dong)) == len(dong)
    main = {
        road.name.ko for road in grown.roads if road.name and road.cls in ("primary", "secondary")
    }
    assert len(main) >= 10


def test_a_flooding_night_has_its_stage(grown: City) -> None:
    kinds = Counter(thing.kind for thing in grown.places["landmarks"])
    assert {"underpass", "market", "pump_station", "bridge", "beach"} <= kinds.keys()
    assert any(thing.name.ko == "갈매지하차도" for thing in grown.places["landmarks"])


def test_every_street_class_is_there(grown: City) -> None:
    classes = {road.cls for road in grown.roads}
    assert {"motorway", "trunk", "primary", "secondary", "tertiary", "minor"} <= classes
    assert any(road.brunnel == "bridge" for road in grown.roads)
    assert {track.cls for track in grown.streets.tracks} >= {"rail"}


def test_beats_of_an_agency_cover_the_city_once(grown: City) -> None:
    for agency in ("police", "fire"):
        shapes = np.array([b.shape for b in grown.stations.beats if b.agency == agency])
        assert shapely.area(shapes).sum() == pytest.approx(grown.border.area)
        assert shapely.union_all(shapes).area == pytest.approx(grown.border.area)


def test_the_county_of_the_islands_has_no_town_on_the_mainland(grown: City) -> None:
    mainland = shapely.get_parts(grown.nature.coast.land)[0]
    county = grown.districts.gu[-1]
    assert shapely.intersection(county, mainland).area < 0.2 * mainland.area
    assert grown.names.gu[-1].ko.endswith("군")
