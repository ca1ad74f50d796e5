"""A run that a fault keeps from going on: red on every desk, and the duty officer is told."""

from __future__ import annotations

from datetime import datetime

import structlog

from escalation.deciding import Person
from escalation.engine import claiming
from escalation.engine.claiming import Due
from escalation.engine.pages import page_of_fault
from escalation.events import RunBlocked
from escalation.selectors.facts import load
from escalation.selectors.people import directory
from escalation.selectors.running import cards_of
from escalation.services import writing
from escalation.services.applying import audience_of
from escalation.states import RunState
from notify.services.queueing import queue
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

logger = structlog.get_logger(__name__)
LONGEST_FAULT = 300


def block(due: Due, fault: Exception, *, at: datetime) -> int:
    """Stop the run with its fault, in a change of its own; 1, or 0 where somebody moved it."""
    with city_log.change(by=SYSTEM, at=at) as log:
        run = claiming.hold_incident_of(due, at=at)
        if run is None:
            return 0
        before = {run.pk: (run.generation, run.loop, run.step)}
        run.state, run.due_at, run.planned_at = RunState.BLOCKED, None, None
        run.fault = describe(fault)
        if not writing.update([run], before):
            return 0
        facts = load([run.incident_id])[run.incident_id]
        told = _duty_officers(at=at)
        queue([page_of_fault(run, facts, person) for person in told], log=log)
        (card,) = cards_of([run])
        log.append(RunBlocked(subject_id=run.incident_id, run=card), audience=audience_of(facts))
    return 1


def describe(fault: Exception) -> str:
    """The kind of fault and its first line."""
    first = str(fault).partition("\n")[0]
    return f"{type(fault).__name__}: {first}".strip(": ")[:LONGEST_FAULT]


def _duty_officers(*, at: datetime) -> list[Person]:
    """Nothing that is wrong with them keeps the run from being shown as blocked."""
    try:
        people = directory([], at=at)
    except (LookupError, TypeError, ValueError):
        logger.exception("last_resort_unreadable")
        return []
    return people.last_resort()
