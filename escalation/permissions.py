"""Fetching proves the right: views have no other way to a rule or a running escalation."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.models import Role
from escalation.models import Rule, Run
from incidents.permissions import DESK, EVERYBODY, STAFF, incidents_for
from safety_net.core.access import Viewer
from safety_net.core.errors import Forbidden, NotFound
from units.permissions import ADMINS

ROLES_FOR: dict[str, frozenset[str]] = {
    "see_rules": DESK | ADMINS,
    "manage_rules": ADMINS,
    "see_runs": EVERYBODY,
    "answer": STAFF | {Role.CITY_ADMIN},
    "retry": ADMINS | {Role.SUPERVISOR},
}


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer's role has `verb` at all. KeyError for a verb that nobody defined."""
    return viewer.role in ROLES_FOR[verb]


def require(viewer: Viewer, verb: str) -> None:
    """Forbidden unless the viewer's role has `verb`."""
    if not may(viewer, verb):
        raise Forbidden


def rules_for(viewer: Viewer) -> QuerySet[Rule]:
    """The city's rules and those of the viewer's agency; all of them for city admins."""
    require(viewer, "see_rules")
    shown = Q(agency=None) | Q(agency__is_hidden=False)
    rules = Rule.objects.select_related("published").filter(shown)
    if viewer.role == Role.CITY_ADMIN:
        return rules
    return rules.filter(Q(agency=None) | Q(agency_id=viewer.agency_id))


def rule_for(viewer: Viewer, pk: int, verb: str) -> Rule:
    """The rule, if the viewer may see it (else NotFound) and may do `verb` (else Forbidden).

    Agency admins write their agency's own rules, city admins every rule.
    """
    require(viewer, verb)
    rule = rules_for(viewer).filter(pk=pk).first()
    if rule is None:
        raise NotFound
    if verb != "see_rules":
        require_rules_of(viewer, rule.agency_id)
    return rule


def runs_for(viewer: Viewer) -> QuerySet[Run]:
    """Those on incidents that the viewer may see."""
    return Run.objects.filter(incident__in=incidents_for(viewer))


def run_for(viewer: Viewer, pk: int, verb: str) -> Run:
    """The run, if the viewer may see its incident (else NotFound) and may do `verb`."""
    run = runs_for(viewer).filter(pk=pk).first()
    if run is None:
        raise NotFound
    require(viewer, verb)
    return run


def may_write(viewer: Viewer, agency_id: int | None) -> bool:
    """Whether the viewer writes rules of that agency, or without one the city's."""
    if not may(viewer, "manage_rules"):
        return False
    return viewer.role == Role.CITY_ADMIN or (
        agency_id is not None and agency_id == viewer.agency_id
    )


def require_rules_of(viewer: Viewer, agency_id: int | None) -> None:
    """Forbidden for an agency admin who would write a rule of the city or of others."""
    if not may_write(viewer, agency_id):
        raise Forbidden
