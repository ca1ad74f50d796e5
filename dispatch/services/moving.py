"""Move a unit from one status to the next on its incident."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.cards import assignment_of
from dispatch.events import UnitMoved
from dispatch.models import Assignment
from dispatch.services import records
from dispatch.services.watching import watch
from dispatch.states import UnitStatus
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid
from units.services import telling


def move(
    *,
    assignment_id: int,
    status: str,
    by: Actor,
    at: datetime,
    happened: datetime | None = None,
    source: str = "desk",
    override_reason: str = "",
    destination: str = "",
) -> Assignment:
    """The unit reached `status`, at `happened` unless that is now.

    Said twice it counts once. What a phone sends late, older than the present status, is kept as
    a time and moves nothing. IllegalMove for a jump, unless a supervisor gives a reason.
    """
    if status not in UnitStatus.values or status == UnitStatus.CLEAR:
        raise Invalid(status=_("This is not a status to move to; a unit is cleared instead."))
    with city_log.change(by=by, at=at) as log:
        assignment = records.locked(assignment_id, agency_id=by.agency_id)
        when = records.moment_of(happened, at)
        if when < assignment.status_since:
            records.keep_late(assignment, status, when=when, source=source, log=log)
            return assignment
        if assignment.status == status:
            return assignment
        records.expect_move(assignment, status, override_reason=override_reason)
        was, assignment.status, assignment.status_since = assignment.status, status, when
        assignment.destination = destination.strip() or assignment.destination
        watch(assignment, at=when)
        assignment.version += 1
        assignment.save()
        reason = override_reason.strip()
        records.keep_status_time(
            assignment, status, happened=when, source=source, reason=reason, log=log
        )
        _tell(assignment, was=was, source=source, reason=reason, log=log)
    return assignment


def _tell(assignment: Assignment, *, was: str, source: str, reason: str, log: Log) -> None:
    moved = UnitMoved(
        subject_id=assignment.incident_id,
        assignment=assignment_of(assignment),
        was=str(was),
        source=source,
        reason=reason,
    )
    records.tell(assignment.incident, [moved], log=log)
    telling.tell(assignment.unit, what="moved", log=log)
