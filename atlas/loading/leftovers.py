"""Layers that the pack has no more."""

from __future__ import annotations

from django.db.models import Q

from agencies.models import Station
from atlas.models import BaseMap, MapFeature, Place
from atlas.packs.report import Report
from atlas.packs.spec import Pack

TABLES = ((Place, "place"), (MapFeature, "feature"), (BaseMap, "basemap"))


def remove(pack: Pack, report: Report, *, replace: bool) -> None:
    """Remove rows of layers that left the pack; with `replace`, of other packs too."""
    for model, kind in TABLES:
        names = [spec.name for spec in pack.layers if spec.kind == kind]
        gone = Q(pack=pack.city.slug) & ~Q(source__in=names)
        if replace:
            gone |= ~Q(pack=pack.city.slug)
        _tell(report, kind, model._default_manager.filter(gone).delete()[0])
    of_the_pack = Q(pk__in=[])
    for spec in pack.layers:
        if spec.kind == "station":
            of_the_pack |= Q(external_id__startswith=f"{spec.name}/")
    # Only what a pack has written has a layer's name before its key.
    written = Station.objects.filter(external_id__contains="/")
    _tell(report, "station", written.exclude(of_the_pack).delete()[0])


def _tell(report: Report, kind: str, count: int) -> None:
    if count:
        report.notes.append(
            f"{count:,} rows of {kind} layers that are no longer in the pack: removed"
        )
