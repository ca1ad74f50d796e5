"""Loading a pack: everything once, changes as changes, nothing lost by accident."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, City, District, ServiceArea, Station
from atlas.models import BaseMap, MapFeature, PackLoad, Place
from safety_net.core import clock
from tests.atlas.paper_city import DONG, GU, PaperCity, geojson

pytestmark = pytest.mark.django_db

HYDRANTS = """
name = "hydrants"
kind = "place"
place_kind = "hydrant"
file = "hydrants.csv"
format = "csv"
columns = { external_id = "id", name_ko = "name", lon = "x", lat = "y", type = "type" }
"""
STREETS = """
name = "streets"
kind = "feature"
layer = "transportation"
file = "streets.geojson"
format = "geojson"
columns = { class = "class", name_ko = "name", oneway = "oneway" }
"""
STATIONS = """
name = "stations"
kind = "station"
agency = "fire"
file = "stations.csv"
format = "csv"
columns = { external_id = "id", name_ko = "name", lon = "x", lat = "y", engines = "engines" }
"""


def hydrants(count: int, name: str = "앞") -> str:
    lines = [f"{n},{name},{126.0 + n / 1000},37.05,지상" for n in range(count)]
    return "id,name,x,y,type\n" + "\n".join(lines)


@pytest.fixture
def city(paper: PaperCity, settings: Any) -> PaperCity:
    settings.SAFETY_NET_VAR = paper.folder / "var"
    street = {"type": "LineString", "coordinates": [[126.0, 37.0], [126.1, 37.1]]}
    paper.write("hydrants.csv", hydrants(30))
    paper.write(
        "streets.geojson",
        geojson([({"class": "minor", "name": "벽돌길", "oneway": "yes"}, street)]),
    )
    paper.write("stations.csv", "id,name,x,y,engines\n1,은행센터,126.05,37.05,3\n")
    return paper.layer(HYDRANTS).layer(STREETS).layer(STATIONS)


def load(city: PaperCity, *options: str) -> str:
    out = StringIO()
    call_command("load_city", str(city.save()), *options, "-v0", stdout=out)
    return out.getvalue()


def last_counts(layer: str) -> dict[str, int]:
    summary = PackLoad.objects.latest().summary[layer]
    return {name: summary[name] for name in ("added", "changed", "removed", "kept")}


def everything() -> list[Any]:
    models = (City, Agency, District, ServiceArea, Station, Place, MapFeature)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_everything_in_the_pack_is_there(city: PaperCity) -> None:
    load(city)
    assert City.objects.get().name_ko == "종이시"
    assert Agency.objects.get(slug="fire").informed_from == 1
    assert District.objects.get(code="E2").parent == District.objects.get(code="E")
    assert District.objects.get(code="E2").name_ko == "남동"
    assert ServiceArea.objects.get().agency.slug == "fire"
    assert Station.objects.get().attributes == {"engines": "3"}
    assert Place.objects.filter(kind="hydrant", attributes__type="지상").count() == 30
    assert MapFeature.objects.get().name_ko == "벽돌길"


def test_loading_twice_changes_nothing(city: PaperCity) -> None:
    load(city)
    before = everything()
    load(city)
    assert everything() == before
    for layer in PackLoad.objects.latest().summary.values():
        assert (layer["added"], layer["changed"], layer["removed"]) == (0, 0, 0)


def test_changes_and_removals_are_counted(city: PaperCity) -> None:
    load(city)
    city.write(
        "hydrants.csv", hydrants(28).replace("\n0,앞", "\n0,뒤") + "\n99,새,126.01,37.02,지하"
    )
    load(city)
    assert last_counts("hydrants") == {"added": 1, "changed": 1, "removed": 2, "kept": 0}
    assert Place.objects.get(external_id="0").name_ko == "뒤"
    assert Place.objects.count() == 29


def test_a_file_cut_short_removes_nothing_until_told(city: PaperCity) -> None:
    load(city)
    city.write("hydrants.csv", hydrants(3))
    assert "27 rows are no longer in the file" in load(city)
    assert last_counts("hydrants")["kept"] == 27
    assert Place.objects.count() == 30
    load(city, "--prune")
    assert Place.objects.count() == 3


def test_an_unreadable_file_leaves_its_layer_and_loads_the_others(city: PaperCity) -> None:
    load(city)
    city.write("hydrants.csv", "<html>404</html>")
    city.write("stations.csv", "id,name,x,y,engines\n1,새은행센터,126.05,37.05,3\n")
    with pytest.raises(CommandError, match="could not be read: hydrants"):
        load(city)
    assert Place.objects.count() == 30
    assert Station.objects.get().name_ko == "새은행센터"


def test_a_file_of_which_nothing_can_be_used_leaves_its_layer(city: PaperCity) -> None:
    load(city)
    city.write("hydrants.csv", "id,name,x,y,type\n1,앞,37.05,126.05,지상\n")
    with pytest.raises(CommandError, match="could not be read: hydrants"):
        load(city)
    assert Place.objects.count() == 30


def test_check_writes_nothing(city: PaperCity) -> None:
    before = everything()
    text = load(city, "--check")
    assert everything() == before
    assert PackLoad.objects.count() == 0
    assert not (city.folder / "var").exists()
    assert "hydrants" in text
    assert "gu: 2 areas" in text
    assert "no overlaps, no holes" in text


def test_a_layer_that_left_the_pack_leaves_the_city(city: PaperCity) -> None:
    load(city)
    for layer in (HYDRANTS, STATIONS):
        city.layers = city.layers.replace(f"[[layers]]\n{layer}", "")
    assert "30 rows of place layers that are no longer in the pack: removed" in load(city)
    assert (Place.objects.count(), Station.objects.count()) == (0, 0)


def test_a_station_that_is_gone_is_removed(city: PaperCity) -> None:
    load(city)
    city.write("stations.csv", "id,name,x,y,engines\n2,강센터,126.06,37.05,3\n")
    load(city)
    assert last_counts("stations") == {"added": 1, "changed": 0, "removed": 1, "kept": 0}
    assert Station.objects.get().name_ko == "강센터"


def test_districts_end_and_are_not_deleted(city: PaperCity) -> None:
    load(city)
    city.write("dong.geojson", geojson(DONG[:2]))
    load(city)
    gone = District.objects.get(code="E2")
    assert gone.valid_to is not None
    today = clock.now().astimezone(City.objects.get().zone).date()
    assert District.objects.valid_on(today).filter(level="dong").count() == 2
    load(city)
    assert District.objects.get(code="E2").valid_to == gone.valid_to


def test_redrawn_districts_stand_beside_the_old_ones(city: PaperCity) -> None:
    load(city)
    old = 'name = "gu"\nkind = "district"\nlevel = "gu"\n'
    assert old in city.layers
    city.layers = city.layers.replace(old, f"{old}valid_to = 2026-06-30\n")
    city.write("new.geojson", geojson([({"code": "N", "name": "새구", "en": "New"}, GU[0][1])]))
    city.layer(
        'name = "new-gu"\nkind = "district"\nlevel = "gu"\nfile = "new.geojson"\n'
        'format = "geojson"\nvalid_from = 2026-07-01\n'
        'columns = { code = "code", name_ko = "name", name_en = "en" }'
    )
    load(city)
    assert District.objects.get(code="W").valid_to == date(2026, 6, 30)
    assert District.objects.get(code="N").valid_from == date(2026, 7, 1)


def test_a_district_without_the_parent_it_names_is_told(city: PaperCity) -> None:
    lost = ({"code": "Z1", "full": "섬동", "gu": "Z"}, DONG[0][1])
    city.write("dong.geojson", geojson([*DONG[1:], lost]))
    assert "there is no district Z above it" in load(city)
    assert District.objects.get(code="Z1").parent is None


def test_another_city_is_not_overwritten_by_mistake(city: PaperCity) -> None:
    load(city)
    other = city.save() / "city.toml"
    text = other.read_text().replace('slug = "paper"', 'slug = "stone"')
    city.write("city.toml", text)
    with pytest.raises(CommandError, match="this installation is Paper City"):
        call_command("load_city", str(city.folder), "-v0", stdout=StringIO())
    assert Place.objects.filter(pack="paper").count() == 30
    call_command("load_city", str(city.folder), "--replace", "-v0", stdout=StringIO())
    assert set(Place.objects.values_list("pack", flat=True)) == {"stone"}


def test_overlaps_of_two_agencies_are_told(city: PaperCity) -> None:
    city.layer(
        'name = "area-two"\nkind = "service_area"\nagency = "police"\nservice = "fire"\n'
        'file = "gu.geojson"\nformat = "geojson"\nfilter = { code = ["W"] }\n'
        'columns = { external_id = "code" }'
    )
    text = load(city, "--check")
    assert "service fire: 2 areas" in text
    assert "1 overlaps (98.7" in text
    load(city)
    found = StringIO()
    call_command("check_jurisdictions", stdout=found)
    assert "overlap 98.7" in found.getvalue()
    assert "fire area-fire / police area-two/W" in found.getvalue()


def test_every_fault_is_in_the_report_file(city: PaperCity) -> None:
    city.write("hydrants.csv", hydrants(2) + "\n8,x,126.9,37.05,지상\n9,y,0,0,지상\n")
    load(city)
    path = Path(PackLoad.objects.latest().report)
    assert path.parent == city.folder / "var" / "reports"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [(line["layer"], line["where"], line["fault"], line["loaded"]) for line in lines] == [
        ("hydrants", "line 5", "zero_position", "no"),
        ("hydrants", "line 4", "outside_box", "no"),
    ]


def test_cells_that_look_like_formulas_are_defused(city: PaperCity) -> None:
    city.layers = city.layers.replace(
        'type = "type" }', 'type = "type" }\ntypes = { type = "int" }'
    )
    city.write("hydrants.csv", "id,name,x,y,type\n1,앞,126.05,37.05,=cmd\n")
    load(city, "--report", str(city.folder / "faults.csv"))
    text = (city.folder / "faults.csv").read_text(encoding="utf-8-sig")
    assert ",=" not in text


def test_a_broken_pack_is_a_command_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"there is no .*city\.toml"):
        call_command("load_city", str(tmp_path), "-v0")


def test_a_base_map_is_looked_into(city: PaperCity) -> None:
    city.layer('name = "base"\nkind = "basemap"\nfile = "base.mbtiles"\nformat = "mbtiles"')
    city.write("base.mbtiles", b"not sqlite at all, but long enough to be looked at" * 40)
    with pytest.raises(CommandError, match="could not be read: base"):
        load(city)
    assert BaseMap.objects.count() == 0
