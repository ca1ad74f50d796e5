"""GeoJSON and TopoJSON, and where on the globe a row ends up."""

from __future__ import annotations

import json
import math

import pytest
from pyproj import Transformer
from shapely.geometry import LineString, Point, Polygon, box

from tests.atlas.paper_city import PaperCity, geojson

PARKS = """
name = "parks"
kind = "feature"
layer = "park"
file = "parks.json"
format = "{format}"
{more}
"""
STATIONS = """
name = "stations"
kind = "place"
place_kind = "bus_stop"
file = "stations.csv"
format = "csv"
{more}
columns = {{ external_id = "id", lon = "x", lat = "y" }}
"""
BOWTIE = Polygon([(126.0, 37.0), (126.1, 37.1), (126.1, 37.0), (126.0, 37.1)])
HERE = (126.05, 37.05)


def stations(paper: PaperCity, lines: str, more: str = ""):
    paper.write("stations.csv", "id,x,y\n" + lines)
    return paper.layer(STATIONS.format(more=more)).read("stations")


def codes(report) -> list[tuple[str, bool]]:
    return [(fault.code, fault.used) for fault in report.faults]


def parks(paper: PaperCity, content: str, form: str = "geojson", more: str = ""):
    paper.write("parks.json", content)
    return paper.layer(PARKS.format(format=form, more=more)).read("parks")


def test_properties_become_fields_and_the_rest_attributes(paper: PaperCity) -> None:
    park = {"class": "garden", "name_ko": "장미원", "min_zoom": "12", "roses": 400, "x": None}
    (row,), report = parks(paper, geojson([(park, box(126.0, 37.0, 126.01, 37.01))]))
    assert row.fields == {"layer": "park", "class": "garden", "name_ko": "장미원", "min_zoom": 12}
    assert row.attributes == {"roses": 400}
    assert not report.faults


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (None, "no_geometry"),
        ({"type": "Point"}, "bad_geometry"),
        ({"type": "Polygon", "coordinates": [[[126, 37], [126.1, 37]]]}, "bad_geometry"),
        ({"type": "Blob", "coordinates": []}, "bad_geometry"),
        ({"type": "Point", "coordinates": ["126", "37"]}, "bad_geometry"),
        ({"type": "Point", "coordinates": []}, "outside_box"),
        (LineString([HERE, HERE]), "wrong_shape"),
        (Point(128.6, 37.05), "outside_box"),
        (Point(37.05, 126.05), "swapped"),
    ],
)
def test_each_bad_feature_is_refused_alone(paper: PaperCity, shape, code: str) -> None:
    good = ({"name_ko": "good"}, box(126.0, 37.0, 126.01, 37.01))
    rows, report = parks(paper, geojson([good, ({}, shape), good]))
    assert [row.where for row in rows] == ["feature 1"]
    assert ("feature 2", code) in {(fault.where, fault.code) for fault in report.faults}


def test_a_self_crossing_area_is_mended_and_told(paper: PaperCity) -> None:
    (row,), report = parks(paper, geojson([({"class": "bow"}, BOWTIE)]))
    assert row.shape.is_valid
    assert codes(report) == [("mended_shape", True)]
    assert "Self-intersection" in report.faults[0].message


def test_nan_is_a_missing_value(paper: PaperCity) -> None:
    text = geojson([({"class": "garden", "roses": math.nan}, Point(HERE))])
    assert "NaN" in text
    (row,), report = parks(paper, text)
    assert row.attributes == {}
    assert not report.faults


@pytest.mark.parametrize("content", ["{}", "[]", '{"features": 7}', "<xml/>", ""])
def test_what_is_no_geojson_fails(paper: PaperCity, content: str) -> None:
    rows, report = parks(paper, content)
    assert not rows
    assert "parks.json is not" in report.failure


def topology(*names: str) -> str:
    arcs = [[[0, 0], [100, 0], [0, 100], [-100, 0], [0, -100]]]
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"class": "garden", "name_ko": "원"}}
    return json.dumps(
        {
            "type": "Topology",
            "transform": {"scale": [0.001, 0.001], "translate": [126.0, 37.0]},
            "objects": {
                name: {"type": "GeometryCollection", "geometries": [shape]} for name in names
            },
            "arcs": arcs,
        }
    )


def test_topojson_is_put_together_from_its_arcs(paper: PaperCity) -> None:
    (row,), _ = parks(paper, topology("parks"), "topojson")
    assert row.shape.equals(box(126.0, 37.0, 126.1, 37.1))
    assert row.fields["name_ko"] == "원"


@pytest.mark.parametrize(
    ("content", "more", "complaint"),
    [
        (topology("a", "b"), "", "holds a, b: say which with object"),
        (topology("a"), 'object = "z"', "has no object 'z', but a"),
        ("{}", "", "is not TopoJSON"),
        ("no", "", "is not JSON"),
    ],
)
def test_topojson_that_is_no_use_fails(
    paper: PaperCity, content: str, more: str, complaint: str
) -> None:
    _, report = parks(paper, content, "topojson", more)
    assert complaint in report.failure


@pytest.mark.parametrize("crs", ["EPSG:5186", "EPSG:5179", "EPSG:5174"])
def test_korean_grids_come_back_to_degrees(paper: PaperCity, crs: str) -> None:
    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(*HERE)
    (row,), report = stations(paper, f"1,{x},{y}\n", f'crs = "{crs}"')
    assert (row.shape.x, row.shape.y) == pytest.approx(HERE, abs=1e-6)
    assert not report.faults


def test_exchanged_grid_axes_are_told_not_mended(paper: PaperCity) -> None:
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:5186", always_xy=True).transform(*HERE)
    rows, report = stations(paper, f"1,{y},{x}\n", 'crs = "EPSG:5186"')
    assert not rows
    assert codes(report) == [("swapped", False)]


def test_a_file_said_to_be_exchanged_is_turned_round(paper: PaperCity) -> None:
    (row,), report = stations(paper, "1,37.05,126.05\n", "swap = true")
    assert (row.shape.x, row.shape.y) == HERE
    assert not report.faults


def test_a_zero_beside_a_latitude_is_explained(paper: PaperCity) -> None:
    _, report = stations(paper, "1,37.05,0.0\n")
    assert report.faults[0].message == (
        "latitude is 0 and longitude is 37.05, which looks like a latitude"
    )


@pytest.mark.parametrize(
    ("outside", "loaded", "left_out", "faults"),
    [
        ("keep", 2, 0, [("outside_districts", True)]),
        ("refuse", 1, 0, [("outside_districts", False)]),
        ("skip", 1, 1, []),
    ],
)
def test_points_outside_every_district(
    paper: PaperCity, outside: str, loaded: int, left_out: int, faults: list[tuple[str, bool]]
) -> None:
    lines = "1,126.05,37.05\n2,126.21,37.05\n"
    rows, report = stations(paper, lines, f'outside = "{outside}"')
    assert (len(rows), report.left_out, codes(report)) == (loaded, left_out, faults)


def test_the_distance_to_the_districts_is_told(paper: PaperCity) -> None:
    _, report = stations(paper, "1,126.21,37.05\n")
    assert report.faults[0].message.endswith("890 m outside every district")


def test_an_area_becomes_a_place_at_a_point_inside(paper: PaperCity) -> None:
    shore, island = box(126.0, 37.0, 126.1, 37.1), box(126.01, 37.01, 126.09, 37.09)
    ring = Polygon(shore.exterior, [island.exterior])
    paper.write("lake.json", geojson([({"name_ko": "호수"}, ring)]))
    paper.layer('name="lake"\nkind="place"\nplace_kind="lake"\nfile="lake.json"\nformat="geojson"')
    (row,), _ = paper.read("lake")
    assert row.shape.geom_type == "Point"
    assert ring.contains(row.shape)
