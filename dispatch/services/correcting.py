"""Say later, or correct, when a unit reached a status. The newest time of a status counts."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.events import UnitTimed
from dispatch.models import AssignmentTime
from dispatch.services import first_times, records
from dispatch.states import UnitStatus
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid

SOURCE = "correction"


def correct_time(
    *, assignment_id: int, status: str, happened: datetime, reason: str, by: Actor, at: datetime
) -> AssignmentTime:
    """Append a time beside those that are there, with the reason; also after the close.

    The unit's status stays. The incident's time follows where the first unit's changed.
    """
    if status not in UnitStatus.values:
        raise Invalid(status=_("There is no such status."))
    if not reason.strip():
        raise Invalid(reason=_("Say why the time is corrected."))
    with city_log.change(by=by, at=at) as log:
        assignment = records.locked(assignment_id, agency_id=by.agency_id)
        when = records.moment_of(happened, at)
        before = first_times.due_time(assignment.incident, status)
        kept = AssignmentTime.objects.create(
            assignment=assignment,
            status=status,
            at=when,
            source=SOURCE,
            reason=reason.strip(),
            recorded_by=by.name,
            recorded_at=at,
        )
        timed = UnitTimed(
            subject_id=assignment.incident_id,
            assignment=assignment.pk,
            unit=assignment.unit_id,
            call_sign=assignment.unit.call_sign,
            status=status,
            at=str(iso(when)),
            source=SOURCE,
            reason=kept.reason,
        )
        records.tell(assignment.incident, [timed], log=log)
        first_times.follow(assignment.incident, status, before=before, source=SOURCE, log=log)
    return kept
