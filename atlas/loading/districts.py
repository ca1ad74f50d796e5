"""Districts: valid for a time, ended rather than deleted."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q

from agencies.models import District
from atlas.loading.records import upsert
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from atlas.packs.spec import LayerSpec

DistrictKey = tuple[str, date | None]


def load_districts(
    spec: LayerSpec, layer: LayerReport, rows: list[Row], *, kept: set[DistrictKey]
) -> None:
    """Write one layer of districts. Parents are looked up among those already written."""
    for row in rows:
        values = {
            "level": row.fields["level"],
            "name_ko": row.fields["name_ko"],
            "name_en": row.fields.get("name_en", ""),
            "parent_id": _parent(row, layer),
            "area": row.geometry,
            "valid_to": spec.valid_to,
        }
        key = {"code": row.fields["code"], "valid_from": spec.valid_from}
        upsert(District.objects, key, values, layer)
        kept.add((row.fields["code"], spec.valid_from))


def _parent(row: Row, layer: LayerReport) -> int | None:
    code = row.fields.get("parent")
    if not code:
        return None
    found = (
        District.objects.filter(code=code).order_by(F("valid_from").desc(nulls_last=True)).first()
    )
    if found is None:
        layer.fault(row.where, "no_parent", f"there is no district {code} above it", used=True)
        return None
    return found.pk


def end_vanished(layer: LayerReport, kept: set[DistrictKey], today: date) -> None:
    """Districts that the pack no longer has end yesterday; incidents in them keep them."""
    yesterday = today - timedelta(days=1)
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    for district in District.objects.filter(going_on):
        if (district.code, district.valid_from) not in kept:
            district.valid_to = yesterday
            district.save(update_fields=["valid_to"])
            layer.removed += 1
