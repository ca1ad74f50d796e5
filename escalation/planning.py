"""What the runs of one incident should be, by its facts. Pure: it changes the rows in memory.

Runs follow the facts, so whatever was missed is made good by the next look.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from escalation.clocks import Clock, clocks
from escalation.definition import Condition, Definition, Step
from escalation.facts import Facts
from escalation.models import RuleVersion, Run
from escalation.scoping import SEOUL, Moment, in_scope, still_in_scope
from escalation.states import OPEN_STATES, ConditionKind, RunState

# A crew in danger waits for nothing.
NOT_HELD = frozenset({ConditionKind.MAYDAY, ConditionKind.SAFETY_CHECK_MISSED})


class Rule(Protocol):
    """A published version of a rule, read."""

    @property
    def version(self) -> RuleVersion: ...
    @property
    def definition(self) -> Definition: ...


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What one look at an incident knows. `happened` are the changes (conditions' kinds) of now."""

    facts: Facts
    at: datetime
    by: str = ""
    happened: Collection[str] = ()
    zone: ZoneInfo = SEOUL


@dataclass(kw_only=True)
class Plan:
    """What is to be written: rows as they shall be, and messages that nobody needs any more.

    `before` is what a changed row was: (generation, loop, step).
    """

    made: list[Run] = field(default_factory=list)
    changed: list[Run] = field(default_factory=list)
    before: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    cancelled: dict[int, int] = field(default_factory=dict)

    def change(self, run: Run, *, cancel: bool) -> None:
        """Note a row before it changes; with `cancel` its messages are taken back."""
        if run.pk not in self.before:
            self.before[run.pk] = (run.generation, run.loop, run.step)
            self.changed.append(run)
        if cancel:
            self.cancelled[run.pk] = run.generation


def follow_up(
    seen: Seen, runs: Sequence[Run], rules: Sequence[Rule], versions: Mapping[int, Rule], plan: Plan
) -> None:
    """Stop, re-time and begin, so that the runs are what the facts say.

    An open run goes by its own version; what begins goes by the `rules` that count now. A run whose
    version can't be read stays as it is: the tick will say so aloud.
    """
    current = {rule.version.rule_id: rule for rule in rules}
    for run in runs:
        own = versions.get(run.version_id)
        if run.state in OPEN_STATES and own is not None:
            _keep(seen, run, own, current.get(run.rule_id), plan)
    known = {(run.rule_id, run.subject): run for run in runs}
    if seen.facts.is_live:
        for rule in rules:
            _begin_all(seen, rule, known, plan)


def due_at(planned: datetime, kind: str, facts: Facts) -> datetime:
    """A hold postpones everything but what concerns a crew in danger."""
    if facts.held_until is None or kind in NOT_HELD:
        return planned
    return max(planned, facts.held_until)


def _keep(seen: Seen, run: Run, own: Rule, current: Rule | None, plan: Plan) -> None:
    """An open run: stopped, begun anew, or due at another time."""
    clock = _clock_of(run, own.definition.condition, seen.facts)
    over = _over(seen, run, own.definition, clock)
    if over is not None:
        plan.change(run, cancel=True)
        _end(run, over, seen)
    elif clock is not None and clock.anchor != run.anchor:
        if _has_acted(run):
            _anew(seen, run, clock, current, plan)
        else:
            plan.change(run, cancel=False)
            _begin(run, clock, own, seen)
    elif run.state == RunState.ACTIVE and run.planned_at is not None:
        due = due_at(run.planned_at, own.definition.condition.kind, seen.facts)
        if due != run.due_at or (clock and clock.agency_id != run.agency_id):
            plan.change(run, cancel=False)
            run.due_at = due
            run.agency_id = clock.agency_id if clock else run.agency_id


def _over(seen: Seen, run: Run, definition: Definition, clock: Clock | None) -> RunState | None:
    """Why a run needs nothing more, if it does not."""
    agency_id = clock.agency_id if clock else run.agency_id
    if not seen.facts.is_live or clock is None:
        return RunState.CANCELLED
    if clock.satisfied:
        return RunState.RESOLVED
    moment = Moment(at=run.anchor, zone=seen.zone)
    if not still_in_scope(definition.scope, seen.facts, agency_id, moment):
        return RunState.CANCELLED
    return None


def _clock_of(run: Run, condition: Condition, facts: Facts) -> Clock | None:
    """A change has happened and stands, unless what was raised is lowered again."""
    if condition.is_change and condition.kind != ConditionKind.MAYDAY:
        lowered = condition.priority is not None and facts.priority > condition.priority
        raised = condition.kind == ConditionKind.PRIORITY_RAISED
        return Clock(
            subject=run.subject,
            agency_id=facts.lead_agency,
            anchor=run.anchor,
            satisfied=raised and lowered,
        )
    return clocks(condition, facts).get(run.subject)


def _has_acted(run: Run) -> bool:
    return (run.loop, run.step) != (0, 0) or run.state != RunState.ACTIVE


def _anew(seen: Seen, run: Run, clock: Clock, current: Rule | None, plan: Plan) -> None:
    """Its time began once more after it had acted: another generation, by the rule of now."""
    plan.change(run, cancel=True)
    if current is None:
        _end(run, RunState.RESOLVED, seen)  # and nobody waits for it any more
        return
    run.generation += 1
    _begin(run, clock, current, seen)


def _begin_all(seen: Seen, rule: Rule, known: Mapping[tuple[int, str], Run], plan: Plan) -> None:
    definition = rule.definition
    for clock in _beginning(rule, seen):
        moment = Moment(at=clock.anchor, zone=seen.zone)
        if clock.satisfied or not in_scope(definition.scope, seen.facts, clock.agency_id, moment):
            continue
        run = known.get((rule.version.rule_id, clock.subject))
        if run is None:
            run = Run(incident_id=seen.facts.incident_id, rule_id=rule.version.rule_id)
            run.subject = clock.subject
            plan.made.append(run)
            _begin(run, clock, rule, seen)
        elif _begins_again(run, clock, definition.condition):
            plan.change(run, cancel=run.state in OPEN_STATES)
            run.generation += 1
            _begin(run, clock, rule, seen)


def entered(rule_id: int) -> str:
    """The change of coming into the area of one rule; another's may be elsewhere."""
    return f"{ConditionKind.AREA_ENTERED}:{rule_id}"


def _beginning(rule: Rule, seen: Seen) -> Collection[Clock]:
    condition = rule.definition.condition
    if not condition.is_change or condition.kind == ConditionKind.MAYDAY:
        return clocks(condition, seen.facts).values()
    is_area = condition.kind == ConditionKind.AREA_ENTERED
    if (entered(rule.version.rule_id) if is_area else condition.kind) not in seen.happened:
        return ()
    too_low = condition.priority is not None and seen.facts.priority > condition.priority
    now = Clock(subject="", agency_id=seen.facts.lead_agency, anchor=seen.at, satisfied=too_low)
    return (now,)


def _begins_again(run: Run, clock: Clock, condition: Condition) -> bool:
    """What was resolved or cancelled, and is not so any more; what was answered, by a new clock.

    A second report is the second only once; a change that happens again begins again.
    """
    if condition.kind == ConditionKind.SECOND_REPORT:
        return False
    if run.state in OPEN_STATES:
        return condition.is_change and clock.anchor != run.anchor
    return run.state != RunState.ANSWERED or clock.anchor != run.anchor


def _begin(run: Run, clock: Clock, rule: Rule, seen: Seen) -> None:
    first: Step = rule.definition.steps[0]
    run.version, run.state = rule.version, RunState.ACTIVE
    run.agency_id, run.anchor = clock.agency_id, clock.anchor
    run.loop = run.step = 0
    run.fires_at = clock.anchor + timedelta(seconds=rule.definition.condition.within)
    run.planned_at = run.fires_at + timedelta(seconds=first.wait)
    run.due_at = due_at(run.planned_at, rule.definition.condition.kind, seen.facts)
    run.started_at, run.ended_at = seen.at, None
    run.ended_by = run.fault = ""


def _end(run: Run, state: RunState, seen: Seen) -> None:
    run.state, run.ended_at, run.ended_by = state, seen.at, seen.by
    run.due_at = run.planned_at = None
