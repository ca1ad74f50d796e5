"""Fetching proves the right: views have no other way to a unit."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.models import Role
from incidents.permissions import EVERYBODY
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound
from units.hooks import manned_units
from units.models import Unit

DISPATCH = frozenset({Role.DISPATCHER, Role.SUPERVISOR})
ADMINS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})

ROLES_FOR: dict[str, frozenset[str]] = {
    "see_units": EVERYBODY,
    "see_crews": EVERYBODY,
    "unit_status": DISPATCH | {Role.FIELD_CREW},
    "mayday": EVERYBODY,
    "manage_units": ADMINS,
    "manage_crews": ADMINS | {Role.SUPERVISOR},
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def units_for(viewer: Viewer) -> QuerySet[Unit]:
    """Shared units and those of one's own agency; none for a role that takes no part."""
    if not may(viewer, "see_units"):
        return Unit.objects.none()
    return Unit.objects.filter(Q(is_shared=True) | Q(agency_id=viewer.agency_id or 0))


def unit_for(viewer: Viewer, pk: int, verb: str) -> Unit:
    """The unit, if the viewer may see it (else NotFound) and may do `verb` (else Forbidden).

    All but seeing is for the unit's own agency; a crew acts on the unit that it is logged on to.
    """
    unit = units_for(viewer).select_related("kind").filter(pk=pk).first()
    if unit is None:
        raise NotFound
    require(viewer, verb)
    if verb != "see_units":
        require_own(viewer, unit.pk, unit.agency_id)
    return unit


def require_own(viewer: Viewer, unit_id: int, agency_id: int) -> None:
    """Forbidden for another agency's people, and for a crew that is not logged on to the unit."""
    if agency_id != viewer.agency_id:
        raise Forbidden
    if viewer.role == Role.FIELD_CREW and unit_id not in manned_units(viewer):
        raise Forbidden
