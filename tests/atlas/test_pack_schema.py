"""What is wrong with a city.toml is said all at once, by table and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.packs.faults import PackError
from atlas.packs.schema import read_pack
from tests.atlas.paper_city import CITY, PaperCity

HYDRANTS = """
name = "hydrants"
kind = "place"
place_kind = "hydrant"
file = "hydrants.csv"
format = "csv"
columns = { lon = "x", lat = "y" }
"""


def problems(folder: Path) -> str:
    with pytest.raises(PackError) as refused:
        read_pack(folder)
    return str(refused.value)


def test_a_good_pack_reads_as_written(paper: PaperCity) -> None:
    pack = read_pack(paper.layer(HYDRANTS).save())
    assert pack.city.slug == "paper"
    assert [agency.slug for agency in pack.agencies] == ["fire", "police"]
    assert pack.agencies[1].short_en == "Paper Police"
    hydrants = pack.layers[-1]
    assert hydrants.constants == {"kind": "hydrant"}
    assert hydrants.encoding == "utf-8"


def test_a_folder_without_a_pack_is_named(tmp_path: Path) -> None:
    assert f"there is no {tmp_path / 'city.toml'}" in problems(tmp_path)


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "city.toml").write_text('[city]\nslug = "a\n')
    assert "line 2" in problems(tmp_path)


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('slug = "paper"', 'slug = "Paper City"', "[city]: slug = 'Paper City' must be small"),
        ('name_ko = "종이시"', "", "[city]: name_ko is missing"),
        ("centre = [126.1, 37.05]", "centre = [37.05, 126.1]", "centre must be [lon, lat] inside"),
        ("[125.9, 36.9, 126.3, 37.2]", "[126.3, 36.9, 125.9, 37.2]", "bbox must be [west, south"),
        ("[125.9, 36.9, 126.3, 37.2]", '["a", 1, 2, 3]', "bbox must be a list of 4 numbers"),
        ("Asia/Seoul", "Asia/Atlantis", "'Asia/Atlantis' is not a known time zone"),
        ('kind = "fire"', 'kind = "navy"', "[[agencies]] 1: kind = 'navy' is not one of city"),
        ('slug = "police"', 'slug = "fire"', "agency 'fire' is there twice"),
        ('informed_from = "P1"', 'informed_from = "P9"', "informed_from = 'P9' is not one of"),
    ],
)
def test_each_mistake_in_the_city_is_named(
    paper: PaperCity, was: str, becomes: str, complaint: str
) -> None:
    assert was in CITY
    paper.write("city.toml", CITY.replace(was, becomes, 1))
    assert complaint in problems(paper.folder)


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('format = "csv"', 'formt = "csv"', "unknown key formt (did you mean format?)"),
        ('kind = "place"', 'kind = "street"', "kind = 'street' is not one of district"),
        ('place_kind = "hydrant"', "", "nothing says what kind is"),
        ('lon = "x", ', "", "a table needs columns.lon and columns.lat"),
        ('format = "csv"', 'format = "csv"\ncrs = "EPSG:0"', "crs = 'EPSG:0' is not a known"),
        ('format = "csv"', 'format = "csv"\ntypes = { n = "number" }', "types.n = 'number'"),
        ('format = "csv"', 'format = "csv"\nvalid_from = "soon"', "valid_from must be a day"),
        ('format = "csv"', 'format = "csv"\ndelimiter = "--"', "delimiter must be one character"),
        ('format = "csv"', 'format = "mbtiles"', "a basemap is an mbtiles file"),
        ('name = "hydrants"', 'name = "gu"', "layer 'gu' is there twice"),
        ('format = "csv"', 'format = "csv"\nswap = "yes"', "swap must be true or false"),
        ('format = "csv"', 'format = "csv"\n[[layers.doubts]]', "column is missing"),
    ],
)
def test_each_mistake_in_a_layer_is_named(
    paper: PaperCity, was: str, becomes: str, complaint: str
) -> None:
    assert was in HYDRANTS
    paper.layer(HYDRANTS.replace(was, becomes, 1))
    assert complaint in problems(paper.save())


def test_an_agency_that_is_not_there_is_named(paper: PaperCity) -> None:
    paper.layers = paper.layers.replace('agency = "fire"', 'agency = "navy"')
    assert "layer 'area-fire': there is no agency 'navy'" in problems(paper.save())


def test_all_mistakes_come_at_once(paper: PaperCity) -> None:
    paper.write("city.toml", CITY.replace("Asia/Seoul", "Mars").replace('"police"', '"Pol ice"'))
    text = problems(paper.folder)
    assert "Mars" in text
    assert "Pol ice" in text
