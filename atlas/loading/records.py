"""Few rows at a time, through the ORM: what is there is compared before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db import models
from shapely.geometry.base import BaseGeometry

from atlas.loading.shapes import same, to_django
from atlas.packs.report import LayerReport


def upsert(
    manager: models.Manager[Any],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    counts: LayerReport,
) -> models.Model:
    """Make the row of `key` say `values`; counts whether that added or changed anything."""
    row: models.Model | None = manager.filter(**key).first()
    if row is None:
        counts.added += 1
        made: models.Model = manager.create(**key, **_for_django(values))
        return made
    different = [name for name, value in values.items() if not _same(getattr(row, name), value)]
    if different:
        counts.changed += 1
        for name, value in _for_django(values).items():
            setattr(row, name, value)
        row.save(update_fields=different)
    return row


def _for_django(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: to_django(value) if isinstance(value, BaseGeometry) else value
        for name, value in values.items()
    }


def _same(stored: Any, value: Any) -> bool:
    if isinstance(stored, GEOSGeometry):
        return same(stored, value)
    return bool(stored == value)
