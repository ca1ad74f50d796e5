"""What one due run does now. Pure: the same run, facts and people give the same decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from escalation.definition import Definition, Step, Target
from escalation.facts import Facts
from escalation.models import Run
from escalation.planning import due_at
from escalation.states import Act, Outcome, RunState


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to be told, and the agency for which they are."""

    user_id: int
    agency_id: int
    name: str


class People(Protocol):
    """Who stands behind targets now; nobody who has left."""

    def behind(self, targets: Sequence[Target], facts: Facts, about: int | None) -> list[Person]:
        """Each person once, in the order of the targets."""
        ...

    def last_resort(self) -> list[Person]: ...


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a run stands: what makes a decision the only one of its kind."""

    generation: int
    loop: int
    step: int
    due_at: datetime


@dataclass(kw_only=True)
class Decision:
    """One step that is decided. `told` are asked to act; `resorted`: they are the last resort."""

    condition: str
    run: Run
    facts: Facts
    place: Place
    step: Step
    outcome: Outcome
    told: list[Person] = field(default_factory=list)
    resorted: bool = False
    detail: dict[str, Any] = field(default_factory=dict)


def changes_incident(step: Step) -> bool:
    """Whether the step is an act on the incident, and no word to people."""
    return step.act not in (Act.NOTIFY, Act.WEBHOOK)


def step_of(run: Run, definition: Definition) -> Step:
    """The step that is due. LookupError for a place that the rule does not have."""
    if run.loop > definition.repeat.times:
        raise LookupError(f"the rule repeats {definition.repeat.times} times, not {run.loop}")
    return definition.steps[run.step]


def decide(
    run: Run,
    definition: Definition,
    facts: Facts,
    people: People,
    *,
    at: datetime,
    acted: tuple[Outcome, dict[str, Any]] | None = None,
) -> Decision:
    """Do the due step and move the run on; `acted` is what became of an act on the incident.

    Whoever can't be reached is not waited for: the next step is due at once. Where the last step of
    a round reached nobody, the last resort is told.
    """
    step = step_of(run, definition)
    assert run.due_at is not None
    place = Place(generation=run.generation, loop=run.loop, step=run.step, due_at=run.due_at)
    decision = Decision(
        condition=definition.condition.kind,
        run=run,
        facts=facts,
        place=place,
        step=step,
        outcome=Outcome.DONE,
    )
    if acted is not None:
        decision.outcome, decision.detail = acted
    elif step.act == Act.NOTIFY:
        _tell(decision, people)
    is_last = run.step == len(definition.steps) - 1
    if is_last and decision.outcome in (Outcome.NOBODY, Outcome.FAILED):
        decision.told, decision.resorted = people.last_resort(), True
    _move_on(decision, definition, at=at)
    return decision


def _tell(decision: Decision, people: People) -> None:
    decision.told = people.behind(decision.step.targets, decision.facts, decision.run.agency_id)
    decision.outcome = Outcome.REACHED if decision.told else Outcome.NOBODY


def _move_on(decision: Decision, definition: Definition, *, at: datetime) -> None:
    run, place = decision.run, decision.place
    following = after(definition, place.loop, place.step)
    if following is None:
        run.state, run.ended_at = RunState.EXHAUSTED, at
        run.due_at = run.planned_at = None
        return
    run.loop, run.step, wait = following
    run.planned_at = _next_time(decision, wait, at=at)
    run.due_at = due_at(run.planned_at, definition.condition.kind, decision.facts)


def _next_time(decision: Decision, wait: int, *, at: datetime) -> datetime:
    """By the plan; but whoever was told late still has the whole time to act."""
    if decision.outcome in (Outcome.NOBODY, Outcome.FAILED) and not decision.resorted:
        return at
    planned = decision.place.due_at + timedelta(seconds=wait)
    return planned if planned > at else at + timedelta(seconds=wait)


def after(definition: Definition, loop: int, step: int) -> tuple[int, int, int] | None:
    """Loop, step and wait of what follows; None after the last round."""
    if step + 1 < len(definition.steps):
        return loop, step + 1, definition.steps[step + 1].wait
    if loop < definition.repeat.times:
        return loop + 1, 0, definition.repeat.wait + definition.steps[0].wait
    return None
