"""After every change: the runs of the incidents that it touched become what the facts say.

Wired to the end of each change, inside its transaction: an acknowledgement and the end of what
waited for it are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import structlog
from django.db import transaction

from dispatch.events import MaydayEvent
from escalation.events import RunsPlanned
from escalation.models import Run
from escalation.planning import Plan, Seen, follow_up
from escalation.selectors import published
from escalation.selectors.changes import happened_to, updated_at
from escalation.selectors.followed import Followed, followed
from escalation.selectors.running import cards_of
from escalation.services.applying import apply, is_open
from incidents.events import CallerRead, IncidentShared
from safety_net.core.city_log import Log

logger = structlog.get_logger(__name__)
# Entries that say nothing new of an incident: the engine's own, those of its messages, a look.
OWN_KINDS = ("escalation.", "message.", "emergency.", CallerRead.kind)
Newcomers = dict[int, set[str]]


def follow_change(log: Log) -> None:
    """At the end of a change. A fault here never refuses what people did: the sweep makes it good.

    A rule that can't be used must not keep anybody from filing an incident.
    """
    touched = set(_touched(log))
    if not touched:
        return
    try:
        follow(touched, log)
    except Exception:
        logger.exception("escalation_not_followed", incidents=sorted(touched))


def follow(incident_ids: Collection[int], log: Log) -> int:
    """Start, stop and re-time the runs of these incidents; how many rows were written.

    One statement to look; then at most one each for new runs, changed runs and messages that are
    not needed any more, in a savepoint.
    """
    look = followed(incident_ids)
    plan = _planned(look, log)
    newcomers = _newcomers(log) if _runs_something(look) else {}
    if not (plan.made or plan.changed or newcomers):
        return 0
    before = len(log.drafts)
    try:
        with transaction.atomic():
            written = apply(plan, {facts.incident_id: facts for facts, _ in look.incidents}, log)
            _show(look, written, newcomers, log)
            return len(written)
    except BaseException:
        del log.drafts[before:]
        raise


def _touched(log: Log) -> Iterator[int]:
    for draft in log.drafts:
        event = draft.event
        if event.subject_type == "incident" and not event.kind.startswith(OWN_KINDS):
            yield event.subject_id
        elif isinstance(event, MaydayEvent) and event.mayday["incident"]:
            yield event.mayday["incident"]


def _planned(look: Followed, log: Log) -> Plan:
    rules = published.active(look.stamp)
    used = {run.version_id for _facts, runs in look.incidents for run in runs if is_open(run)}
    versions = published.versions(used) if used else {}
    plan = Plan()
    for facts, runs in look.incidents:
        seen = Seen(
            facts=updated_at(facts, log),
            at=log.at,
            by=log.by.name,
            happened=happened_to(facts, rules, log),
            zone=look.zone,
        )
        follow_up(seen, runs, rules, versions, plan)
    return plan


def _runs_something(look: Followed) -> bool:
    return any(is_open(run) for _facts, runs in look.incidents for run in runs)


def _newcomers(log: Log) -> Newcomers:
    """Incident → the agencies that see it from now on: they learn of what runs already."""
    found: Newcomers = defaultdict(set)
    for draft in log.drafts:
        if isinstance(draft.event, IncidentShared):
            found[draft.event.subject_id].update(draft.audience)
    return found


def _show(look: Followed, written: list[Run], newcomers: Newcomers, log: Log) -> None:
    """Whoever sees an incident from now on learns of everything that runs."""
    for facts, runs in look.incidents:
        mine = [run for run in written if run.incident_id == facts.incident_id]
        present = {run.pk: run for run in [*runs, *mine] if is_open(run)}
        audience = newcomers.get(facts.incident_id)
        if audience and present:
            event = RunsPlanned(subject_id=facts.incident_id, runs=cards_of(list(present.values())))
            log.append(event, audience=audience)
