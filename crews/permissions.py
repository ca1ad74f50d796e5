"""Who may use a unit's phone page, and on which unit one may act."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from crews.models import UnitLogOn
from dispatch.models import Assignment
from dispatch.permissions import require
from safety_net.core.access import Viewer
from safety_net.core.errors import Invalid, Refusal
from units.models import Unit

# A phone's clock and the server's are never quite the same.
SKEW = timedelta(minutes=1)


class NotLoggedOn(Refusal):
    """One acts only on the unit that one was logged on to when one acted."""

    status = 403
    code = "not_logged_on"
    title = _("You are not logged on to this unit.")


def require_crew(viewer: Viewer) -> None:
    """Forbidden for a role that says nothing of units: crews, and dispatchers who ride along."""
    require(viewer, "unit_status")


def log_ons_of(viewer: Viewer) -> QuerySet[UnitLogOn]:
    """Those of the person, for the agency that the person acts for."""
    return UnitLogOn.objects.filter(
        membership__user_id=viewer.user_id, membership__agency_id=viewer.agency_id or 0
    )


def manned_units(viewer: Viewer) -> set[int]:
    """The unit that a person is logged on to now: what units and dispatch let a crew act on."""
    now = log_ons_of(viewer).filter(ended_at__isnull=True)
    return set(now.values_list("unit_id", flat=True))


def units_for(viewer: Viewer) -> QuerySet[Unit]:
    """Those that the viewer may log on to: the active ones of the own agency."""
    return Unit.objects.filter(agency_id=viewer.agency_id or 0, is_active=True)


def unit_at(viewer: Viewer, unit_id: int, moment: datetime) -> Unit:
    """The unit, if the viewer was on it at `moment`: an act of a dead spot arrives later.

    Invalid for a unit of another agency, NotLoggedOn for another one of the own.
    """
    unit = Unit.objects.filter(pk=unit_id, agency_id=viewer.agency_id or 0).first()
    if unit is None:
        raise Invalid(unit=_("Your agency has no such unit."))
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gte=moment - SKEW)
    if not log_ons_of(viewer).filter(lasting, unit=unit, at__lte=moment + SKEW).exists():
        raise NotLoggedOn
    return unit


def assignment_of(unit: Unit, assignment_id: int) -> Assignment:
    """One of the unit's own, or Invalid; after a merge, the one on the incident that goes on."""
    own = Assignment.objects.filter(unit=unit).select_related("incident")
    found = own.filter(pk=assignment_id).first()
    if found is None:
        raise Invalid(assignment=_("The unit has no such assignment."))
    if found.cleared_at is not None and found.incident.merged_into_id is not None:
        master = own.filter(incident=found.incident.merged_into_id, cleared_at__isnull=True)
        return master.first() or found
    return found
