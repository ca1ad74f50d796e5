"""Write what was decided: a whole batch by a few statements, and an entry for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from escalation.deciding import Decision
from escalation.engine.pages import pages_of
from escalation.events import StepTaken
from escalation.selectors.running import cards_of
from escalation.services import writing
from escalation.services.applying import audience_of
from notify.services.queueing import queue
from safety_net.core.city_log import Log
from safety_net.core.clock import iso

# Its key is what it decides, so that a decision made twice fails here, and nothing is written.
EXECUTE = """
INSERT INTO escalation_stepexecution (run_id, generation, loop, step, due_at, decided_at, driver,
    outcome, people, detail)
SELECT run_id, generation, loop, step, due_at, %s, %s, outcome, people, detail
FROM jsonb_to_recordset(%s::jsonb) AS r(run_id bigint, generation int, loop int, step int,
    due_at timestamptz, outcome text, people jsonb, detail jsonb)
"""


class RunMoved(Exception):
    """Somebody moved a run between the look at it and the writing: the whole is taken back."""


def record(decisions: Sequence[Decision], *, driver: str, log: Log) -> None:
    """In the caller's change."""
    if not decisions:
        return
    rows = json.dumps([_row(one) for one in decisions])
    with connection.cursor() as cursor:
        cursor.execute(EXECUTE, [log.at, driver, rows])
    before = {
        one.run.pk: (one.place.generation, one.place.loop, one.place.step) for one in decisions
    }
    written = writing.update([one.run for one in decisions], before)
    if len(written) != len(decisions):
        raise RunMoved
    queue([page for one in decisions for page in pages_of(one)], log=log)
    for one, card in zip(decisions, cards_of([one.run for one in decisions]), strict=True):
        step = _step(one)
        log.append(
            StepTaken(subject_id=one.facts.incident_id, run=card, step=step),
            audience=audience_of(one.facts),
        )


def _row(one: Decision) -> dict[str, Any]:
    return {
        "run_id": one.run.pk,
        "generation": one.place.generation,
        "loop": one.place.loop,
        "step": one.place.step,
        "due_at": iso(one.place.due_at),
        "outcome": one.outcome,
        "people": [person.user_id for person in one.told],
        "detail": {**one.detail, **({"last_resort": True} if one.resorted else {})},
    }


def _step(one: Decision) -> dict[str, Any]:
    """Whom it reached, by name: what a desk reads in the timeline."""
    return {
        "loop": one.place.loop,
        "step": one.place.step,
        "due_at": iso(one.place.due_at),
        "act": str(one.step.act),
        "outcome": str(one.outcome),
        "people": [
            {"user": person.user_id, "name": person.name, "agency": person.agency_id}
            for person in one.told
        ],
        "last_resort": one.resorted,
        "detail": one.detail,
    }
