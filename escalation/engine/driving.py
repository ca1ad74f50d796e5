"""What every driver does: tick until nothing is due, and say that it was at work."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from django.db import connection

from escalation.engine.ticking import Ticked, tick
from safety_net.core import clock

# A driver that always finds more to do still shows a pulse.
LONGEST_ROUND = 5.0
BEAT = """
INSERT INTO escalation_enginepulse (driver, at, ticks, decided, worst_seconds)
VALUES (%s, now(), 1, %s, %s)
ON CONFLICT (driver) DO UPDATE SET at = excluded.at, ticks = escalation_enginepulse.ticks + 1,
    decided = escalation_enginepulse.decided + excluded.decided,
    worst_seconds = excluded.worst_seconds
"""


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one round of a driver did; `worst_seconds`: the lateness of its latest step."""

    decided: int
    blocked: int
    worst_seconds: float


def drive(driver: str, *, seconds: float = LONGEST_ROUND) -> Round:
    """One round, of `seconds` at most. Raises OperationalError where the database is gone."""
    began, done = monotonic(), Ticked()
    while True:
        ticked = tick(at=clock.now(), driver=driver)
        done = Ticked(
            decided=done.decided + ticked.decided,
            blocked=done.blocked + ticked.blocked,
            late_seconds=max(done.late_seconds, ticked.late_seconds),
        )
        if not (ticked.decided or ticked.blocked) or monotonic() - began > seconds:
            break
    beat(driver, done)
    return Round(decided=done.decided, blocked=done.blocked, worst_seconds=done.late_seconds)


def beat(driver: str, done: Ticked) -> None:
    """Beside the city log: a pulse is no part of the shared picture."""
    with connection.cursor() as cursor:
        cursor.execute(BEAT, [driver, done.decided, done.late_seconds])
