"""The public shape of a unit: one for REST, snapshots, entries. docs/live-entries.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from safety_net.core.clock import iso
from units.hooks import FREE, Engagement, engagements
from units.models import Crew, Unit


def with_card(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """With everything that a card needs, in two queries for any number of rows."""
    return units.select_related("kind").prefetch_related("brings__capability")


def cards_of(units: Iterable[Unit]) -> list[dict[str, Any]]:
    """The cards of many; one more query asks what they are busy with."""
    found = list(units)
    busy = engagements([unit.pk for unit in found])
    return [_card(unit, busy.get(unit.pk, FREE)) for unit in found]


def card_of(unit: Unit) -> dict[str, Any]:
    """The whole card, as it is now."""
    return cards_of([unit])[0]


def _card(unit: Unit, busy: Engagement) -> dict[str, Any]:
    return {
        "id": unit.pk,
        "agency": unit.agency_id,
        "station": unit.station_id,
        "kind": unit.kind.code,
        "call_sign": unit.call_sign,
        "capabilities": {one.capability.code: one.number for one in unit.brings.all()},
        "crew_size": unit.crew_size,
        "crew_minimum": unit.crew_minimum,
        "radio": unit.radio,
        "phone": unit.phone,
        "duty": str(unit.duty),
        "status": busy.status or str(unit.duty),
        "since": iso(busy.since or unit.duty_since),
        "reason": "" if busy.incidents else unit.duty_reason,
        "incidents": busy.incidents,
        "emergency": busy.emergency,
        "shared": unit.is_shared,
        "simulated": unit.is_simulated,
        "active": unit.is_active,
        "version": unit.version,
    }


def crew_of(crew: Crew) -> dict[str, Any]:
    """Who is on a unit in [begin, end); for its own agency, never in the log."""
    members = crew.members.all()
    return {
        "id": crew.pk,
        "unit": crew.unit_id,
        "shift": crew.shift,
        "begin": iso(crew.during.lower),
        "end": iso(crew.during.upper),
        "members": [
            {
                "id": one.pk,
                "name": one.name,
                "position": one.position,
                "membership": one.membership_id,
            }
            for one in members
        ],
    }
