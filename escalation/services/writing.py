"""Write many runs by one statement each for new and changed ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from escalation.models import Run
from safety_net.core.clock import iso

NAMES = (
    "incident_id",
    "rule_id",
    "version_id",
    "subject",
    "agency_id",
    "state",
    "generation",
    "loop",
    "step",
    "ended_by",
    "fault",
)
AT_ONCE = 500
TIMES = ("anchor", "fires_at", "planned_at", "due_at", "started_at", "ended_at")
# Somebody else may have begun the same at this moment; then it has begun.
INSERT = """
INSERT INTO escalation_run (incident_id, rule_id, version_id, subject, agency_id, state, generation,
    loop, step, anchor, fires_at, planned_at, due_at, started_at, ended_at, ended_by, fault)
SELECT incident_id, rule_id, version_id, subject, agency_id, state, generation,
    loop, step, anchor, fires_at, planned_at, due_at, started_at, ended_at, ended_by, fault
FROM jsonb_to_recordset(%s::jsonb) AS r(incident_id bigint, rule_id bigint, version_id bigint,
    subject text, agency_id bigint, state text, generation int, loop int, step int,
    anchor timestamptz, fires_at timestamptz, planned_at timestamptz, due_at timestamptz,
    started_at timestamptz, ended_at timestamptz, ended_by text, fault text)
ON CONFLICT (incident_id, rule_id, subject) DO NOTHING
RETURNING incident_id, rule_id, subject, id
"""
# Only a row that stands where it stood: a decision of the engine is never overwritten unseen. The
# ids bound what a plan by wrong statistics can cost: at its worst each row meets each.
UPDATE = """
UPDATE escalation_run AS run SET version_id = r.version_id, agency_id = r.agency_id,
    state = r.state, generation = r.generation, loop = r.loop, step = r.step, anchor = r.anchor,
    fires_at = r.fires_at, planned_at = r.planned_at, due_at = r.due_at,
    started_at = r.started_at, ended_at = r.ended_at, ended_by = r.ended_by, fault = r.fault
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r(id bigint, was_generation int, was_loop int,
    was_step int, version_id bigint, agency_id bigint, state text, generation int, loop int,
    step int, anchor timestamptz, fires_at timestamptz, planned_at timestamptz, due_at timestamptz,
    started_at timestamptz, ended_at timestamptz, ended_by text, fault text)
WHERE run.id = r.id AND run.id = ANY (%(ids)s) AND run.generation = was_generation
    AND (run.loop, run.step) = (was_loop, was_step)
RETURNING run.id
"""


def insert(runs: Sequence[Run]) -> list[Run]:
    """Those that are new, with their ids."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [json.dumps([row_of(run) for run in runs])])
        ids = {tuple(row[:3]): row[3] for row in cursor.fetchall()}
    made = [run for run in runs if _key(run) in ids]
    for run in made:
        run.pk = ids[_key(run)]
    return made


def update(runs: Sequence[Run], before: Mapping[int, tuple[int, int, int]]) -> list[Run]:
    """Those that were as `before` (generation, loop, step) and are now as given."""
    written: set[int] = set()
    for first in range(0, len(runs), AT_ONCE):
        some, rows = runs[first : first + AT_ONCE], []
        for run in some:
            generation, loop, step = before[run.pk]
            was = {"was_generation": generation, "was_loop": loop, "was_step": step}
            rows.append({"id": run.pk, **was, **row_of(run)})
        with connection.cursor() as cursor:
            cursor.execute(UPDATE, {"rows": json.dumps(rows), "ids": [run.pk for run in some]})
            written.update(pk for (pk,) in cursor.fetchall())
    return [run for run in runs if run.pk in written]


def row_of(run: Run) -> dict[str, Any]:
    values = {name: getattr(run, name) for name in NAMES}
    return values | {name: iso(getattr(run, name)) for name in TIMES}


def _key(run: Run) -> tuple[int, int, str]:
    return run.incident_id, run.rule_id, run.subject
