"""The tick: decide whatever is due. Any number of drivers may call it at any moment.

A batch is one transaction. What can't be decided in it is tried again by itself, so that one bad
run does not hold up the others, and is blocked aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection

from escalation.deciding import changes_incident, decide
from escalation.engine import acting, claiming
from escalation.engine.blocking import block
from escalation.engine.cases import Case, look
from escalation.engine.claiming import Due
from escalation.engine.recording import RunMoved, record
from escalation.models import Run
from escalation.selectors.people import directory
from escalation.services.applying import apply
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

logger = structlog.get_logger(__name__)
BATCH = 500
# The database is busy or gave up waiting, or somebody was quicker: nothing is wrong with the run.
PASSING = (OperationalError, InterfaceError, RunMoved)
# What keeps failing in passing is at fault after all.
PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """What one tick did: `claimed` were due, in the window that was looked at; `late_seconds` says
    by how much the oldest step was late.
    """

    claimed: int = 0
    decided: int = 0
    blocked: int = 0
    late_seconds: float = 0.0


def tick(*, at: datetime, driver: str = "hand", limit: int = BATCH) -> Ticked:
    """Decide up to `limit` due runs, the oldest first.

    Raises OperationalError where the database is gone; what was not written is due still.
    """
    claimed = claiming.due(at=at, limit=limit)
    if not claimed:
        return Ticked()
    try:
        done, acts = _batch(claimed, at=at, driver=driver, limit=limit)
    except Exception:
        if not connection.is_usable():
            raise
        logger.exception("batch_failed", runs=len(claimed))
        done, acts = Ticked(), claimed[:limit]
    for due in acts:
        done = _add(done, _alone(due, at=at, driver=driver))
    return replace(done, claimed=len(claimed))


def _batch(
    claimed: list[Due], *, at: datetime, driver: str, limit: int
) -> tuple[Ticked, list[Due]]:
    """Everything that is a word to people; the acts on incidents are left, each for itself."""
    with city_log.change(by=SYSTEM, at=at) as log:
        runs = claiming.hold(claimed, at=at, limit=limit)
        late = lateness(runs, at=at)
        seen = look(runs, log=log)
        apply(seen.settled, seen.facts, log)
        words = [case for case in seen.cases if not changes_incident(case.step)]
        acts = [case for case in seen.cases if changes_incident(case.step)]
        _decide_words(words, at=at, driver=driver, log=log)
    decided = len(words) + len(seen.settled.changed)
    left = [Due(case.run.pk, case.run.incident_id) for case in acts]
    return Ticked(decided=decided, late_seconds=late), left


def _decide_words(cases: Sequence[Case], *, at: datetime, driver: str, log: city_log.Log) -> None:
    if cases:
        people = directory([case.question for case in cases], at=at)
        decisions = [decide(one.run, one.definition, one.facts, people, at=at) for one in cases]
        record(decisions, driver=driver, log=log)


def _alone(due: Due, *, at: datetime, driver: str) -> Ticked:
    """One run in a change of its own. Whatever is wrong with it is its own trouble, and told."""
    try:
        return _one(due, at=at, driver=driver)
    except Exception as fault:
        if not connection.is_usable():
            raise
        if isinstance(fault, PASSING) and not _waits_too_long(due, at=at):
            logger.warning("run_left_for_later", run=due.run_id, fault=type(fault).__name__)
            return Ticked()
        logger.exception("run_blocked", run=due.run_id)
        return Ticked(blocked=_block(due, fault, at=at))


def _one(due: Due, *, at: datetime, driver: str) -> Ticked:
    with city_log.change(by=SYSTEM, at=at) as log:
        run = claiming.hold_incident_of(due, at=at)
        if run is None:
            return Ticked()
        late = lateness([run], at=at)
        seen = look([run], log=log)
        apply(seen.settled, seen.facts, log)
        for case in seen.cases:
            people = directory([case.question], at=at)
            acted = acting.act(case, people, at=at) if changes_incident(case.step) else None
            step = decide(case.run, case.definition, case.facts, people, at=at, acted=acted)
            record([step], driver=driver, log=log)
    return Ticked(decided=1, late_seconds=late)


def _block(due: Due, fault: Exception, *, at: datetime) -> int:
    """What can't even be blocked stays due, and the invariants say so (health.py)."""
    try:
        return block(due, fault, at=at)
    except Exception:
        if not connection.is_usable():
            raise
        logger.exception("run_not_blocked", run=due.run_id)
        return 0


def _waits_too_long(due: Due, *, at: datetime) -> bool:
    return Run.objects.filter(pk=due.run_id, due_at__lt=at - PATIENCE).exists()


def lateness(runs: Sequence[Run], *, at: datetime) -> float:
    """Seconds by which the oldest is late."""
    return max(((at - run.due_at).total_seconds() for run in runs if run.due_at), default=0.0)


def _add(one: Ticked, other: Ticked) -> Ticked:
    return Ticked(
        decided=one.decided + other.decided,
        blocked=one.blocked + other.blocked,
        late_seconds=max(one.late_seconds, other.late_seconds),
    )
