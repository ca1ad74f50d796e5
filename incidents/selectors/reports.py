"""The reports that speak of an incident."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from incidents.models import Incident, Report
from incidents.selectors.notes import has_opened
from safety_net.core.access import Actor


def reports_of(
    incident_id: int, *, agency_id: int | None, opened_by: int | None = None
) -> QuerySet[Report]:
    """Its own, and those of duplicates that are merged into it; oldest first.

    A merge widens nobody's view: only those of incidents that the agency sees itself, or that
    `opened_by` opened in an emergency.
    """
    merged = Incident.objects.filter(Q(pk=incident_id) | Q(merged_into_id=incident_id))
    own = merged.visible_to(agency_id, opened_by=opened_by).values("pk")
    return Report.objects.filter(incident_id__in=own).order_by("received_at", "pk")


def known_callers(incident_id: int, by: Actor) -> QuerySet[Report]:
    """Those whose caller `by` may know: where the agency has a part, or opened in an emergency."""
    merged = Incident.objects.filter(Q(pk=incident_id) | Q(merged_into_id=incident_id))
    own = Q(incident__in=merged.involving(by.agency_id).values("pk"))
    if has_opened(incident_id, by):
        own |= Q(incident_id=incident_id)
    known = Report.objects.filter(own).exclude(caller_name="", caller_number="")
    return known.order_by("received_at", "pk")
