"""The steps that every change of an assignment shares: lock in order, check, note, tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.events import AssignmentEvent, UnitTimed
from dispatch.models import Assignment, AssignmentTime
from dispatch.services import first_times
from dispatch.states import TIME_OF, UNIT_MOVES, UnitStatus
from incidents.models import Incident
from incidents.services import records as incident_records
from incidents.services.records import IllegalMove
from incidents.services.timing import keep_time
from safety_net.core.city_log import Log
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, NotFound
from units.services.records import locked_units


def locked(assignment_id: int, *, agency_id: int | None) -> Assignment:
    """The assignment of one's own unit, locked in the order incident, unit, assignment.

    Its `incident` and `unit` are the locked rows. NotFound for one of another agency.
    """
    found = Assignment.objects.filter(pk=assignment_id, agency_id=agency_id or 0)
    keys = found.values_list("incident_id", "unit_id").first()
    if keys is None:
        raise NotFound
    incident = incident_records.locked(keys[0])
    (unit,) = locked_units([keys[1]])
    assignment = found.select_for_update().get()
    assignment.incident, assignment.unit = incident, unit
    return assignment


def locked_active(incident: Incident) -> list[Assignment]:
    """Every unit that is on the incident now, and the units, locked; the primary one first."""
    on_it = Assignment.objects.filter(incident=incident, cleared_at__isnull=True)
    units = list(on_it.values_list("unit_id", flat=True))
    if not units:
        return []
    locked_units(units)
    rows = on_it.select_for_update(of=("self",)).select_related("unit__kind")
    return list(rows.order_by("-primary", "assigned_at", "pk"))


def expect_move(assignment: Assignment, status: str, *, override_reason: str = "") -> None:
    """IllegalMove unless there is such a move, or a supervisor's reason for it."""
    is_clear = assignment.status == UnitStatus.CLEAR
    if is_clear or (status not in UNIT_MOVES[assignment.status] and not override_reason.strip()):
        raise IllegalMove(was=str(assignment.status), wanted=str(status))


def moment_of(happened: datetime | None, at: datetime) -> datetime:
    """When it happened: now, unless somebody says when. Invalid for a time to come."""
    if happened is not None and happened > at:
        raise Invalid(at=_("A time is recorded when it has come."))
    return happened or at


def keep_status_time(
    assignment: Assignment,
    status: str,
    *,
    happened: datetime,
    source: str,
    log: Log,
    reason: str = "",
) -> AssignmentTime:
    """Append when the unit reached a status, and the incident's time where it was the first."""
    kept = AssignmentTime.objects.create(
        assignment=assignment,
        status=status,
        at=happened,
        source=source,
        reason=reason,
        recorded_by=log.by.name,
        recorded_at=log.at,
    )
    keep_first(assignment.incident, status, happened=happened, source=source, log=log)
    return kept


def keep_first(
    incident: Incident, status: str, *, happened: datetime, source: str, log: Log
) -> None:
    """The incident's time is that of the first unit, however late one learns of it."""
    code = TIME_OF.get(status)
    if code is None:
        return
    known = incident.times.filter(code=code).order_by("-pk").values_list("at", flat=True).first()
    if known is None or happened < known:
        keep_time(incident, code, happened=happened, source=source, log=log)


def keep_late(
    assignment: Assignment, status: str, *, when: datetime, source: str, log: Log
) -> None:
    """What is said after the unit went on is a time and moves nothing. Said twice it is one."""
    if assignment.times.filter(status=status, at=when).exists():
        return
    before = first_times.due_time(assignment.incident, status)
    keep_status_time(assignment, status, happened=when, source=source, log=log)
    first_times.follow(assignment.incident, status, before=before, source=source, log=log)
    late = UnitTimed(
        subject_id=assignment.incident_id,
        assignment=assignment.pk,
        unit=assignment.unit_id,
        call_sign=assignment.unit.call_sign,
        status=status,
        at=str(iso(when)),
        source=source,
    )
    tell(assignment.incident, [late], log=log)


def involved(incident: Incident) -> Iterable[int]:
    """The ids of the agencies on the incident, asked for only by whoever goes through them."""
    return incident.tracks.values_list("agency_id", flat=True)


def tell(incident: Incident, events: Iterable[AssignmentEvent | UnitTimed], *, log: Log) -> None:
    """Append the events for everybody involved; they are news of the incident."""
    incident_records.touch(incident, at=log.at)
    audience = incident_records.audience(incident)
    for event in events:
        log.append(event, audience=audience)
