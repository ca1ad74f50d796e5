"""What is arranged for once and is not over: overrides, shifts, leave, holidays, alarmed gaps."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from rosters.models import GapAlarm, Holiday, Leave, Override, Roster, Shift

MOST_SHIFTS = 500


def overrides_ahead(roster: Roster, at: datetime) -> QuerySet[Override]:
    """Those that are or will be, the next one first."""
    rows = roster.overrides.filter(end__gt=at).select_related("user", "instead_of")
    return rows.order_by("begin", "pk")


def shifts_ahead(roster: Roster, at: datetime) -> QuerySet[Shift]:
    """Those that are or will be, the next one first; 500 at most."""
    return roster.shifts.filter(end__gt=at).select_related("user")[:MOST_SHIFTS]


def leave_ahead(leaves: QuerySet[Leave], at: datetime) -> QuerySet[Leave]:
    return leaves.filter(end__gt=at).select_related("user")


def holidays_from(at: datetime) -> QuerySet[Holiday]:
    """Of this year and later."""
    return Holiday.objects.filter(day__year__gte=at.year)


def alarmed_gaps(rosters: QuerySet[Roster], at: datetime) -> QuerySet[GapAlarm]:
    """Of which the agencies were told and which are not over, the next one first."""
    rows = GapAlarm.objects.filter(roster__in=rosters.filter(is_active=True), end__gt=at)
    return rows.select_related("roster").order_by("begin", "roster_id")
