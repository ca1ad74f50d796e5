"""When units reached what; the newest row of a status counts."""

from __future__ import annotations

from datetime import datetime

from dispatch.models import AssignmentTime


def all_times(assignment_id: int) -> list[AssignmentTime]:
    """Every time that was said of it, in the order in which they were said."""
    return list(AssignmentTime.objects.filter(assignment_id=assignment_id).order_by("pk"))


def times_that_count(incident_id: int, status: str) -> list[datetime]:
    """When each unit of the incident reached `status`, the first one first."""
    rows = AssignmentTime.objects.filter(assignment__incident_id=incident_id, status=status)
    newest = rows.order_by("assignment_id", "-pk").distinct("assignment_id")
    return sorted(newest.values_list("at", flat=True))
