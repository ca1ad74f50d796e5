"""Places and map features."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import orjson

from atlas.loading.staging import Staging
from atlas.models import MapFeature, Place
from atlas.packs.report import LayerReport
from atlas.packs.row import Row

PLACE = ("kind", "name_ko", "name_en", "address")
FEATURE = ("layer", "cls", "subclass", "name_ko", "name_en", "ref", "brunnel")
FEATURE_NUMBERS = ("oneway", "rank", "min_zoom")
# "class" is a word of Python's, so the model spells it differently.
SPELLED = {"cls": "class"}


def load_places(
    pack: str, layer: LayerReport, batches: Iterable[list[Row]], *, prune: bool
) -> None:
    staging = Staging(Place, ("pack", "source", "external_id", *PLACE, "attributes", "point"))
    _load(staging, pack, layer, batches, lambda row: _texts(row, PLACE), prune=prune)


def load_features(
    pack: str, layer: LayerReport, batches: Iterable[list[Row]], *, prune: bool
) -> None:
    columns = (*FEATURE, *FEATURE_NUMBERS, "attributes", "geometry")
    staging = Staging(MapFeature, ("pack", "source", "external_id", *columns))
    _load(staging, pack, layer, batches, _feature, prune=prune)


def _feature(row: Row) -> list[Any]:
    numbers = [row.fields.get(field, 0) for field in FEATURE_NUMBERS]
    return [*_texts(row, FEATURE), *numbers]


def _texts(row: Row, fields: Iterable[str]) -> list[Any]:
    return [row.fields.get(SPELLED.get(field, field), "") for field in fields]


def _load(
    staging: Staging,
    pack: str,
    layer: LayerReport,
    batches: Iterable[list[Row]],
    values: Callable[[Row], list[Any]],
    *,
    prune: bool,
) -> None:
    for rows in batches:
        staging.add(
            (pack, layer.layer, row.external_id, *values(row), _json(row), row.ewkb) for row in rows
        )
    merged = staging.merge(pack, layer.layer, prune=prune)
    layer.added, layer.changed = merged.added, merged.changed
    layer.removed, layer.kept = merged.removed, merged.kept


def _json(row: Row) -> str:
    return orjson.dumps(row.attributes).decode()
