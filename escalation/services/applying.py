"""Write a plan: new and changed runs, messages that nobody needs any more, and what is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from escalation.events import RunsEnded, RunsPlanned
from escalation.facts import Facts
from escalation.models import Run
from escalation.planning import Plan
from escalation.selectors.running import cards_of
from escalation.services import writing
from escalation.states import OPEN_STATES
from notify.services.queueing import cancel
from safety_net.core.access import agency_token
from safety_net.core.city_log import Event, Log


def cause_of(run_id: int) -> str:
    """What notify knows a run's messages by."""
    return f"run:{run_id}"


def apply(plan: Plan, facts: Mapping[int, Facts], log: Log) -> list[Run]:
    """In the caller's change; the runs that were written. At most three statements."""
    made = writing.insert(plan.made) if plan.made else []
    changed = writing.update(plan.changed, plan.before) if plan.changed else []
    written = {run.pk for run in changed}
    gone = {pk: generation for pk, generation in plan.cancelled.items() if pk in written}
    if gone:
        cancel({cause_of(pk): generation for pk, generation in gone.items()}, log=log)
    by_incident: dict[int, list[Run]] = defaultdict(list)
    for run in (*made, *changed):
        by_incident[run.incident_id].append(run)
    for incident_id, runs in by_incident.items():
        _tell(runs, facts[incident_id], log=log)
    return [*made, *changed]


def audience_of(facts: Facts) -> set[str]:
    """Who hears of a run: the agencies that are on the incident, or see it by an agreement."""
    return {agency_token(agency_id) for agency_id in (*facts.involved, *facts.watching)}


def is_open(run: Run) -> bool:
    return run.state in OPEN_STATES


def _tell(runs: list[Run], facts: Facts, *, log: Log) -> None:
    planned = [run for run in runs if is_open(run)]
    ended = [run for run in runs if not is_open(run)]
    if planned:
        event: Event = RunsPlanned(subject_id=facts.incident_id, runs=cards_of(planned))
        log.append(event, audience=audience_of(facts))
    if ended:
        event = RunsEnded(subject_id=facts.incident_id, runs=cards_of(ended))
        log.append(event, audience=audience_of(facts))
