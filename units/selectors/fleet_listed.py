"""The units of an agency as its admins look through them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from units.hooks import FREE, Engagement, engagements
from units.models import Unit
from units.selectors.crews import crew_of
from units.selectors.fleet import units_like


@dataclass(frozen=True)
class UnitRow:
    """One unit; `crew` is None where no roster speaks of it."""

    unit: Unit
    busy: Engagement
    crew: int | None

    @property
    def is_short(self) -> bool:
        return self.crew is not None and self.crew < self.unit.crew_minimum

    @property
    def status(self) -> str:
        return self.busy.status or str(self.unit.duty)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a list is narrowed to, all together; empty fits everything."""

    q: str = ""
    station: int | None = None
    kind: str = ""
    capability: str = ""
    duty: str = ""
    short: bool = False
    retired: bool = False

    def conditions(self) -> dict[str, Any]:
        named = {
            "station_id": self.station,
            "brings__capability__code": self.capability,
            "duty": self.duty,
        }
        return {name: value for name, value in named.items() if value}


def fleet_rows(agency_id: int, sought: Sought, *, at: datetime) -> list[UnitRow]:
    """Those that answer to it, by call sign; five queries for any number."""
    own = Unit.objects.filter(agency_id=agency_id, **sought.conditions())
    found = units_like(own, active=not sought.retired, kind=sought.kind, q=sought.q)
    units = list(found.select_related("kind", "station").prefetch_related("brings__capability"))
    ids = [unit.pk for unit in units]
    busy, crews = engagements(ids), crew_of(ids, at)
    rows = [UnitRow(unit, busy.get(unit.pk, FREE), crews[unit.pk]) for unit in units]
    rows.sort(key=lambda row: _in_numbers(row.unit.call_sign))
    return [row for row in rows if row.is_short] if sought.short else rows


def _in_numbers(call_sign: str) -> list[tuple[int, str]]:
    """E9 stands before E10."""
    parts = re.split(r"([0-9]+)", call_sign.lower())
    return [(int(part), "") if nth % 2 else (0, part) for nth, part in enumerate(parts)]
