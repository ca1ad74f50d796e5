"""What is due is found by reading one small index, however much has happened before."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import sleep
from typing import Any

from django.db import connection

from escalation.engine.claiming import DUE, WINDOW
from escalation.engine.ticking import BATCH
from escalation.models import Run
from escalation.services import writing
from escalation.states import RunState
from tests.faults.load import copies_of
from tests.support.cast import Person, file
from tests.support.escalating import Kind, a_rule, person, run_of, tell
from tests.support.statistics import taken_for_empty

ENDED, ACTIVE = 3_000, 300
PATIENCE = 30
COPIES = """
INSERT INTO escalation_run (incident_id, rule_id, version_id, subject, agency_id, state, generation,
    loop, step, anchor, fires_at, planned_at, due_at, started_at, ended_at, ended_by, fault)
SELECT pk, rule_id, version_id, subject, agency_id, %(state)s, generation, loop, step, anchor,
    fires_at, planned_at, CASE WHEN %(state)s = 'active' THEN due_at + place * %(pause)s END,
    started_at, ended_at, ended_by, fault
FROM escalation_run, unnest(%(incidents)s::bigint[]) WITH ORDINALITY AS o(pk, place)
WHERE id = %(like)s
"""
MORE_SUBJECTS = """
INSERT INTO escalation_run (incident_id, rule_id, version_id, subject, agency_id, state, generation,
    loop, step, anchor, fires_at, planned_at, due_at, started_at, ended_at, ended_by, fault)
SELECT incident_id, rule_id, version_id, 'track:' || n, agency_id, state, generation, loop, step,
    anchor, fires_at, planned_at, due_at, started_at, ended_at, ended_by, fault
FROM escalation_run, generate_series(1, %(more)s) n WHERE id = %(like)s
"""


def test_what_is_due_is_found_by_an_index_alone(committing: None, dani: Person) -> None:
    rule = a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)))
    incident = file(dani)
    run = run_of(incident, rule)
    copies = copies_of(incident, ENDED + ACTIVE)
    _run_for(copies[:ENDED], RunState.EXHAUSTED, like=run)
    _run_for(copies[ENDED:], RunState.ACTIVE, like=run)
    plan = _plan(run.fires_at + timedelta(minutes=5))
    assert "Index Only Scan using runs_due" in plan
    assert "Heap Fetches: 0" in plan
    assert "Sort" not in plan


def test_a_batch_is_written_where_statistics_call_the_table_empty(dani: Person) -> None:
    """A join of which one row is expected is a loop over all of them."""
    rule = a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)))
    run = run_of(file(dani), rule)
    with connection.cursor() as cursor:
        cursor.execute(MORE_SUBJECTS, {"like": run.pk, "more": 10_000})
    runs = list(Run.objects.order_by("pk")[:BATCH])
    before = {one.pk: (one.generation, one.loop, one.step) for one in runs}
    with taken_for_empty(Run):
        assert len(writing.update(runs, before)) == BATCH


def _plan(at: datetime) -> str:
    """An index alone can answer for pages that everybody sees, and VACUUM marks none as such while
    any session of this database, such as autovacuum's ANALYZE, has an older snapshot.
    """
    with connection.cursor() as cursor:
        for _ in range(PATIENCE):
            cursor.execute("VACUUM (ANALYZE) escalation_run")
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {DUE}", [at, WINDOW * BATCH])
            plan = "\n".join(line for (line,) in cursor.fetchall())
            if "Heap Fetches: 0" in plan:
                break
            sleep(0.5)
    return plan


def _run_for(incidents: list[int], state: RunState, *, like: Run) -> None:
    given: dict[str, Any] = {
        "incidents": incidents,
        "state": state,
        "like": like.pk,
        "pause": timedelta(seconds=1),
    }
    with connection.cursor() as cursor:
        cursor.execute(COPIES, given)
