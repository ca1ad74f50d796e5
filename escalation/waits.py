"""What a condition would have waited for in the past: since when, until what somebody did.

One pure function for each kind of condition, beside those that decide for running incidents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from escalation.definition import Condition
from escalation.history import Deed, Past, earliest, first_after
from escalation.states import ConditionKind as Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """`ended` is what somebody did at last; None where nobody has to this day."""

    subject: str
    agency_id: int | None
    since: datetime
    ended: Deed | None


Waits = Iterator[Wait]


def waits(condition: Condition, past: Past) -> list[Wait]:
    """Every wait of an incident; KeyError for what can't be known of the past (`KNOWABLE`)."""
    return [_until_closed(wait, past) for wait in KNOWABLE[condition.kind](condition, past)]


def _until_closed(wait: Wait, past: Past) -> Wait:
    ended = earliest(wait.ended, past.closed)
    if ended is wait.ended:
        return wait
    return Wait(subject=wait.subject, agency_id=wait.agency_id, since=wait.since, ended=ended)


def _by_agency(condition: Condition, past: Past) -> Waits:
    for track in past.tracks:
        if track.takes_part:
            yield _of_track(track.id, track.agency_id, track.asked_at, track.answered)


def _by_lead(condition: Condition, past: Past) -> Waits:
    lead = past.lead
    if lead is None:
        yield _of_incident(past, past.filed.at, None)
    else:
        yield _of_incident(past, lead.asked_at, lead.acknowledged)


def _by_any(condition: Condition, past: Past) -> Waits:
    yield _of_incident(past, past.filed.at, past.first_acknowledged)


def _no_unit(condition: Condition, past: Past) -> Waits:
    since = past.first_acknowledged if condition.since == "acknowledged" else past.filed
    if since is not None:
        yield _of_incident(past, since.at, earliest(*(unit.assigned for unit in past.units)))


def _not_en_route(condition: Condition, past: Past) -> Waits:
    for unit in past.units:
        ended = earliest(unit.set_out, unit.arrived, unit.cleared)
        yield _of_unit(unit.id, unit.agency_id, unit.assigned.at, ended)


def _not_on_scene(condition: Condition, past: Past) -> Waits:
    alerted = earliest(*(unit.assigned for unit in past.units))
    since = alerted if condition.since == "alerted" else past.filed
    if since is not None:
        yield _of_incident(past, since.at, earliest(*(unit.arrived for unit in past.units)))


def _no_update(condition: Condition, past: Past) -> Waits:
    """Each silence between two things that somebody wrote or did."""
    moments = [past.filed, *past.updates]
    for before, after in pairwise(moments):
        yield _of_incident(past, before.at, after)
    yield _of_incident(past, moments[-1].at, None)


def _transfer(condition: Condition, past: Past) -> Waits:
    for track in past.tracks:
        if track.is_request:
            yield _of_track(track.id, track.agency_id, track.asked_at, track.answered)


def _safety(condition: Condition, past: Past) -> Waits:
    """From when a check was found missed; the check itself was due a moment before."""
    for assignment_id, agency_id, missed in past.missed_checks:
        answers = [deed for pk, deed in past.checks if pk == assignment_id]
        yield _of_unit(assignment_id, agency_id, missed.at, first_after(answers, missed.at))


def _resident(condition: Condition, past: Past) -> Waits:
    heard = [one.acknowledged for one in past.tracks if one.acknowledged]
    for report in past.resident_reports:
        yield _of_incident(past, report.at, first_after(heard, report.at))


def _raised(condition: Condition, past: Past) -> Waits:
    for priority, deed in past.raised:
        if condition.priority is None or priority <= condition.priority:
            yield _of_incident(past, deed.at, first_after(past.updates, deed.at))


def _second_report(condition: Condition, past: Past) -> Waits:
    for report in past.reports[1:2]:
        yield _of_incident(past, report.at, first_after(past.updates, report.at))


def _mayday(condition: Condition, past: Past) -> Waits:
    for pk, agency_id, raised, taken in past.maydays:
        yield Wait(subject=f"mayday:{pk}", agency_id=agency_id, since=raised.at, ended=taken)


def _of_incident(past: Past, since: datetime, ended: Deed | None) -> Wait:
    lead = past.lead
    return Wait(subject="", agency_id=lead.agency_id if lead else None, since=since, ended=ended)


def _of_track(pk: int, agency_id: int, since: datetime, ended: Deed | None) -> Wait:
    return Wait(subject=f"track:{pk}", agency_id=agency_id, since=since, ended=ended)


def _of_unit(pk: int, agency_id: int, since: datetime, ended: Deed | None) -> Wait:
    return Wait(subject=f"assignment:{pk}", agency_id=agency_id, since=since, ended=ended)


# Where an incident was before it moved into an area is not asked for the past.
KNOWABLE: dict[str, Callable[[Condition, Past], Waits]] = {
    Kind.NOT_ACKNOWLEDGED_BY_AGENCY: _by_agency,
    Kind.NOT_ACKNOWLEDGED_BY_LEAD: _by_lead,
    Kind.NOT_ACKNOWLEDGED_BY_ANY: _by_any,
    Kind.NO_UNIT_ASSIGNED: _no_unit,
    Kind.NOT_EN_ROUTE: _not_en_route,
    Kind.NOT_ON_SCENE: _not_on_scene,
    Kind.NO_UPDATE: _no_update,
    Kind.TRANSFER_NOT_ANSWERED: _transfer,
    Kind.SAFETY_CHECK_MISSED: _safety,
    Kind.RESIDENT_NOT_ANSWERED: _resident,
    Kind.PRIORITY_RAISED: _raised,
    Kind.SECOND_REPORT: _second_report,
    Kind.MAYDAY: _mayday,
}
