"""Fetching proves the right: views have no other way to an assignment or a mayday."""

from __future__ import annotations

from django.db.models import QuerySet

from agencies.models import Role
from dispatch.models import AgeingTarget, Assignment, Mayday, ResponsePlan
from incidents.permissions import DESK, incidents_for
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound
from units import permissions as units
from units.permissions import DISPATCH, require_own

ROLES_FOR: dict[str, frozenset[str]] = {
    **units.ROLES_FOR,
    "dispatch": DISPATCH,
    "override_status": frozenset({Role.SUPERVISOR}),
    "correct_times": DISPATCH,
    "acknowledge_mayday": DESK,
    "safety_check": DESK | {Role.FIELD_CREW},
    "manage_plans": units.ADMINS,
    "manage_targets": frozenset({Role.CITY_ADMIN}),
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def assignments_for(viewer: Viewer) -> QuerySet[Assignment]:
    """Those on incidents that the viewer may see."""
    return Assignment.objects.filter(incident__in=incidents_for(viewer))


def assignment_for(viewer: Viewer, pk: int, verb: str) -> Assignment:
    """The assignment, if the viewer may see its incident (else NotFound) and may do `verb`.

    All but seeing is for the unit's own agency; a crew acts on the unit that it is logged on to.
    """
    found = assignments_for(viewer).select_related("unit__kind").filter(pk=pk).first()
    if found is None:
        raise NotFound
    require(viewer, verb)
    if verb != "see_units":
        require_own(viewer, found.unit_id, found.agency_id)
    return found


def maydays_for(viewer: Viewer) -> QuerySet[Mayday]:
    """Those of which the viewer's agency was told."""
    if not may(viewer, "see_units"):
        return Mayday.objects.none()
    return Mayday.objects.filter(agencies__contains=[viewer.agency_id or 0])


def mayday_for(viewer: Viewer, pk: int, verb: str) -> Mayday:
    """The mayday, if the viewer's agency was told (else NotFound); its own people act on it."""
    mayday = maydays_for(viewer).select_related("unit").filter(pk=pk).first()
    if mayday is None:
        raise NotFound
    require(viewer, verb)
    if mayday.unit.agency_id != viewer.agency_id:
        raise Forbidden
    return mayday


def plan_for(viewer: Viewer, pk: int) -> ResponsePlan:
    """The plan, for those who manage plans (else Forbidden); NotFound where there is none."""
    require(viewer, "manage_plans")
    plan = ResponsePlan.objects.filter(pk=pk).first()
    if plan is None:
        raise NotFound
    return plan


def plan_to_change(viewer: Viewer, pk: int) -> ResponsePlan:
    """As `plan_for`; agency admins change their agency's own plans, city admins every plan."""
    plan = plan_for(viewer, pk)
    require_plans_of(viewer, plan.agency_id)
    return plan


def require_plans_of(viewer: Viewer, agency_id: int | None) -> None:
    """Forbidden for an agency admin who would make or change a plan of the city or of others."""
    require(viewer, "manage_plans")
    if viewer.role != Role.CITY_ADMIN and agency_id != viewer.agency_id:
        raise Forbidden


def target_for(viewer: Viewer, pk: int) -> AgeingTarget:
    """A target, for those who set them (else Forbidden)."""
    require(viewer, "manage_targets")
    found = AgeingTarget.objects.select_related("incident_type").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
