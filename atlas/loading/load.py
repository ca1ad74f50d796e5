"""One run over a pack: only looking, or writing it into the database."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from agencies.jurisdictions import Area, Findings, examine_all
from agencies.models import Agency
from atlas import hooks
from atlas.loading import basemaps, bulk, city, districts, kinds, leftovers, service_areas, stations
from atlas.loading.districts import DistrictKey
from atlas.models import PackLoad
from atlas.packs.report import LayerReport, Report
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec, Pack
from atlas.packs.walk import Progress, Walk, failing, silent
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

# Two loads at once would each remove what the other has just staged.
ONE_LOAD_AT_A_TIME = 0x5AFE_C17E


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run found, and when only looking, what is wrong with the jurisdictions."""

    report: Report
    findings: list[Findings] = field(default_factory=list)


def check(*, pack: Pack, at: datetime, progress: Progress = silent) -> Outcome:
    """Read everything and write nothing."""
    walk = Walk(pack, Report(), _today(pack, at), progress)
    for spec, layer in walk.layers():
        with failing(layer):
            if spec.kind == "basemap":
                walk.tiles(spec, layer)
            else:
                for _ in walk.batches(spec, layer):
                    pass
    return Outcome(report=walk.report, findings=findings_of(walk))


def load(
    *,
    pack: Pack,
    at: datetime,
    report_file: str = "",
    prune: bool = False,
    replace: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Make the database say what the pack says, in one transaction.

    `prune` removes even when most of a layer vanished; `replace` takes over another city.
    """
    begun = time.monotonic()
    with city_log.change(by=SYSTEM, at=at) as log:
        _alone()
        walk = Walk(pack, Report(), _today(pack, at), progress)
        writing = _Writing(walk, log, prune=prune, replace=replace)
        writing.write()
        _make_ready_to_search()
        report = writing.walk.report
        hooks.loaded.run(at, report.notes.append)
        PackLoad.objects.create(
            pack=pack.city.slug,
            at=at,
            seconds=round(time.monotonic() - begun, 2),
            summary={layer.layer: layer.summary() for layer in report.layers},
            report=report_file,
        )
    return Outcome(report=report)


@dataclass
class _Writing:
    """The layers of one load on their way into the tables."""

    walk: Walk
    log: city_log.Log
    prune: bool
    replace: bool
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    districts: set[DistrictKey] = field(default_factory=set)
    areas: set[int] = field(default_factory=set)

    def write(self) -> None:
        pack, report, replace = self.walk.pack, self.walk.report, self.replace
        city.load_city(pack, report, replace=replace)
        self.agencies = city.load_agencies(pack, report, replace=replace)
        for kind, loader in kinds.provided().items():
            loader.begin({one.name for one in pack.layers if one.kind == kind}, report, self.log)
        for spec, layer in self.walk.layers():
            with failing(layer):
                self._layer(spec, layer)
        self._end_vanished()
        leftovers.remove(pack, report, replace=replace)

    def _layer(self, spec: LayerSpec, layer: LayerReport) -> None:
        slug = self.walk.pack.city.slug
        if spec.kind == "basemap":
            basemaps.load_basemap(slug, layer, self.walk.tiles(spec, layer))
            return
        batches = self.walk.batches(spec, layer)
        if spec.kind == "place":
            bulk.load_places(slug, layer, batches, prune=self.prune)
        elif spec.kind == "feature":
            bulk.load_features(slug, layer, batches, prune=self.prune)
        else:
            self._few(spec, layer, [row for batch in batches for row in batch])

    def _few(self, spec: LayerSpec, layer: LayerReport, rows: list[Row]) -> None:
        if spec.kind == "district":
            districts.load_districts(spec, layer, rows, kept=self.districts)
        elif spec.kind == "station":
            stations.load_stations(layer, rows, self.agencies)
        elif spec.kind == "service_area":
            service_areas.load_service_areas(spec, layer, rows, self.agencies, kept=self.areas)
        else:
            loader = kinds.loader_of(spec.kind)
            loader.load(layer, rows, self.agencies, self.log, prune=self.prune or self.replace)

    def _end_vanished(self) -> None:
        """End what the pack no longer has, unless a file that might hold it could not be read."""
        ended = {
            "district": (districts, self.districts),
            "service_area": (service_areas, self.areas),
        }
        for kind, (module, kept) in ended.items():
            layers = [layer for layer in self.walk.report.layers if layer.kind == kind]
            if layers and not any(layer.failure for layer in layers):
                module.end_vanished(layers[-1], kept, self.walk.today)


def findings_of(walk: Walk) -> list[Findings]:
    """Overlaps and holes among the areas of the pack."""
    return examine_all(
        gu=_areas(walk.districts("gu")),
        dong=_areas(walk.districts("dong")),
        services={service: _areas(rows) for service, rows in walk.services().items()},
    )


def _areas(rows: list[Row]) -> list[Area]:
    return [
        Area(name=row.fields.get("name_ko") or row.external_id, shape=row.shape) for row in rows
    ]


def _today(pack: Pack, at: datetime) -> date:
    return at.astimezone(ZoneInfo(pack.city.timezone)).date()


def _make_ready_to_search() -> None:
    """Fresh statistics and trigram indexes without a waiting list, or first searches are slow."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE atlas_place, atlas_mapfeature, agencies_district")
        cursor.execute(
            "SELECT gin_clean_pending_list(indexrelid) FROM pg_index"
            " JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam"
            " WHERE amname = 'gin'"
            " AND indrelid IN ('atlas_place'::regclass, 'atlas_mapfeature'::regclass)"
        )


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_LOAD_AT_A_TIME])
