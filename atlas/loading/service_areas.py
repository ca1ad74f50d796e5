"""Service areas: which agency is responsible for what, where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Q

from agencies.models import Agency, ServiceArea
from atlas.loading.records import upsert
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec


def load_service_areas(
    spec: LayerSpec,
    layer: LayerReport,
    rows: list[Row],
    agencies: Mapping[str, Agency],
    *,
    kept: set[int],
) -> None:
    """Write one layer of service areas, named by the layer and the row's own key."""
    for row in rows:
        agency = agencies.get(row.fields["agency"])
        if agency is None:
            message = f"there is no agency {row.fields['agency']!r}"
            layer.fault(row.where, "no_agency", message, used=False)
            layer.usable -= 1
            continue
        name = spec.name if row.external_id == spec.name else f"{spec.name}/{row.external_id}"
        key = {
            "agency": agency,
            "service": row.fields["service"],
            "name": name[:100],
            "valid_from": spec.valid_from,
        }
        values = {"area": row.geometry, "valid_to": spec.valid_to}
        kept.add(upsert(ServiceArea.objects, key, values, layer).pk)


def end_vanished(layer: LayerReport, kept: set[int], today: date) -> None:
    """Areas that the pack no longer has end yesterday."""
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    gone = ServiceArea.objects.filter(going_on).exclude(pk__in=kept)
    layer.removed += gone.update(valid_to=today - timedelta(days=1))
