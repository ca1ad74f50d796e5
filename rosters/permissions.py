"""Fetching proves the right: views have no other way to a roster or to somebody's leave."""

from __future__ import annotations

from django.db.models import QuerySet

from agencies.models import Membership, Role
from rosters.models import CalendarToken, Leave, Roster
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound

EVERYBODY = frozenset(Role)
ADMINS = frozenset({Role.AGENCY_ADMIN, Role.CITY_ADMIN})

ROLES_FOR: dict[str, frozenset[Role]] = {
    "see_rosters": EVERYBODY,
    "manage_rosters": ADMINS,
    "arrange_duty": ADMINS | {Role.SUPERVISOR},
    "manage_holidays": frozenset({Role.CITY_ADMIN}),
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def rosters_for(viewer: Viewer) -> QuerySet[Roster]:
    """Those of one's agency; a city admin's are all."""
    if viewer.role == Role.CITY_ADMIN:
        return Roster.objects.all()
    return Roster.objects.filter(agency_id=viewer.agency_id or 0)


def roster_for(viewer: Viewer, pk: int, verb: str) -> Roster:
    """The roster, if the viewer may see it (else NotFound) and may do `verb` (else Forbidden)."""
    roster = rosters_for(viewer).select_related("agency").filter(pk=pk).first()
    if roster is None:
        raise NotFound
    require(viewer, verb)
    return roster


def require_agency(viewer: Viewer, agency_id: int) -> None:
    """Forbidden for an agency admin who would make a roster of another agency."""
    require(viewer, "manage_rosters")
    if viewer.role != Role.CITY_ADMIN and agency_id != viewer.agency_id:
        raise Forbidden


def colleagues_of(viewer: Viewer) -> QuerySet[Membership]:
    """Whose leave one sees: everybody with a place in one's agency; a city admin's are all."""
    standing = Membership.objects.standing()
    if viewer.role == Role.CITY_ADMIN:
        return standing
    return standing.filter(agency_id=viewer.agency_id or 0)


def leaves_for(viewer: Viewer) -> QuerySet[Leave]:
    """Those of one's colleagues."""
    return Leave.objects.filter(user__in=colleagues_of(viewer).values("user_id"))


def leave_for(viewer: Viewer, pk: int, verb: str) -> Leave:
    """The leave, if it is a colleague's (else NotFound) and one may do `verb` (else Forbidden)."""
    leave = leaves_for(viewer).filter(pk=pk).first()
    if leave is None:
        raise NotFound
    require(viewer, verb)
    return leave


def calendars_for(viewer: Viewer) -> QuerySet[CalendarToken]:
    """One's own, of the agency for which one acts."""
    mine = CalendarToken.objects.filter(membership__user_id=viewer.user_id)
    return mine.filter(membership__agency_id=viewer.agency_id or 0)
