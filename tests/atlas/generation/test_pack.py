"""The files: the same bytes for the same order, and a pack that says what it is."""

import csv
import gzip
import json
import tomllib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from atlas.generation import city, pack
from atlas.generation.plan import Plan
from tests.atlas.generation.conftest import TINY


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_order_gives_the_same_bytes(town_pack: Path, tmp_path: Path) -> None:
    pack.write(city.generate(Plan(seed=1, scale=TINY)), tmp_path)
    assert _bytes(tmp_path) == _bytes(town_pack)


def test_another_seed_is_another_city(town_pack: Path, tmp_path: Path) -> None:
    call_command("generate_city", seed=3, scale=TINY, out=tmp_path, verbosity=0)
    assert (tmp_path / "water.geojson").read_bytes() != (town_pack / "water.geojson").read_bytes()
    assert (tmp_path / "README.md").read_text() != (town_pack / "README.md").read_text()


def test_the_description_names_every_file_and_says_it_is_fiction(town_pack: Path) -> None:
    table = tomllib.loads((town_pack / "city.toml").read_text())
    assert table["city"]["fictional"] is True
    files = {layer["file"] for layer in table["layers"]}
    assert files | {"city.toml", "README.md"} == {path.name for path in town_pack.iterdir()}
    agencies = {agency["slug"]: agency for agency in table["agencies"]}
    assert agencies["city"]["informed_from"] == "P4"
    served = {layer["agency"] for layer in table["layers"] if layer["kind"] == "service_area"}
    assert served == set(agencies)
    assert "fictional" in (town_pack / "README.md").read_text()


def test_map_layers_use_the_words_of_openmaptiles(town_pack: Path) -> None:
    with gzip.open(town_pack / "transportation.geojson.gz") as file:
        roads = json.load(file)["features"]
    classes = {road["properties"]["class"] for road in roads}
    known = {"motorway", "trunk", "primary", "secondary", "tertiary", "minor", "rail", "transit"}
    assert classes - known <= {"ferry"}
    assert {road["properties"].get("brunnel") for road in roads} <= {None, "bridge", "tunnel"}
    water = json.loads((town_pack / "water.geojson").read_text())["features"]
    assert {one["properties"]["class"] for one in water} >= {"ocean", "river"}


def test_coordinates_have_six_digits_and_lie_in_the_box(town_pack: Path) -> None:
    west, south, east, north = tomllib.loads((town_pack / "city.toml").read_text())["city"]["bbox"]
    with (town_pack / "hospitals.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert west < float(row["lon"]) < east
        assert south < float(row["lat"]) < north
        assert len(row["lon"].partition(".")[2]) <= 6


@pytest.mark.parametrize("wrong", ["--scale=0", "--scale=x", "--seed=-1", "--scale=100"])
def test_a_senseless_order_is_refused(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("generate_city", wrong, out=tmp_path, verbosity=0)
