"""Who may change agencies, people and areas. Fetching proves the right."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from agencies.models import Agency, Membership, Role, ServiceArea
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

ADMINS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})

ROLES_FOR: dict[str, frozenset[str]] = {
    "manage_agencies": frozenset({Role.CITY_ADMIN}),
    "manage_members": ADMINS,
    "manage_accounts": frozenset({Role.CITY_ADMIN}),
    "manage_areas": ADMINS,
}

# An agency admin gives no role that reaches beyond the agency.
OF_THE_CITY = frozenset({Role.CITY_ADMIN, Role.AUDITOR})


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def roles_given_by(role: str) -> list[Role]:
    """The roles that somebody with `role` may give and take away."""
    if role == Role.CITY_ADMIN:
        return list(Role)
    return [one for one in Role if one not in OF_THE_CITY] if role == Role.AGENCY_ADMIN else []


def agencies_for(viewer: Viewer) -> QuerySet[Agency]:
    """Those that a city admin sees on the page of agencies, the switched off among them."""
    require(viewer, "manage_agencies")
    return Agency.objects.filter(is_hidden=False)


def agency_for(viewer: Viewer, pk: int) -> Agency:
    agency = agencies_for(viewer).filter(pk=pk).first()
    if agency is None:
        raise NotFound
    return agency


def members_for(viewer: Viewer) -> QuerySet[Membership]:
    """Places in one's own agency; in every agency for city admins."""
    require(viewer, "manage_members")
    rows = Membership.objects.filter(agency__is_hidden=False).select_related("user", "agency")
    if viewer.role == Role.CITY_ADMIN:
        return rows
    return rows.filter(agency_id=viewer.agency_id or 0)


def member_for(viewer: Viewer, pk: int) -> Membership:
    """One of them; NotFound for another agency's."""
    membership = members_for(viewer).filter(pk=pk).first()
    if membership is None:
        raise NotFound
    return membership


def may_change(role: str, membership: Membership) -> bool:
    """Whether somebody with `role` may change a place of this role."""
    return membership.role in roles_given_by(role)


def may_hold_keys_of(role: str, agency_id: int | None, user: User) -> bool:
    """Whether somebody may renew a password: whoever sets it could sign in as this person.

    So an agency admin may where all of the person's places are in the own agency and of roles that
    the admin gives; and nobody but another superuser where the person is one.
    """
    places = Membership.objects.filter(user=user)
    if role == Role.CITY_ADMIN:
        return not user.is_superuser
    beyond = ~Q(agency_id=agency_id or 0) | ~Q(role__in=roles_given_by(role))
    return not (user.is_superuser or user.is_staff or places.filter(beyond).exists())


def areas_for(viewer: Viewer) -> QuerySet[ServiceArea]:
    """Every agency's areas: who draws one must see those beside it."""
    require(viewer, "manage_areas")
    return ServiceArea.objects.filter(agency__is_hidden=False).select_related("agency")


def area_for(viewer: Viewer, pk: int) -> ServiceArea:
    area = areas_for(viewer).filter(pk=pk).first()
    if area is None:
        raise NotFound
    return area


def area_to_change(viewer: Viewer, pk: int) -> ServiceArea:
    """As `area_for`; agency admins change their own agency's areas, city admins every area."""
    area = area_for(viewer, pk)
    require_areas_of(viewer, area.agency_id)
    return area


def require_areas_of(viewer: Viewer, agency_id: int) -> None:
    """Forbidden for an agency admin who would draw another agency's area."""
    require(viewer, "manage_areas")
    if viewer.role != Role.CITY_ADMIN and agency_id != viewer.agency_id:
        raise Forbidden
