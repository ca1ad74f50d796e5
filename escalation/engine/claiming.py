"""Take what is due: nobody else decides it meanwhile, and nobody is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from escalation.models import Run
from escalation.states import RunState

# Answered by the index runs_due alone; a window wider than the batch, since another driver, or
# somebody at a desk, may hold the first of them at this moment.
DUE = """
SELECT id, incident_id FROM escalation_run
WHERE state = 'active' AND due_at <= %s ORDER BY due_at LIMIT %s
"""
WINDOW = 4
# The incident before its runs, as everywhere; what somebody is changing now is left for later.
HOLD = """
SELECT c.run FROM unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS c(run, incident, place)
JOIN incidents_incident i ON i.id = c.incident
ORDER BY place LIMIT %s FOR NO KEY UPDATE OF i SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Due:
    run_id: int
    incident_id: int


def due(*, at: datetime, limit: int) -> list[Due]:
    """The oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, [at, limit * WINDOW])
        return [Due(*row) for row in cursor.fetchall()]


def hold(claimed: list[Due], *, at: datetime, limit: int) -> list[Run]:
    """Lock the incidents and then the runs, and return those that are due still."""
    runs, incidents = [one.run_id for one in claimed], [one.incident_id for one in claimed]
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [runs, incidents, limit])
        held = [row[0] for row in cursor.fetchall()]
    free = Run.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=held)
    return list(free.filter(state=RunState.ACTIVE, due_at__lte=at).order_by("due_at", "pk"))


def hold_incident_of(due: Due, *, at: datetime) -> Run | None:
    """The run if it is due still, its incident locked and itself not.

    An act on the incident locks tracks and maydays, which come before runs; the run is written only
    if it stands where it stood (services/writing.py).
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [[due.run_id], [due.incident_id], 1])
        if cursor.fetchone() is None:
            return None
    return Run.objects.filter(pk=due.run_id, state=RunState.ACTIVE, due_at__lte=at).first()
