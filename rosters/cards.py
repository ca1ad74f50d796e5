"""The public shapes of rosters: one for REST and entries. People are ids and names, no numbers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from rosters.models import Holiday, Leave, Override, Roster, RosterLayer, Shift
from safety_net.core.clock import iso


def with_card(rosters: QuerySet[Roster]) -> QuerySet[Roster]:
    """With everything that a card needs, in three queries for any number of rows."""
    return rosters.prefetch_related("layers__participants__user")


def person_of(user: User) -> dict[str, Any]:
    return {"id": user.pk, "name": user.get_full_name() or user.get_username()}


def brief_of(roster: Roster) -> dict[str, Any]:
    """Which roster it is."""
    return {
        "id": roster.pk,
        "agency": roster.agency_id,
        "name_ko": roster.name_ko,
        "name_en": roster.name_en,
    }


def roster_of(roster: Roster) -> dict[str, Any]:
    """The whole roster with its layers, the undermost first."""
    return {
        **brief_of(roster),
        "passes_on": roster.passes_on,
        "hand_over_minutes": roster.hand_over_minutes,
        "layers": [layer_of(one) for one in roster.layers.all()],
        "active": roster.is_active,
        "version": roster.version,
        "changed_at": iso(roster.changed_at),
        "changed_by": roster.changed_by,
    }


def layer_of(layer: RosterLayer) -> dict[str, Any]:
    """Hours are the city's, HH:MM; `people` take turns in that order."""
    return {
        "name": layer.name,
        "rank": layer.rank,
        "people": [person_of(one.user) for one in layer.participants.all()],
        "unit": layer.unit,
        "length": layer.length,
        "hand_over": layer.hand_over.strftime("%H:%M"),
        "starts_on": layer.starts_on.isoformat(),
        "ends_on": layer.ends_on.isoformat() if layer.ends_on else None,
        "days": sorted(layer.days),
        "hours_from": layer.hours_from.strftime("%H:%M") if layer.hours_from else None,
        "hours_to": layer.hours_to.strftime("%H:%M") if layer.hours_to else None,
        "holidays": layer.holidays,
    }


def override_of(override: Override) -> dict[str, Any]:
    """`instead_of` is null for somebody on duty besides."""
    return {
        "id": override.pk,
        "roster": override.roster_id,
        "person": person_of(override.user),
        "instead_of": person_of(override.instead_of) if override.instead_of else None,
        "begin": iso(override.begin),
        "end": iso(override.end),
        "reason": override.reason,
    }


def shift_of(shift: Shift) -> dict[str, Any]:
    """`imported`: from a calendar."""
    return {
        "id": shift.pk,
        "roster": shift.roster_id,
        "person": person_of(shift.user),
        "rank": shift.rank,
        "begin": iso(shift.begin),
        "end": iso(shift.end),
        "imported": bool(shift.uid),
    }


def leave_of(leave: Leave) -> dict[str, Any]:
    return {
        "id": leave.pk,
        "person": person_of(leave.user),
        "begin": iso(leave.begin),
        "end": iso(leave.end),
    }


def holiday_of(holiday: Holiday) -> dict[str, Any]:
    return {
        "id": holiday.pk,
        "day": holiday.day.isoformat(),
        "name_ko": holiday.name_ko,
        "name_en": holiday.name_en,
    }
