"""The clock that asks a crew on scene whether it is well."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from dispatch.models import Assignment, SafetyInterval
from dispatch.states import WATCHED


def watch(assignment: Assignment, *, at: datetime) -> None:
    """Start the clock with the first watched status, stop it with any other; not saved yet."""
    if assignment.status not in WATCHED:
        assignment.safety_due_at = assignment.safety_missed_at = None
    elif assignment.safety_due_at is None:
        restart(assignment, at=at)


def restart(assignment: Assignment, *, at: datetime) -> None:
    """The next check is due one interval from `at`; none where nobody is asked. Not saved yet."""
    minutes = minutes_between_checks(assignment)
    assignment.safety_missed_at = None
    assignment.safety_due_at = at + timedelta(minutes=minutes) if minutes else None


def minutes_between_checks(assignment: Assignment) -> int:
    """By the most exact row: type and kind, then type, then kind, then any; 0 without a row."""
    of_type = Q(incident_type=assignment.incident.type_id) | Q(incident_type__isnull=True)
    of_kind = Q(unit_kind=assignment.unit.kind_id) | Q(unit_kind__isnull=True)
    most_exact = SafetyInterval.objects.filter(of_type, of_kind).order_by(
        F("incident_type").asc(nulls_last=True), F("unit_kind").asc(nulls_last=True)
    )
    return most_exact.values_list("minutes", flat=True).first() or 0
