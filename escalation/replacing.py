"""A running escalation goes on by another version of its rule. Pure: it changes the row in memory.

As many steps as were done count as done; its clock stays. Whatever would be due already is due now,
and the waits after it stay whole.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from escalation.definition import Definition, Planned, timeline
from escalation.facts import Facts
from escalation.models import RuleVersion, Run
from escalation.planning import due_at
from escalation.scoping import Moment, still_in_scope
from escalation.states import RunState


def replace_version(
    run: Run,
    old: Definition | None,
    new: Definition,
    version: RuleVersion,
    facts: Facts,
    *,
    zone: ZoneInfo,
    at: datetime,
    by: str,
) -> None:
    """Cancelled where the new version waits for something else or is not for the incident."""
    done = steps_done(run, old)
    run.generation += 1
    run.version = version
    run.fault = ""
    moment = Moment(at=run.anchor, zone=zone)
    same = old is None or old.condition.kind == new.condition.kind
    if not same or not still_in_scope(new.scope, facts, run.agency_id, moment):
        _end(run, RunState.CANCELLED, at=at, by=by)
        return
    planned = next((one for place, one in enumerate(timeline(new)) if place == done), None)
    run.fires_at = run.anchor + timedelta(seconds=new.condition.within)
    if planned is None:
        _end(run, RunState.EXHAUSTED, at=at, by="")
    else:
        _continue(run, planned, new, facts, at=at)


def steps_done(run: Run, definition: Definition | None) -> int:
    """How many steps were taken; all of them where nothing is left."""
    if definition is None:
        return 0
    every = len(definition.steps) * (definition.repeat.times + 1)
    if run.state == RunState.EXHAUSTED:
        return every
    return min(run.loop * len(definition.steps) + run.step, every)


def _continue(run: Run, planned: Planned, new: Definition, facts: Facts, *, at: datetime) -> None:
    run.state, run.ended_at, run.ended_by = RunState.ACTIVE, None, ""
    run.loop, run.step = planned.loop, planned.index
    run.planned_at = max(run.fires_at + timedelta(seconds=planned.after), at)
    run.due_at = due_at(run.planned_at, new.condition.kind, facts)


def _end(run: Run, state: RunState, *, at: datetime, by: str) -> None:
    run.state, run.ended_at, run.ended_by = state, at, by
    run.due_at = run.planned_at = None
