"""Who is, and was, on an incident."""

from __future__ import annotations

from django.db.models import F, QuerySet

from dispatch.models import Assignment


def assignments_on(incident_id: int) -> QuerySet[Assignment]:
    """Those on it now, the primary one first, then those that are cleared, the latest first."""
    rows = Assignment.objects.filter(incident_id=incident_id).select_related("unit__kind")
    cleared = F("cleared_at").desc(nulls_first=True)
    return rows.order_by(cleared, "-primary", "assigned_at", "pk")
