"""What dispatch does when something happens to an incident; wiring.py connects it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dispatch.cards import assignment_of, with_card
from dispatch.events import AssignmentsShared, UnitCleared, UnitSent
from dispatch.models import Assignment, AssignmentTime
from dispatch.services import clearing, maydays, records
from dispatch.states import UNIT_MOVES, UnitStatus
from incidents.models import Incident
from safety_net.core.access import agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Refusal
from units.services import telling

UnitRow = dict[str, Any]


class UnitsStillAssigned(Refusal):
    """`extra.units`: which; close again with `released_to`, and they are freed with it."""

    code = "units_still_assigned"
    title = _("Units are still on this incident. Free them with the close.")


def release_units(incident: Incident, released_to: str, override_reason: str, log: Log) -> None:
    """Before an incident closes: free all its units, or refuse while nobody said where to.

    With a patient on board no unit is freed, unless a supervisor closes with a reason.
    """
    active = records.locked_active(incident)
    if not active:
        return
    if not released_to:
        raise UnitsStillAssigned(units=[_still(one) for one in active])
    clearing.expect_duty(released_to)
    carrying = [one for one in active if UnitStatus.CLEAR not in UNIT_MOVES[one.status]]
    if carrying and not override_reason:
        raise UnitsStillAssigned(
            _("A unit still carries a patient."), units=[_still(one) for one in carrying]
        )
    reason = override_reason or str(_("incident closed"))
    for assignment in active:
        assignment.incident = incident
        clearing.end(
            assignment, reason=reason, then=released_to, when=log.at, source="desk", log=log
        )


def _still(assignment: Assignment) -> UnitRow:
    named = ("id", "unit", "call_sign", "agency", "status")
    card = assignment_of(assignment)
    return {name: card[name] for name in named}


def show_assignments(incident: Incident, agency_id: int, log: Log) -> None:
    """An agency that sees the incident from now on learns who is on it."""
    active = Assignment.objects.filter(incident=incident, cleared_at__isnull=True)
    present = [assignment_of(one) for one in with_card(active)]
    if present:
        log.append(
            AssignmentsShared(subject_id=incident.pk, assignments=present),
            audience={agency_token(agency_id)},
        )
    units = [one["unit"] for one in present]
    if not units or not incident.tracks.filter(agency_id=agency_id).exists():
        return  # who only reads it is nobody who could help
    maydays.tell_newcomers(units, [agency_id], shown=incident.pk, log=log)


def bring_units(duplicate: Incident, master: Incident, log: Log) -> None:
    """Units of a duplicate go on for the incident that goes on, in the status they have."""
    for assignment in records.locked_active(duplicate):
        assignment.incident = duplicate
        was = assignment.status
        carried = _carry(assignment, master)
        clearing.close(assignment, reason=str(_("merged")), when=log.at)
        successor = clearing.pass_on_primary(duplicate)
        left = UnitCleared(
            subject_id=duplicate.pk,
            assignment=assignment_of(assignment),
            was=str(was),
            source="merge",
            then="",
            primary=successor,
        )
        records.tell(duplicate, [left], log=log)
        if carried is not None:
            made = UnitSent(
                subject_id=master.pk, assignment=assignment_of(carried), moved_from=duplicate.pk
            )
            records.tell(master, [made], log=log)
            maydays.tell_newcomers([carried.unit_id], records.involved(master), log=log)
        telling.tell(assignment.unit, what="moved", log=log)


def _carry(assignment: Assignment, master: Incident) -> Assignment | None:
    """The same on the master, with its times; None where the unit is there already."""
    there = Assignment.objects.filter(incident=master, cleared_at__isnull=True)
    if there.filter(unit=assignment.unit).exists():
        return None
    carried = Assignment.objects.create(
        incident=master,
        unit=assignment.unit,
        agency_id=assignment.agency_id,
        status=assignment.status,
        status_since=assignment.status_since,
        primary=not there.filter(primary=True).exists(),
        alarm_level=assignment.alarm_level,
        assigned_at=assignment.assigned_at,
        assigned_by=assignment.assigned_by,
        destination=assignment.destination,
        safety_due_at=assignment.safety_due_at,
        safety_missed_at=assignment.safety_missed_at,
    )
    AssignmentTime.objects.bulk_create(
        AssignmentTime(
            assignment=carried,
            status=time.status,
            at=time.at,
            source=time.source,
            reason=time.reason,
            recorded_by=time.recorded_by,
            recorded_at=time.recorded_at,
        )
        for time in assignment.times.exclude(status=UnitStatus.CLEAR)
    )
    return carried
