"""Fetching proves the right: what is one's own, and what admins may know of others."""

from __future__ import annotations

from django.db.models import QuerySet

from agencies.models import Membership, Role
from incidents import permissions as incidents
from notify.models import ContactMethod, Message, Provider
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

ADMINS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})
ROLES_FOR: dict[str, frozenset[str]] = {
    "see_reach": ADMINS | {Role.SUPERVISOR},
    "manage_providers": frozenset({Role.CITY_ADMIN}),
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def methods_of(viewer: Viewer) -> QuerySet[ContactMethod]:
    """One's own, in one's order."""
    return ContactMethod.objects.filter(user_id=viewer.user_id).order_by("order", "pk")


def method_for(viewer: Viewer, pk: int) -> ContactMethod:
    """NotFound for anybody else's."""
    method = methods_of(viewer).filter(pk=pk).first()
    if method is None:
        raise NotFound
    return method


def messages_of(viewer: Viewer) -> QuerySet[Message]:
    """One's own, without codes: those are for the address that is being proven."""
    return Message.objects.filter(user_id=viewer.user_id).exclude(kind="verify")


def message_for(viewer: Viewer, pk: int) -> Message:
    """NotFound for anybody else's."""
    message = messages_of(viewer).filter(pk=pk).first()
    if message is None:
        raise NotFound
    return message


def messages_about(viewer: Viewer, incident_id: int) -> QuerySet[Message]:
    """Those of an incident, for whoever may see it; else NotFound."""
    incident = incidents.incident_for(viewer, incident_id, "see")
    return Message.objects.filter(incident=incident)


def people_for(viewer: Viewer, agency_id: int | None) -> QuerySet[Membership]:
    """The people of one's agency; city admins may name another one."""
    require(viewer, "see_reach")
    wanted = agency_id or viewer.agency_id or 0
    if wanted != viewer.agency_id and viewer.role != Role.CITY_ADMIN:
        raise Forbidden
    return Membership.objects.standing().filter(agency_id=wanted)


def provider_for(viewer: Viewer, pk: int) -> Provider:
    """For city admins, else Forbidden; NotFound where there is none."""
    require(viewer, "manage_providers")
    provider = Provider.objects.filter(pk=pk).first()
    if provider is None:
        raise NotFound
    return provider
