"""The public shapes of dispatch: one for REST, snapshots, entries. docs/live-entries.md."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from dispatch.models import Assignment, AssignmentTime, Mayday
from incidents.cards import DEGREE_DIGITS
from safety_net.core.clock import iso


def with_card(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With everything that a card needs, in one query."""
    return assignments.select_related("unit__kind")


def assignment_of(assignment: Assignment) -> dict[str, Any]:
    """A unit on an incident, as everybody involved sees it."""
    return {
        "id": assignment.pk,
        "incident": assignment.incident_id,
        "unit": assignment.unit_id,
        "call_sign": assignment.unit.call_sign,
        "kind": assignment.unit.kind.code,
        "agency": assignment.agency_id,
        "status": str(assignment.status),
        "since": iso(assignment.status_since),
        "primary": assignment.primary,
        "alarm_level": assignment.alarm_level,
        "assigned_at": iso(assignment.assigned_at),
        "assigned_by": assignment.assigned_by,
        "destination": assignment.destination,
        "cleared_at": iso(assignment.cleared_at),
        "clear_reason": assignment.clear_reason,
        "safety_due_at": iso(assignment.safety_due_at),
        "safety_missed": assignment.safety_missed_at is not None,
        "version": assignment.version,
    }


def time_of(time: AssignmentTime) -> dict[str, Any]:
    """When a unit reached a status, and who says so since when."""
    return {
        "status": str(time.status),
        "at": iso(time.at),
        "source": time.source,
        "reason": time.reason,
        "who": time.recorded_by,
        "recorded_at": iso(time.recorded_at),
    }


def mayday_of(mayday: Mayday, *, names_incident: bool = True) -> dict[str, Any]:
    """A crew in danger: who, where, and who has taken notice.

    Whoever is not on its incident learns of the danger, not of the incident.
    """
    return {
        "id": mayday.pk,
        "unit": mayday.unit_id,
        "call_sign": mayday.unit.call_sign,
        "agency": mayday.unit.agency_id,
        "incident": mayday.incident_id if names_incident else None,
        "lon": round(mayday.location.x, DEGREE_DIGITS) if mayday.location else None,
        "lat": round(mayday.location.y, DEGREE_DIGITS) if mayday.location else None,
        "raised_at": iso(mayday.raised_at),
        "raised_by": mayday.raised_by,
        "acknowledged_at": iso(mayday.acknowledged_at),
        "acknowledged_by": mayday.acknowledged_by,
        "ended_at": iso(mayday.ended_at),
        "ended_by": mayday.ended_by,
        "end_reason": mayday.end_reason,
    }
