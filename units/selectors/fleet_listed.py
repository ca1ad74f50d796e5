"""The units of an agency as its admins look through them."""

from __future__ import annotations

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


def fleet_rows(
    agency_id: int,
    *,
    at: datetime,
    q: str = "",
    station: int | None = None,
    kind: str = "",
    capability: str = "",
    duty: str = "",
    short: bool = False,
    retired: bool = False,
) -> list[UnitRow]:
    """Those that answer to every filter, by call sign; five queries for any number."""
    wanted: dict[str, Any] = {}
    if station is not None:
        wanted["station_id"] = station
    if capability:
        wanted["brings__capability__code"] = capability
    if duty:
        wanted["duty"] = duty
    found = units_like(
        Unit.objects.filter(agency_id=agency_id, **wanted), active=not retired, kind=kind, q=q
    )
    units = list(found.select_related("kind", "station").prefetch_related("brings__capability"))
    ids = [unit.pk for unit in units]
    busy, crews = engagements(ids), crew_of(ids, at)
    rows = [UnitRow(unit, busy.get(unit.pk, FREE), crews[unit.pk]) for unit in units]
    return [row for row in rows if row.is_short] if short else rows
