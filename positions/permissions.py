"""Who may see positions, and who looks after what was refused."""

from __future__ import annotations

from django.db.models import QuerySet

from agencies.models import Role
from positions.models import Device
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

# Seeing a position is seeing the unit: units.permissions, "see_units".
ROLES_FOR: dict[str, frozenset[str]] = {
    "see_refused_positions": frozenset({Role.SUPERVISOR, Role.AGENCY_ADMIN}),
    "manage_devices": frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN}),
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def agency_for(viewer: Viewer, verb: str) -> int:
    """The viewer's own agency, if the role has `verb` there (else Forbidden)."""
    if not may(viewer, verb) or viewer.agency_id is None:
        raise Forbidden
    return viewer.agency_id


def devices_for(viewer: Viewer) -> QuerySet[Device]:
    """The devices of the viewer's agency that were not revoked; Forbidden for all but admins."""
    agency_id = agency_for(viewer, "manage_devices")
    return Device.objects.filter(agency=agency_id, is_active=True).select_related("unit")


def device_for(viewer: Viewer, pk: int) -> Device:
    """One of them; NotFound for that of another agency."""
    found = devices_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
