"""Stations of an agency. Their key begins with the layer's name, so that layers do not mix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agencies.models import Agency, Station
from atlas.loading.records import upsert
from atlas.packs.report import LayerReport
from atlas.packs.row import Row

# agencies.Station is shorter here than a place.
LONGEST = {"external_id": 100, "name_ko": 150, "name_en": 150}


def load_stations(layer: LayerReport, rows: list[Row], agencies: Mapping[str, Agency]) -> None:
    """Write one layer of stations and remove those that are no longer in it."""
    kept: list[int] = []
    for row in rows:
        agency = agencies.get(row.fields["agency"])
        key = f"{layer.layer}/{row.external_id}"
        too_long = _too_long(key, row)
        if agency is None:
            message = f"there is no agency {row.fields['agency']!r}"
            _refuse(layer, row, "no_agency", message)
        elif too_long:
            _refuse(layer, row, "too_long", f"{too_long} has more than {LONGEST[too_long]} letters")
        else:
            made = upsert(
                Station.objects, {"agency": agency, "external_id": key}, _values(row), layer
            )
            kept.append(made.pk)
    gone = Station.objects.filter(external_id__startswith=f"{layer.layer}/").exclude(pk__in=kept)
    layer.removed = gone.delete()[0]


def _values(row: Row) -> dict[str, Any]:
    texts = {
        field: row.fields.get(field, "")
        for field in ("kind", "name_ko", "name_en", "address", "phone")
    }
    return {**texts, "location": row.geometry, "attributes": row.attributes}


def _too_long(key: str, row: Row) -> str:
    values = {**row.fields, "external_id": key}
    return next((field for field, n in LONGEST.items() if len(values.get(field, "")) > n), "")


def _refuse(layer: LayerReport, row: Row, code: str, message: str) -> None:
    layer.fault(row.where, code, message, used=False)
    layer.usable -= 1
