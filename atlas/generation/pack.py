"""A city as a folder that `load_city` loads."""

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from atlas.generation import layers, manifest
from atlas.generation.city import City
from atlas.generation.features import Feature
from atlas.generation.fleet import Vehicle
from atlas.generation.names import Name
from atlas.generation.plan import ORIGIN
from atlas.generation.plane import Plane
from atlas.generation.writing import write_geojson, write_table, write_text, write_things

ZIPPED = {"transportation", "building", "cameras", "landuse"}
PLACES = (
    "hospitals",
    "shelters",
    "schools",
    "cameras",
    "hydrants",
    "stations",
    "offices",
    "landmarks",
)
# Real cities publish these two with Korean headers, so ours does too.
KOREAN = {
    "code": "관리번호", "kind": "구분", "name_ko": "명칭", "name_en": "영문명",
    "address": "소재지도로명주소", "purpose": "설치목적구분", "cameras": "카메라대수",
    "direction": "촬영방면", "type": "형식", "lon": "WGS84경도", "lat": "WGS84위도",
}  # fmt: skip
WIDE_SERVICES = (("city", "city"), ("coast-guard", "coast_guard"), ("health", "health"),
                 ("power", "power"), ("gas", "gas"))  # fmt: skip

Table = dict[str, Any]


def write(city: City, folder: Path) -> dict[str, int]:
    """Write every file; returns the number of rows of each layer."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = _Writer(city, folder)
    writer.districts()
    writer.service_areas()
    writer.stations()
    writer.units()
    for name in PLACES:
        writer.places(name)
    for name, features in layers.base_map(city).items():
        writer.map_layer(name, features)
    bbox = writer.bbox()
    counts = dict(writer.counts)
    write_text(folder / "city.toml", manifest.describe(city, writer.plane, bbox, writer.tables))
    write_text(folder / "README.md", manifest.readme(city, counts))
    return counts


def _district(shape: Any, code: str, name: Name, **more: str | int) -> Feature:
    return Feature(shape, {"code": code, "name_ko": name.ko, "name_en": name.en, **more})


class _Writer:
    """Writes files and remembers how city.toml must describe them."""

    def __init__(self, city: City, folder: Path) -> None:
        self.city, self.folder = city, folder
        self.plane = Plane(*ORIGIN)
        self.tables: list[Table] = []
        self.counts: dict[str, int] = {}

    def bbox(self) -> list[float]:
        box = self.plane.geometries(layers.frame(self.city))
        return [round(value, 6) for value in box.bounds]

    def districts(self) -> None:
        found, names = self.city.districts, self.city.names
        gu = []
        for n, (shape, code) in enumerate(zip(found.gu, names.gu_codes, strict=True)):
            people = int(found.people[found.gu_of == n].sum())
            gu.append(_district(shape, code, names.gu[n], population=people))
        dong = []
        for n, (shape, code) in enumerate(zip(found.dong, names.dong_codes, strict=True)):
            parent = names.gu_codes[int(found.gu_of[n])]
            people = int(found.people[n])
            dong.append(_district(shape, code, names.dong[n], parent=parent, population=people))
        columns = {"code": "code", "name_ko": "name_ko", "name_en": "name_en"}
        table = {"kind": "district", "level": "gu", "columns": columns}
        self._features("gu", gu, **table)
        table = {"kind": "district", "level": "dong", "columns": {**columns, "parent": "parent"}}
        self._features("dong", dong, **table)

    def service_areas(self) -> None:
        for agency, service in WIDE_SERVICES:
            whole = [Feature(self.city.border, {"name": "whole city"})]
            self._service_area(agency, service, whole)
        for agency in ("police", "fire"):
            beats = [
                Feature(b.shape, {"name": b.station.name.ko, "station": b.station.code})
                for b in self.city.stations.beats
                if b.agency == agency
            ]
            self._service_area(agency, agency, beats)

    def _service_area(self, agency: str, service: str, areas: list[Feature]) -> None:
        table = {"kind": "service_area", "agency": agency, "service": service}
        self._features(f"area-{agency}", areas, **table, columns={"external_id": "name"})

    def stations(self) -> None:
        for agency, things in self.city.stations.of.items():
            slug = agency.replace("_", "-")
            self._things(f"{slug}-stations", things, kind="station", agency=slug)

    def units(self) -> None:
        columns = [one.name for one in fields(Vehicle)]
        rows = [list(asdict(vehicle).values()) for vehicle in self.city.fleet]
        write_table(self.folder / "units.csv", columns, rows)
        table = {"file": "units.csv", "format": "csv", "kind": "unit", "simulated": True}
        self._note("units", len(rows), {**table, "columns": {name: name for name in columns}})

    def places(self, name: str) -> None:
        self._things(name, self.city.places[name], kind="place")

    def map_layer(self, name: str, features: list[Feature]) -> None:
        self._features(name, features, kind="feature", layer=name)

    def _features(self, name: str, features: list[Feature], **table: Any) -> None:
        file, zipped = self._file(name, "geojson")
        write_geojson(self.folder / file, features, self.plane)
        self._note(name, len(features), {"file": file, "format": "geojson", **zipped, **table})

    def _things(self, name: str, things: list[Any], **table: Any) -> None:
        headers = KOREAN if name in ("cameras", "hydrants") else {}
        file, zipped = self._file(name, "csv")
        write_things(self.folder / file, things, self.plane, headers)
        extra = sorted({key for thing in things for key in thing.more})
        fields = {"external_id": "code"}
        fields |= {f: f for f in ("kind", "name_ko", "name_en", "address", *extra, "lon", "lat")}
        table["columns"] = {field: headers.get(column, column) for field, column in fields.items()}
        self._note(name, len(things), {"file": file, "format": "csv", **zipped, **table})

    def _file(self, name: str, ending: str) -> tuple[str, Table]:
        if name in ZIPPED:
            return f"{name}.{ending}.gz", {"compression": "gzip"}
        return f"{name}.{ending}", {}

    def _note(self, name: str, count: int, table: Table) -> None:
        self.counts[name] = count
        self.tables.append({"name": name, **table})
