"""A running escalation as desks read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalation.definition import Definition, Planned, timeline
from escalation.models import Run
from safety_net.core.clock import iso

Card = dict[str, Any]


def run_of(run: Run, definition: Definition, *, names: Sequence[str] = ()) -> Card:
    """`run.version` must be loaded. `names` are those whom the next step would reach now."""
    planned = next_of(run, definition)
    return {
        "id": run.pk,
        "incident": run.incident_id,
        "rule": run.rule_id,
        "rule_version": run.version.number,
        "name_ko": run.version.name_ko,
        "name_en": run.version.name_en,
        "condition": str(definition.condition.kind),
        "subject": run.subject,
        "agency": run.agency_id,
        "state": str(run.state),
        "generation": run.generation,
        "due_at": iso(run.due_at),
        "fires_at": iso(run.fires_at),
        "loop": run.loop,
        "step": run.step,
        "steps": len(definition.steps) * (definition.repeat.times + 1),
        "next": None if planned is None or run.due_at is None else _next(planned, names),
        "ended_at": iso(run.ended_at),
        "ended_by": run.ended_by,
        "fault": run.fault,
    }


def next_of(run: Run, definition: Definition) -> Planned | None:
    """The step that stands at the run's place; None after the last one."""
    here = (run.loop, run.step)
    return next((one for one in timeline(definition) if (one.loop, one.index) == here), None)


def _next(planned: Planned, names: Sequence[str]) -> Card:
    """`who` are names where they are known; `targets` say it where nobody is on duty yet."""
    step = planned.step
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
