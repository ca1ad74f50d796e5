"""The reports that speak of an incident."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from incidents.models import Incident, Report


def reports_of(incident_id: int, *, agency_id: int | None) -> QuerySet[Report]:
    """Its own, and those of duplicates that are merged into it; oldest first.

    A merge widens nobody's view: only those of incidents on which the agency has a track.
    """
    merged = Incident.objects.filter(Q(pk=incident_id) | Q(merged_into_id=incident_id))
    own = merged.visible_to(agency_id).values("pk")
    return Report.objects.filter(incident_id__in=own).order_by("received_at", "pk")
