"""Who reads an incident in an emergency, for the desks of those whose incident it is."""

from __future__ import annotations

from typing import Any

from incidents.cards import access_of
from incidents.models import EmergencyAccess, Incident
from incidents.permissions import may
from safety_net.core.access import AUDITORS, Viewer


def emergencies_on(viewer: Viewer) -> list[dict[str, Any]]:
    """Those that have not ended, on incidents in which the agency has a part; all for auditors."""
    standing = EmergencyAccess.objects.filter(ended_at=None).order_by("pk")
    if AUDITORS not in viewer.tokens:
        if not may(viewer, "see"):
            return []
        involved = Incident.objects.involving(viewer.agency_id).values("pk")
        standing = standing.filter(incident__in=involved)
    return [access_of(access) for access in standing]
