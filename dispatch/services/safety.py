"""Is the crew well? Asked at intervals while a unit is on scene; a missed answer is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dispatch.cards import assignment_of, with_card
from dispatch.events import SafetyChecked, SafetyCheckMissed
from dispatch.models import Assignment
from dispatch.services import records
from dispatch.services.watching import minutes_between_checks, restart
from incidents.models import Incident
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Refusal

logger = structlog.get_logger(__name__)
# What a broken row can raise on its way into the log; anything else is a mistake of ours.
UNTELLABLE = (DatabaseError, LookupError, TypeError, ValueError)


class NotWatched(Refusal):
    code = "not_watched"
    title = _("No safety check runs for this unit now.")


def check(
    *, assignment_id: int, by: Actor, at: datetime, happened: datetime | None = None
) -> Assignment:
    """The crew is well; the next check is due one interval from now, or from `happened`.

    A word so late that the next one is due already answers nothing: a missed check stays missed.
    """
    with city_log.change(by=by, at=at) as log:
        assignment = records.locked(assignment_id, agency_id=by.agency_id)
        if assignment.safety_due_at is None:
            raise NotWatched
        when = records.moment_of(happened, at)
        if when < at and _is_stale(assignment.safety_due_at, assignment, when=when, at=at):
            return assignment
        restart(assignment, at=when)
        assignment.version += 1
        assignment.save(update_fields=["safety_due_at", "safety_missed_at", "version"])
        checked = SafetyChecked(
            subject_id=assignment.incident_id, assignment=assignment_of(assignment)
        )
        records.tell(assignment.incident, [checked], log=log)
    return assignment


def _is_stale(due: datetime, assignment: Assignment, *, when: datetime, at: datetime) -> bool:
    """Older than what the clock runs from, or so old that its own next check is due by now."""
    minutes = minutes_between_checks(assignment)
    return minutes > 0 and when + timedelta(minutes=minutes) <= max(due, at)


def mark_missed(*, by: Actor, at: datetime, limit: int = 200) -> list[int]:
    """Mark the checks whose time has passed and tell everybody involved; ids of the assignments.

    Each incident is a change of its own, so one that can't be told does not silence the others.
    Incidents that somebody is changing at this moment are left for the next time.
    """
    due = _unanswered(at).order_by("safety_due_at")[:limit]
    missed: list[int] = []
    for incident_id in sorted(set(due.values_list("incident_id", flat=True))):
        try:
            missed += _mark(incident_id, by=by, at=at)
        except UNTELLABLE:
            logger.exception("missed_check_not_told", incident=incident_id)
    return missed


def _unanswered(at: datetime) -> QuerySet[Assignment]:
    return Assignment.objects.filter(safety_due_at__lte=at, safety_missed_at__isnull=True)


def _mark(incident_id: int, *, by: Actor, at: datetime) -> list[int]:
    with city_log.change(by=by, at=at) as log:
        free = Incident.objects.select_for_update(skip_locked=True, no_key=True)
        incident = free.filter(pk=incident_id).first()
        if incident is None:
            return []
        # Whoever changes an assignment holds its incident, so these rows need no lock of their own.
        late = list(with_card(_unanswered(at).filter(incident=incident)).order_by("pk"))
        for assignment in late:
            assignment.safety_missed_at = at
            assignment.version += 1
            assignment.save(update_fields=["safety_missed_at", "version"])
        told = [
            SafetyCheckMissed(subject_id=incident.pk, assignment=assignment_of(one)) for one in late
        ]
        if told:
            records.tell(incident, told, log=log)
    return [assignment.pk for assignment in late]
