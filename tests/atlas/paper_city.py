"""A pack of a city on paper: two gu, three dong, and whatever files a test writes beside them.

  126.0        126.1        126.2
37.1 ┌────────────┬────────────┐
     │    West    │ north dong │
     │            ├────────────┤ 37.05
     │ (one dong) │ south dong │
37.0 └────────────┴────────────┘
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from shapely.geometry import box, mapping
from shapely.geometry.base import BaseGeometry

from atlas.packs.report import LayerReport, Report
from atlas.packs.row import Row
from atlas.packs.schema import read_pack
from atlas.packs.walk import Walk, failing
from tests.support.cast import NOON

CITY = """
[city]
slug = "paper"
name_ko = "종이시"
name_en = "Paper City"
timezone = "Asia/Seoul"
centre = [126.1, 37.05]
zoom = 11
bbox = [125.9, 36.9, 126.3, 37.2]

[[agencies]]
slug = "fire"
kind = "fire"
name_ko = "종이소방"
name_en = "Paper Fire"
colour = "fire"
informed_from = "P1"

[[agencies]]
slug = "police"
kind = "police"
name_ko = "종이경찰"
name_en = "Paper Police"
"""

DISTRICTS = """
[[layers]]
name = "gu"
kind = "district"
level = "gu"
file = "gu.geojson"
format = "geojson"
columns = { code = "code", name_ko = "name", name_en = "en" }

[[layers]]
name = "dong"
kind = "district"
level = "dong"
file = "dong.geojson"
format = "geojson"
columns = { code = "code", name_ko = "{full|last}", parent = "gu" }

[[layers]]
name = "area-fire"
kind = "service_area"
agency = "fire"
service = "fire"
area_from = "gu"
"""

GU = [
    ({"code": "W", "name": "서구", "en": "West"}, box(126.0, 37.0, 126.1, 37.1)),
    ({"code": "E", "name": "동구", "en": "East"}, box(126.1, 37.0, 126.2, 37.1)),
]
DONG = [
    ({"code": "W1", "full": "종이시 서구 은행동", "gu": "W"}, box(126.0, 37.0, 126.1, 37.1)),
    ({"code": "E1", "full": "종이시 동구 북동", "gu": "E"}, box(126.1, 37.05, 126.2, 37.1)),
    ({"code": "E2", "full": "종이시 동구 남동", "gu": "E"}, box(126.1, 37.0, 126.2, 37.05)),
]

Features = Iterable[tuple[Mapping[str, Any], BaseGeometry | Mapping[str, Any] | None]]


def geojson(features: Features) -> str:
    """A FeatureCollection; a shape may be given as it stands, to be broken."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": dict(properties),
                    "geometry": mapping(shape) if isinstance(shape, BaseGeometry) else shape,
                }
                for properties, shape in features
            ],
        }
    )


class PaperCity:
    """The folder of a pack that a test writes into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.layers = DISTRICTS
        self.write("gu.geojson", geojson(GU))
        self.write("dong.geojson", geojson(DONG))

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def layer(self, toml: str) -> PaperCity:
        """Add a layer to city.toml."""
        self.layers += f"\n[[layers]]\n{toml}\n"
        return self

    def save(self) -> Path:
        self.write("city.toml", CITY + self.layers)
        return self.folder

    def read(self, name: str) -> tuple[list[Row], LayerReport]:
        """The rows and the report of one layer, without a database."""
        walk = Walk(read_pack(self.save()), Report(), NOON.date())
        found: list[Row] = []
        for spec, layer in walk.layers():
            with failing(layer):
                rows = [row for batch in walk.batches(spec, layer) for row in batch]
                found = rows if spec.name == name else found
        return found, next(layer for layer in walk.report.layers if layer.layer == name)
