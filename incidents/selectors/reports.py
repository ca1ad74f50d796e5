"""The reports that speak of an incident."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from incidents.models import Report


def reports_of(incident_id: int) -> QuerySet[Report]:
    """Its own, and those of duplicates that are merged into it; oldest first."""
    own, merged = Q(incident_id=incident_id), Q(incident__merged_into_id=incident_id)
    return Report.objects.filter(own | merged).order_by("received_at", "pk")
