"""What happens next, and whom it would reach if it were now: rosters change until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from escalation import cards
from escalation.cards import next_of
from escalation.models import Run, StepExecution
from escalation.selectors import published
from escalation.selectors.facts import load
from escalation.selectors.people import Question, directory
from escalation.selectors.running import cards_of
from escalation.states import RunState
from safety_net.core.clock import iso


def cards_with_names(runs: Sequence[Run], *, at: datetime) -> list[cards.Card]:
    """As on the board, with the names of whom the next step would reach; some ten queries."""
    made = cards_of(runs)
    names = names_next(runs, at=at)
    for run, card in zip(runs, made, strict=True):
        if card["next"] is not None:
            card["next"]["who"] = names.get(run.pk, [])
    return made


def names_next(runs: Sequence[Run], *, at: datetime) -> dict[int, list[str]]:
    """Run → names, of those that are active."""
    active = [run for run in runs if run.state == RunState.ACTIVE]
    if not active:
        return {}
    facts = load({run.incident_id for run in active})
    rules = published.versions({run.version_id for run in active})
    questions = {}
    for run in active:
        rule = rules.get(run.version_id)
        step = next_of(run, rule.definition) if rule else None
        if step is not None:
            mine = facts[run.incident_id]
            questions[run.pk] = Question(targets=step.targets, facts=mine, about=run.agency_id)
    people = directory(list(questions.values()), at=at)
    return {
        pk: [one.name for one in people.behind(asked.targets, asked.facts, asked.about)]
        for pk, asked in questions.items()
    }


def executions_of(run_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Run → what was done, the first first, with the names of those who were told; two queries."""
    rows = list(
        StepExecution.objects.filter(run_id__in=run_ids).order_by(
            "decided_at", "generation", "loop", "step"
        )
    )
    names = _names({person for row in rows for person in row.people})
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in run_ids}
    for row in rows:
        found[row.run_id].append(_execution(row, names))
    return found


def _names(user_ids: set[int]) -> dict[int, str]:
    users = get_user_model().objects.filter(pk__in=user_ids)
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


def _execution(row: StepExecution, names: dict[int, str]) -> dict[str, Any]:
    return {
        "generation": row.generation,
        "loop": row.loop,
        "step": row.step,
        "due_at": iso(row.due_at),
        "decided_at": iso(row.decided_at),
        "driver": row.driver,
        "outcome": row.outcome,
        "people": [{"user": pk, "name": names.get(pk, "")} for pk in row.people],
        "detail": row.detail,
    }
