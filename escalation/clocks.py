"""From facts to clocks: since when each thing that a condition waits for has been waited for.

One pure function for each kind of condition, in the table at the end. docs/escalation-engine.md
says what satisfies what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from escalation.definition import Condition
from escalation.facts import Facts
from escalation.states import ConditionKind as Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """`subject` is what a run is about, `anchor` when its time began; `satisfied`: it happened."""

    subject: str
    agency_id: int | None
    anchor: datetime
    satisfied: bool


Clocks = Iterator[Clock]


def clocks(condition: Condition, facts: Facts) -> dict[str, Clock]:
    """Subject → clock. Of a change, other than a mayday, there is none: it happens or not."""
    found = ABSENCES[Kind(condition.kind)](condition, facts) if not _is_event(condition) else ()
    return {clock.subject: clock for clock in found}


def _is_event(condition: Condition) -> bool:
    return condition.is_change and condition.kind != Kind.MAYDAY


def _by_agency(condition: Condition, facts: Facts) -> Clocks:
    """Declining is an answer too: the agency knows of it."""
    for track in facts.taking_part:
        yield Clock(
            subject=f"track:{track.id}",
            agency_id=track.agency_id,
            anchor=track.asked_at,
            satisfied=not track.is_waiting,
        )


def _by_lead(condition: Condition, facts: Facts) -> Clocks:
    """A lead that declined has taken no notice for anybody: somebody else must lead."""
    lead = facts.lead
    if lead is None:
        yield _of_incident(facts, anchor=facts.filed_at, satisfied=False)
    else:
        yield _of_incident(facts, anchor=lead.asked_at, satisfied=lead.took_notice)


def _by_any(condition: Condition, facts: Facts) -> Clocks:
    """Counted from the filing; of an incident that was opened again, from when it was asked."""
    waiting = [track.asked_at for track in facts.taking_part if track.is_waiting]
    yield _of_incident(
        facts,
        anchor=max(facts.filed_at, min(waiting, default=facts.filed_at)),
        satisfied=any(track.took_notice for track in facts.tracks),
    )


def _no_unit(condition: Condition, facts: Facts) -> Clocks:
    """A unit that was there has served it; one that was called off before has not."""
    since = _acknowledged_at(facts) if condition.since == "acknowledged" else facts.filed_at
    if since is None:
        return
    called_off = [one.cleared_at for one in facts.units if one.cleared_at and not one.arrived]
    yield _of_incident(
        facts,
        anchor=max([since, *called_off]),
        satisfied=any(one.is_on_it or one.arrived for one in facts.units),
    )


def _not_en_route(condition: Condition, facts: Facts) -> Clocks:
    for unit in facts.units_on_it:
        yield Clock(
            subject=f"assignment:{unit.id}",
            agency_id=unit.agency_id,
            anchor=unit.assigned_at,
            satisfied=unit.set_out,
        )


def _not_on_scene(condition: Condition, facts: Facts) -> Clocks:
    alerted = min((one.assigned_at for one in facts.units_on_it), default=None)
    since = alerted if condition.since == "alerted" else facts.filed_at
    there = any(one.is_there for one in facts.units)
    if since is not None or there:
        yield _of_incident(facts, anchor=since or facts.filed_at, satisfied=there)


def _no_update(condition: Condition, facts: Facts) -> Clocks:
    """Never satisfied: what is written or done sets it to zero."""
    yield _of_incident(facts, anchor=facts.updated_at, satisfied=False)


def _transfer(condition: Condition, facts: Facts) -> Clocks:
    for track in facts.tracks:
        if track.answer_due_at is not None or not track.is_waiting:
            yield Clock(
                subject=f"track:{track.id}",
                agency_id=track.agency_id,
                anchor=track.asked_at,
                satisfied=not track.is_waiting,
            )


def _safety(condition: Condition, facts: Facts) -> Clocks:
    """Counted from when the check is due; a crew that is not watched any more is not missed."""
    for unit in facts.units_on_it:
        yield Clock(
            subject=f"assignment:{unit.id}",
            agency_id=unit.agency_id,
            anchor=unit.safety_due_at or unit.assigned_at,
            satisfied=unit.safety_due_at is None,
        )


def _resident(condition: Condition, facts: Facts) -> Clocks:
    """Until residents can be written to, an agency that takes notice afterwards is the answer."""
    heard = max((one.acknowledged_at for one in facts.tracks if one.acknowledged_at), default=None)
    unheard = [at for at in facts.citizen_at if heard is None or at > heard]
    if facts.citizen_at:
        anchor = min(unheard or facts.citizen_at)
        yield _of_incident(facts, anchor=anchor, satisfied=not unheard)


def _mayday(condition: Condition, facts: Facts) -> Clocks:
    """A change that stands: until a named person takes notice, or it ends."""
    for mayday in facts.maydays:
        yield Clock(
            subject=f"mayday:{mayday.id}",
            agency_id=mayday.agency_id,
            anchor=mayday.raised_at,
            satisfied=mayday.is_taken,
        )


def _of_incident(facts: Facts, *, anchor: datetime, satisfied: bool) -> Clock:
    return Clock(subject="", agency_id=facts.lead_agency, anchor=anchor, satisfied=satisfied)


def _acknowledged_at(facts: Facts) -> datetime | None:
    return min(
        (one.acknowledged_at for one in facts.taking_part if one.acknowledged_at), default=None
    )


ABSENCES: dict[Kind, Callable[[Condition, Facts], Clocks]] = {
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
    Kind.MAYDAY: _mayday,
}
