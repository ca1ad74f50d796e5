"""Each minute: every open incident is looked at once more, whatever went wrong before.

What following missed (a fault, a rule that could not be read at that moment) is made good, and told
as a fault. Clocks that began before their rule was published are none of its business: whoever
publishes a rule says which open incidents it takes up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import structlog

from escalation.planning import Plan, Seen, follow_up
from escalation.selectors import published
from escalation.selectors.followed import Followed, followed
from escalation.services.applying import apply
from incidents.models import Incident
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

logger = structlog.get_logger(__name__)
PAGE = 500


def sweep(*, at: datetime) -> int:
    """How many runs were not what the facts say. Nobody is waited for."""
    return sum(_repair(page, at=at) for page in _pages() if _differs(followed(page), at=at))


def _pages() -> Iterator[list[int]]:
    last = 0
    while True:
        rows = Incident.objects.open().filter(pk__gt=last).order_by("pk")
        page = list(rows.values_list("pk", flat=True)[:PAGE])
        if not page:
            return
        yield page
        last = page[-1]


def _differs(look: Followed, *, at: datetime) -> bool:
    plan = _plan(look, at=at)
    return bool(plan.made or plan.changed)


def _repair(page: list[int], *, at: datetime) -> int:
    """Looked at again under locks; what somebody is changing now follows by itself."""
    with city_log.change(by=SYSTEM, at=at) as log:
        free = Incident.objects.select_for_update(skip_locked=True, no_key=True)
        held = list(free.filter(pk__in=page).order_by("pk").values_list("pk", flat=True))
        look = followed(held)
        plan = _plan(look, at=at)
        facts = {one.incident_id: one for one, _runs in look.incidents}
        written = apply(plan, facts, log)
    if written:
        logger.error("runs_repaired", runs=[run.pk for run in written])
    return len(written)


def _plan(look: Followed, *, at: datetime) -> Plan:
    rules = published.active(look.stamp)
    used = {run.version_id for _facts, runs in look.incidents for run in runs}
    versions = published.versions(used) if used else {}
    plan = Plan()
    for facts, runs in look.incidents:
        seen = Seen(facts=facts, at=at, by=SYSTEM.name, zone=look.zone)
        follow_up(seen, runs, rules, versions, plan)
    began = {rule.version.pk: rule.version.published_at for rule in rules}
    plan.made = [run for run in plan.made if run.anchor >= began[run.version_id]]
    return plan
