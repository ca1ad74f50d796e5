"""What was decided against what had to be: lost, doubled, and how late each was."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from tests.faults.load import Key, Load

# When a decision was there for everybody is when it was committed; the database keeps that time.
DECIDED = """
SELECT r.incident_id, e.step, e.generation, e.loop, e.driver,
    extract(epoch FROM pg_xact_commit_timestamp(e.xmin) - e.due_at)::float8,
    extract(epoch FROM e.due_at)::float8
FROM escalation_stepexecution e JOIN escalation_run r ON r.id = e.run_id
WHERE r.rule_id = %(rule)s
ORDER BY pg_xact_commit_timestamp(e.xmin), e.due_at
"""
# The table of decisions can't hold one twice; what came of them could be there twice.
TOLD_TWICE = """
SELECT coalesce(sum(times - 1), 0)::int FROM (
    SELECT count(*) AS times FROM core_logentry l
    WHERE l.kind = 'escalation.stepped' AND l.subject_id = ANY(%(incidents)s)
    GROUP BY l.payload->'run'->>'id', l.payload->'step'->>'loop', l.payload->'step'->>'step'
    HAVING count(*) > 1
) AS again
"""
MESSAGES = """
SELECT count(*), count(DISTINCT (cause, generation, user_id, queued_at))
FROM notify_message WHERE incident_id = ANY(%(incidents)s)
"""


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision; `late` in seconds, to its commit, and `due` in seconds since 1970."""

    key: Key
    driver: str
    late: float
    due: float


@dataclass(frozen=True, kw_only=True)
class Count:
    """`lost` were never decided, or nobody was told; `doubled` were twice, in any place."""

    lost: int
    doubled: int
    decided: list[Decided]

    @property
    def late(self) -> list[float]:
        return sorted(max(0.0, one.late) for one in self.decided)

    def by(self, driver: str) -> int:
        return sum(one.driver == driver for one in self.decided)


def count(load: Load) -> Count:
    decided, doubled = decisions(load), 0
    keys = [one.key for one in decided]
    doubled += len(keys) - len(set(keys))
    lost = len(load.expected - set(keys))
    with connection.cursor() as cursor:
        cursor.execute(TOLD_TWICE, {"incidents": load.incidents})
        doubled += cursor.fetchone()[0]
        cursor.execute(MESSAGES, {"incidents": load.incidents})
        messages, different = cursor.fetchone()
    doubled += messages - different + max(0, messages - len(load.expected))
    # Each step tells one person, so a decision without its message is as good as none.
    lost += max(0, len(set(keys)) - messages)
    return Count(lost=lost, doubled=doubled, decided=decided)


def decisions(load: Load) -> list[Decided]:
    """In the order of their commits."""
    with connection.cursor() as cursor:
        cursor.execute(DECIDED, {"rule": load.rule.pk})
        return [
            Decided(key=(incident, step), driver=driver, late=late, due=due)
            for incident, step, _generation, _loop, driver, late, due in cursor.fetchall()
        ]
