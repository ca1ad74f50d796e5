"""A running escalation as desks read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalation.definition import Definition, Step
from escalation.models import Run
from safety_net.core.clock import iso

Card = dict[str, Any]


def run_of(run: Run, definition: Definition | None, *, names: Sequence[str] = ()) -> Card:
    """`run.version` must be loaded; without a `definition` it can't be read. `names` are those whom
    the next step would reach now: only REST says them, as rosters change and entries stay.
    """
    step = next_of(run, definition) if definition else None
    return {
        "id": run.pk,
        "incident": run.incident_id,
        "rule": run.rule_id,
        "rule_version": run.version.number,
        "name_ko": run.version.name_ko,
        "name_en": run.version.name_en,
        "condition": str(definition.condition.kind) if definition else "",
        "subject": run.subject,
        "agency": run.agency_id,
        "state": str(run.state),
        "generation": run.generation,
        "due_at": iso(run.due_at),
        "fires_at": iso(run.fires_at),
        "loop": run.loop,
        "step": run.step,
        "steps": len(definition.steps) * (definition.repeat.times + 1) if definition else 0,
        "done": run.loop * len(definition.steps) + run.step if definition else 0,
        "next": None if step is None or run.due_at is None else _next(step, names),
        "ended_at": iso(run.ended_at),
        "ended_by": run.ended_by,
        "fault": run.fault,
    }


def next_of(run: Run, definition: Definition) -> Step | None:
    """The step that stands at the run's place; None where the rule has no such place."""
    is_there = run.loop <= definition.repeat.times and run.step < len(definition.steps)
    return definition.steps[run.step] if is_there else None


def _next(step: Step, names: Sequence[str]) -> Card:
    """`who` are names where they are known; `targets` say it where nobody is on duty yet."""
    return {
        "act": str(step.act),
        "who": list(names),
        "targets": [_target(vars(one)) for one in step.targets],
        "agency": step.agency,
        "agency_kind": step.agency_kind,
        "priority": step.priority,
    }


def _target(values: Mapping[str, Any]) -> Card:
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items()}
