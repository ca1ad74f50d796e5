"""Take back a slip within ten seconds: a move, a clearing, or a unit that was sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from dispatch.cards import assignment_of
from dispatch.events import AssignmentUndone, UnitCleared, UnitMoved, UnitSent
from dispatch.models import Assignment
from dispatch.selectors.moves import Step, last_step
from dispatch.services import clearing, first_times, records
from dispatch.services.watching import watch
from dispatch.states import UnitStatus
from incidents.services import records as incident_records
from incidents.services.timing import take_back
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Refusal
from units.services import telling
from units.states import READY

UNDO_STANDS = timedelta(seconds=10)


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    title = _("This can't be undone any more.")


def undo(*, assignment_id: int, by: Actor, at: datetime) -> Assignment:
    """Take back whatever was done last to the assignment, if `by` did it."""
    return _undo(assignment_id, (UnitSent.kind, UnitMoved.kind, UnitCleared.kind), by=by, at=at)


def undo_move(*, assignment_id: int, by: Actor, at: datetime) -> Assignment:
    """The unit is in the status in which it was before its last move or before it was cleared.

    TooLateToUndo after ten seconds, after anything else that was done to it, for what somebody
    else did, and once a freed unit was sent again.
    """
    return _undo(assignment_id, (UnitMoved.kind, UnitCleared.kind), by=by, at=at)


def undo_send(*, assignment_id: int, by: Actor, at: datetime) -> Assignment:
    """The unit was not to go; it does what it did before. TooLateToUndo once it has moved."""
    return _undo(assignment_id, (UnitSent.kind,), by=by, at=at)


def _undo(assignment_id: int, kinds: tuple[str, ...], *, by: Actor, at: datetime) -> Assignment:
    with city_log.change(by=by, at=at) as log:
        assignment = records.locked(assignment_id, agency_id=by.agency_id)
        incident_records.expect_open(assignment.incident)
        step = _own_last_step(assignment, kinds, by=by, at=at)
        was = assignment.status
        before = _due_times(assignment, step)
        assignment.times.filter(recorded_at=step.at).delete()
        if step.kind == UnitSent.kind:
            clearing.close(assignment, reason=str(_("sent by mistake")), when=at)
        else:
            _put_back(assignment, step, at=at)
        _settle_times(assignment, step, before, log=log)
        _tell(assignment, was=was, log=log)
    return assignment


def _own_last_step(
    assignment: Assignment, kinds: tuple[str, ...], *, by: Actor, at: datetime
) -> Step:
    """TooLateToUndo unless the last step is one of `kinds`, fresh, and was made by `by`."""
    step = last_step(assignment)
    if step is None or step.kind not in kinds or at - step.at > UNDO_STANDS or not step.is_of(by):
        raise TooLateToUndo
    return step


def _put_back(assignment: Assignment, step: Step, *, at: datetime) -> None:
    if assignment.cleared_at is not None:
        _expect_still_free(assignment, step)
    assignment.status, assignment.destination = step.was, step.destination
    times = assignment.times.filter(status=step.was).order_by("-pk")
    assignment.status_since = times.values_list("at", flat=True).first() or step.at
    assignment.cleared_at, assignment.clear_reason = None, ""
    watch(assignment, at=at)
    assignment.version += 1
    assignment.save()


def _expect_still_free(assignment: Assignment, step: Step) -> None:
    """A freed unit may have been sent again, or gone out of service."""
    later = Assignment.objects.filter(unit=assignment.unit, pk__gt=assignment.pk)
    # When it was sent may be told late; when that was recorded may not. It may have been on both.
    since = later.exclude(times__recorded_at__lt=step.at)
    sent_again = since.filter(cleared_at__isnull=True).exists()
    if sent_again or assignment.unit.duty not in READY or not assignment.unit.is_active:
        raise TooLateToUndo


def _due_times(assignment: Assignment, step: Step) -> dict[str, datetime | None]:
    """What the incident's times are due to its units, for each status that the slip touched."""
    said = assignment.times.filter(recorded_at=step.at).values_list("status", flat=True)
    touched = {UnitStatus.CLEAR.value, *said} & first_times.CODES.keys()
    return {one: first_times.due_time(assignment.incident, one) for one in sorted(touched)}


def _settle_times(
    assignment: Assignment, step: Step, before: dict[str, datetime | None], *, log: Log
) -> None:
    incident = assignment.incident
    for status, due in before.items():
        if first_times.due_time(incident, status) != due:
            take_back(incident, first_times.CODES[status], recorded_at=step.at)
            first_times.follow(incident, status, before=due, source=log.by.kind, log=log)


def _tell(assignment: Assignment, *, was: str, log: Log) -> None:
    primary = clearing.pass_on_primary(assignment.incident)
    assignment.primary = primary == assignment.pk
    undone = AssignmentUndone(
        subject_id=assignment.incident_id,
        assignment=assignment_of(assignment),
        was=str(was),
        primary=primary,
    )
    records.tell(assignment.incident, [undone], log=log)
    telling.tell(assignment.unit, "undone", log)
