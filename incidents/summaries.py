"""The public shape of a summary: what an agency knows of an incident by a summary agreement."""

from __future__ import annotations

from typing import Any

from agencies.models import District
from incidents.cards import district_of
from incidents.models import Incident
from safety_net.core.clock import iso

# A cell of about a kilometre: enough to prepare, too coarse for an address.
COARSE_DIGITS = 2


def summary_of(incident: Incident, *, agency_id: int) -> dict[str, Any]:
    """`agency_id` is the agency that leads it. No number, words, address, callers or tracks."""
    return {
        "id": incident.pk,
        "agency": agency_id,
        "family": incident.type.family,
        "priority": incident.priority,
        "status": str(incident.status),
        "exercise": incident.exercise,
        "place": {
            "lon": round(incident.location.x, COARSE_DIGITS),
            "lat": round(incident.location.y, COARSE_DIGITS),
            "district": district_of(_larger(incident.district)),
        },
        "filed_at": iso(incident.filed_at),
        "closed_at": iso(incident.closed_at),
    }


def _larger(district: District | None) -> District | None:
    """The gu rather than the dong."""
    if district is None or district.level == District.Level.GU or district.parent is None:
        return district
    return district.parent
