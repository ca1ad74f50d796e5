"""A row of a city pack → what a unit shall be, with everything that does not fit reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agencies.models import Agency, Station
from atlas.packs.report import LayerReport
from atlas.packs.row import Row
from units.models import Capability, UnitKind

LONGEST_KEY = 100
# "engine", "engine:2" or "engine tanker:1".
BRINGS = re.compile(r"([a-z0-9_-]+)(?::(\d{1,3}))?")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One unit as the pack has it. `fields` are the model's; an empty call sign is to be made."""

    key: str
    agency: Agency
    call_sign: str
    fields: dict[str, Any]
    brings: dict[str, int]
    out_of_service: str
    station_key: str


@dataclass
class Catalogue:
    """What rows refer to by code, read once for a layer."""

    agencies: Mapping[str, Agency]
    kinds: dict[str, UnitKind] = field(default_factory=dict)
    capabilities: set[str] = field(default_factory=set)
    stations: dict[tuple[int, str], Station] = field(default_factory=dict)

    @classmethod
    def read(cls, agencies: Mapping[str, Agency]) -> Catalogue:
        stations = list(Station.objects.all())
        names = Counter((one.agency_id, one.name_ko) for one in stations)
        by_key = {key: one for one in stations for key in _keys(one) if names[key] <= 1}
        return cls(
            agencies=agencies,
            kinds={kind.code: kind for kind in UnitKind.objects.all()},
            capabilities=set(Capability.objects.values_list("code", flat=True)),
            stations=by_key,
        )


def wanted(row: Row, layer: LayerReport, known: Catalogue) -> Wanted | None:
    """What the row asks for, or None after reporting why it cannot be."""
    key = f"{layer.layer}/{row.external_id}"
    agency = known.agencies.get(row.fields["agency"])
    kind = known.kinds.get(row.fields["kind"])
    if agency is None:
        message = f"there is no agency {row.fields['agency']!r}"
        return _refused(layer, row, "no_agency", message)
    if kind is None:
        message = f"there is no kind of unit {row.fields['kind']!r}"
        return _refused(layer, row, "no_kind", message)
    if len(key) > LONGEST_KEY:
        return _refused(layer, row, "too_long", f"external_id {row.external_id!r} is too long")
    station = _station(row, layer, agency, known)
    return Wanted(
        key=key,
        agency=agency,
        call_sign=" ".join(row.fields.get("call_sign", "").split()),
        fields={
            "kind_id": kind.pk,
            "station_id": station.pk if station else None,
            **_crew(row, layer, kind),
            "radio": row.fields.get("radio", ""),
            "phone": row.fields.get("phone", ""),
            "is_simulated": bool(row.fields.get("simulated", False)),
        },
        brings=_brings(row, layer, kind, known),
        out_of_service=row.fields.get("out_of_service", ""),
        station_key=row.fields.get("station", ""),
    )


def _keys(station: Station) -> list[tuple[int, str]]:
    """A pack's units name a station by its own id, without the layer it came from, or by name."""
    own = station.external_id.partition("/")[2]
    return [(station.agency_id, key) for key in (station.name_ko, own, station.external_id)]


def _station(row: Row, layer: LayerReport, agency: Agency, known: Catalogue) -> Station | None:
    name = row.fields.get("station", "")
    found = known.stations.get((agency.pk, name)) if name else None
    if name and found is None:
        message = f"there is no station {name!r}: loaded without one"
        layer.fault(row.where, "no_station", message, used=True)
    return found


def _crew(row: Row, layer: LayerReport, kind: UnitKind) -> dict[str, int]:
    size = row.fields.get("crew_size", kind.crew_size)
    least = row.fields.get("crew_minimum", min(kind.crew_minimum, max(size, 0)))
    if 0 <= least <= size:
        return {"crew_size": size, "crew_minimum": least}
    message = f"a crew of {size}, at least {least}, cannot be: the kind's own numbers are used"
    layer.fault(row.where, "bad_value", message, used=True)
    return {"crew_size": kind.crew_size, "crew_minimum": kind.crew_minimum}


def _brings(row: Row, layer: LayerReport, kind: UnitKind, known: Catalogue) -> dict[str, int]:
    said = row.fields.get("capabilities", "")
    if not said:
        return {code: int(number) for code, number in kind.capabilities.items()}
    brings: dict[str, int] = {}
    for word in re.split(r"[\s,]+", said.strip()):
        found = BRINGS.fullmatch(word)
        number = int(found[2] or 1) if found else 0
        if found and number and found[1] in known.capabilities:
            brings[found[1]] = number
        else:
            message = f"capability {word!r} is not known, left out"
            layer.fault(row.where, "bad_value", message, used=True)
    return brings


def _refused(layer: LayerReport, row: Row, code: str, message: str) -> Wanted | None:
    layer.fault(row.where, code, message, used=False)
    layer.usable -= 1
    return None
