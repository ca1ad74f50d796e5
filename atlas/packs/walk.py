"""Reads a pack's layers in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from atlas.packs import mbtiles
from atlas.packs.faults import FileFault
from atlas.packs.report import LayerReport, Report
from atlas.packs.row import Row
from atlas.packs.rows import rows
from atlas.packs.service_areas import derived
from atlas.packs.sources import path_of
from atlas.packs.spec import LayerSpec, Pack
from atlas.packs.territory import Territory

# Districts say what is outside; service areas may be made of any other layer; units need stations.
ORDER = ("district", "station", "place", "feature", "service_area", "basemap", "unit")

Progress = Callable[[str, int], None]


def silent(layer: str, rows_read: int) -> None:
    """Progress that nobody watches."""


@dataclass
class Walk:
    """One reading of a pack. `areas` keeps the rows of layers that others are made of."""

    pack: Pack
    report: Report
    today: date
    progress: Progress = silent
    areas: dict[str, list[Row]] = field(default_factory=dict)
    territory: Territory = field(default_factory=Territory)

    def layers(self) -> Iterator[tuple[LayerSpec, LayerReport]]:
        """Each layer with its empty report. Read one to its end before asking for the next."""
        for kind in ORDER:
            for spec in self.pack.layers:
                if spec.kind == kind:
                    yield spec, self.report.layer(spec.name, spec.kind, spec.file)
            if kind == "district":
                self.territory = Territory(row.shape for row in self.districts("gu"))

    def batches(self, spec: LayerSpec, layer: LayerReport) -> Iterator[list[Row]]:
        """The layer's usable rows; FileFault when there can be none."""
        for batch in self._source(spec, layer):
            if self._is_needed(spec):
                self.areas.setdefault(spec.name, []).extend(batch)
            self.progress(spec.name, layer.read)
            yield batch
        wanted = layer.read - layer.left_out
        if wanted and not layer.usable:
            raise FileFault(f"none of its {wanted:,} rows can be used")

    def tiles(self, spec: LayerSpec, layer: LayerReport) -> mbtiles.TileFile:
        """What a base map's file holds."""
        found = mbtiles.inspect(path_of(self.pack.root, spec))
        layer.read = layer.usable = found.tiles
        self.progress(spec.name, layer.read)
        return found

    def districts(self, level: str) -> list[Row]:
        """The districts of one level that are valid today."""
        return [
            row
            for spec in self.pack.layers
            if spec.kind == "district" and _valid(spec, self.today)
            for row in self.areas.get(spec.name, ())
            if row.fields["level"] == level
        ]

    def services(self) -> dict[str, list[Row]]:
        """The service areas valid today, by service."""
        found: dict[str, list[Row]] = {}
        for spec in self.pack.layers:
            if spec.kind == "service_area" and _valid(spec, self.today):
                for row in self.areas.get(spec.name, ()):
                    found.setdefault(row.fields["service"], []).append(row)
        return found

    def _source(self, spec: LayerSpec, layer: LayerReport) -> Iterator[list[Row]]:
        if not spec.area_from:
            return rows(self.pack.root, spec, self.pack.city.bbox, self.territory, layer)
        layer.read = layer.usable = 1
        return iter([[derived(spec, self.areas, self.pack.city.centre)]])

    def _is_needed(self, spec: LayerSpec) -> bool:
        return spec.kind in ("district", "service_area") or any(
            spec.name in (other.area_from, other.extend_over) for other in self.pack.layers
        )


def _valid(spec: LayerSpec, day: date) -> bool:
    started = spec.valid_from is None or spec.valid_from <= day
    return started and (spec.valid_to is None or spec.valid_to >= day)


@contextmanager
def failing(layer: LayerReport) -> Iterator[None]:
    """A file that is no use is the failure of its own layer, not of the others."""
    try:
        yield
    except FileFault as fault:
        layer.failure = str(fault)
