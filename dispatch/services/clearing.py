"""Free units from an incident. A freed unit is available or returning, never forgotten."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.cards import assignment_of
from dispatch.events import UnitCleared
from dispatch.models import Assignment
from dispatch.services import first_times, records
from dispatch.services.watching import watch
from dispatch.states import UnitStatus
from incidents.models import Incident
from incidents.services import records as incident_records
from incidents.services.timing import keep_time
from incidents.states import TimeCode
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid
from units.models import Unit
from units.services import telling
from units.states import READY, Duty


def clear(
    *,
    assignment_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    then: str = Duty.RETURNING,
    happened: datetime | None = None,
    source: str = "desk",
    override_reason: str = "",
) -> Assignment:
    """The unit is done here; `then` is its duty unless another incident holds it.

    Said twice it counts once. IllegalMove while a patient is on the way, unless overridden.
    """
    expect_duty(then)
    with city_log.change(by=by, at=at) as log:
        assignment = records.locked(assignment_id, agency_id=by.agency_id)
        when = records.moment_of(happened, at)
        if assignment.cleared_at is not None:
            if when < assignment.cleared_at:
                records.keep_late(assignment, UnitStatus.CLEAR, when=when, source=source, log=log)
            return assignment
        records.expect_move(assignment, UnitStatus.CLEAR, override_reason=override_reason)
        when = max(when, assignment.status_since)
        reason = reason.strip() or override_reason.strip()
        end(assignment, reason=reason, then=then, when=when, source=source, log=log)
    return assignment


def clear_all(
    *, incident_id: int, by: Actor, at: datetime, reason: str = "", then: str = Duty.RETURNING
) -> list[Assignment]:
    """Free every unit of one's own agency that is on the incident."""
    expect_duty(then)
    with city_log.change(by=by, at=at) as log:
        incident = incident_records.locked(incident_id)
        own = [one for one in records.locked_active(incident) if one.agency_id == by.agency_id]
        for assignment in own:
            records.expect_move(assignment, UnitStatus.CLEAR)
        for assignment in own:
            assignment.incident = incident
            end(assignment, reason=reason.strip(), then=then, when=at, source="desk", log=log)
    return own


def expect_duty(then: str) -> None:
    """Invalid unless a freed unit can go there."""
    if then not in READY:
        raise Invalid(then=_("A freed unit is available or returning."))


def end(
    assignment: Assignment, *, reason: str, then: str, when: datetime, source: str, log: Log
) -> None:
    """Clear a locked assignment: times, duty, the next primary unit, and tell."""
    was = assignment.status
    close(assignment, reason=reason, when=when)
    records.keep_status_time(
        assignment, UnitStatus.CLEAR, happened=when, source=source, reason=reason, log=log
    )
    successor = pass_on_primary(assignment.incident)
    _free(assignment.unit, then, when=when)
    _last_unit_clear(assignment.incident, source=source, log=log)
    cleared = UnitCleared(
        subject_id=assignment.incident_id,
        assignment=assignment_of(assignment),
        was=str(was),
        source=source,
        then=str(then),
        primary=successor,
    )
    records.tell(assignment.incident, [cleared], log=log)
    telling.tell(assignment.unit, what="cleared", log=log)


def close(assignment: Assignment, *, reason: str, when: datetime) -> None:
    """Mark the row as cleared."""
    assignment.status, assignment.status_since = UnitStatus.CLEAR, when
    assignment.cleared_at, assignment.clear_reason = when, reason
    assignment.primary = False
    watch(assignment, at=when)
    assignment.version += 1
    assignment.save()


def pass_on_primary(incident: Incident) -> int | None:
    """The incident's primary assignment; the longest there takes over where there is none."""
    active = Assignment.objects.filter(incident=incident, cleared_at__isnull=True)
    first = active.order_by("-primary", "assigned_at", "pk").first()
    if first is None:
        return None
    if not first.primary:
        active.filter(pk=first.pk).update(primary=True)
    return first.pk


def _free(unit: Unit, then: str, *, when: datetime) -> None:
    if not Assignment.objects.filter(unit=unit, cleared_at__isnull=True).exists():
        unit.duty, unit.duty_since, unit.duty_reason = then, when, ""
        unit.version += 1
        unit.save(update_fields=["duty", "duty_since", "duty_reason", "version"])


def _last_unit_clear(incident: Incident, *, source: str, log: Log) -> None:
    """The latest of their times, since a phone may tell of an earlier one last."""
    last = first_times.due_time(incident, UnitStatus.CLEAR)
    if last is not None:
        keep_time(incident, TimeCode.UNIT_CLEAR, happened=last, source=source, log=log)
