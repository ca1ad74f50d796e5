"""Fetching proves the right: views have no other way to an incident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agencies.models import Role
from incidents.models import Incident, IncidentType
from incidents.querysets import IncidentQuerySet
from incidents.states import Priority
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

DESK = frozenset({Role.CALL_TAKER, Role.DISPATCHER, Role.SUPERVISOR})
STAFF = DESK | {Role.AGENCY_STAFF, Role.AGENCY_ADMIN}
EVERYBODY = STAFF | {Role.CITY_ADMIN, Role.FIELD_CREW}

ROLES_FOR: dict[str, frozenset[str]] = {
    "see": EVERYBODY,
    "file": STAFF | {Role.CITY_ADMIN},
    "attach": STAFF,
    "amend": STAFF,
    "read_callers": DESK,
    "acknowledge": STAFF,
    "decline": DESK,
    "start": STAFF,
    "finish": STAFF,
    "share": DESK,
    "change": DESK,
    "change_own": frozenset({Role.AGENCY_STAFF, Role.AGENCY_ADMIN}),
    "record_time": DESK,
    "hold": DESK,
    "note": EVERYBODY,
    "link": DESK,
    "merge": DESK,
    "close": DESK,
    "override": frozenset({Role.SUPERVISOR}),
    "reopen": DESK,
    "manage_types": frozenset({Role.CITY_ADMIN}),
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def incidents_for(viewer: Viewer) -> IncidentQuerySet[Incident]:
    """Those that the viewer may see; none for a role that takes no part in incidents."""
    if not may(viewer, "see"):
        return Incident.objects.none()
    return Incident.objects.visible_to(viewer.agency_id)


def incident_for(viewer: Viewer, pk: int, verb: str, *, with_card: bool = False) -> Incident:
    """The incident, if the viewer may see it (else NotFound) and may do `verb` (else Forbidden)."""
    found = incidents_for(viewer).filter(pk=pk)
    incident = (found.with_card() if with_card else found).first()
    if incident is None:
        raise NotFound
    require(viewer, verb)
    return incident


def incident_to_correct(viewer: Viewer, pk: int) -> Incident:
    """As `incident_for` with "change"; staff also get what their own agency filed."""
    incident = incident_for(viewer, pk, "see")
    if not may(viewer, "change"):
        require(viewer, "change_own")
        if incident.filed_by_id != viewer.agency_id:
            raise Forbidden
    return incident


def require_correction(viewer: Viewer, incident: Incident, change: Mapping[str, Any]) -> None:
    """Forbidden for staff who would do more than correct place or type, or raise the priority."""
    lowers = change.get("priority", Priority.CRITICAL) > incident.priority
    if ("severity" in change or lowers) and not may(viewer, "change"):
        raise Forbidden


def type_for(viewer: Viewer, pk: int) -> IncidentType:
    """A type of incident, for those who set them up (else Forbidden)."""
    require(viewer, "manage_types")
    found = IncidentType.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
