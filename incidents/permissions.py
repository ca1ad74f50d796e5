"""Fetching proves the right: views have no other way to an incident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Role
from incidents.models import EmergencyAccess, Incident, IncidentType
from incidents.querysets import EmergencyQuerySet, IncidentQuerySet
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
    "break_glass": DESK,
    "see_emergencies": DESK | {Role.AGENCY_ADMIN, Role.CITY_ADMIN, Role.AUDITOR},
    "end_emergency": DESK | {Role.AGENCY_ADMIN, Role.CITY_ADMIN},
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


def readable_by(viewer: Viewer) -> IncidentQuerySet[Incident]:
    """As `incidents_for`, and those that the viewer opened in an emergency."""
    if not may(viewer, "see"):
        return Incident.objects.none()
    return Incident.objects.visible_to(viewer.agency_id, opened_by=viewer.user_id)


def incident_for(viewer: Viewer, pk: int, verb: str, *, with_card: bool = False) -> Incident:
    """The incident, if the viewer may see it (else NotFound) and may do `verb` (else Forbidden).

    Who sees it by an agreement, or opened it in an emergency, only reads: all else is for agencies
    that have a part in it.
    """
    found = readable_by(viewer).filter(pk=pk)
    incident = (found.with_card() if with_card else found).first()
    if incident is None:
        raise NotFound
    require(viewer, verb)
    if verb != "see":
        require_part(viewer, incident)
    return incident


def require_part(viewer: Viewer, incident: Incident) -> None:
    """Forbidden for an agency without a track on it."""
    if not incident.tracks.filter(agency_id=viewer.agency_id or 0).exists():
        raise Forbidden(_("Your agency only reads this incident. Ask to take part in it first."))


def require_protected(viewer: Viewer, incident: Incident) -> None:
    """Forbidden to read callers without a part in it, unless it was opened in an emergency."""
    accesses = EmergencyAccess.objects.standing()
    mine = accesses.of(user_id=viewer.user_id, agency_id=viewer.agency_id)
    if not mine.filter(incident=incident).exists():
        require_part(viewer, incident)


def incident_to_correct(viewer: Viewer, pk: int) -> Incident:
    """As `incident_for` with "change"; staff also get what their own agency filed."""
    incident = incident_for(viewer, pk, "see")
    require_part(viewer, incident)
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


def emergencies_for(viewer: Viewer) -> EmergencyQuerySet[EmergencyAccess]:
    """All for auditors and city admins; else one's own, and those on incidents of one's agency."""
    require(viewer, "see_emergencies")
    everything = EmergencyAccess.objects.all()
    if viewer.role in (Role.AUDITOR, Role.CITY_ADMIN):
        return everything
    own = Q(user_id=viewer.user_id, agency_id=viewer.agency_id or 0)
    involved = Incident.objects.involving(viewer.agency_id).values("pk")
    return everything.filter(own | Q(incident__in=involved))


def emergency_to_end(viewer: Viewer, pk: int) -> EmergencyAccess:
    """Who opened it ends it, or an admin: of the city, or of an agency on the incident."""
    found = emergencies_for(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound
    is_own = (found.user_id, found.agency_id) == (viewer.user_id, viewer.agency_id)
    if not is_own and viewer.role not in (Role.CITY_ADMIN, Role.AGENCY_ADMIN):
        raise Forbidden
    require(viewer, "end_emergency")
    return found
