"""Runs that go by an older version of their rule, and what another would change for them."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.models import City
from escalation.facts import Facts
from escalation.models import Rule, RuleVersion, Run
from escalation.replacing import replace_version
from escalation.selectors import facts as known_facts
from escalation.selectors import published
from escalation.selectors.running import open_runs
from escalation.states import OPEN_STATES
from safety_net.core.clock import iso


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """A run as it was and as it would be."""

    before: Run
    after: Run
    facts: Facts


def older_runs(rule: Rule, *, lock: bool = False) -> list[Run]:
    """The open runs of older versions; `lock` holds their rows, after those of the incidents."""
    found = open_runs().filter(rule=rule).exclude(version=rule.published_id).order_by("pk")
    return list(found.select_for_update(of=["self"]) if lock else found)


def replaced(runs: list[Run], version: RuleVersion, *, at: datetime, by: str) -> list[Replaced]:
    """What the version would make of each run; a handful of queries for any number."""
    facts = known_facts.load({run.incident_id for run in runs})
    versions = published.versions({run.version_id for run in runs} | {version.pk})
    zone = City.objects.get().zone
    new = versions[version.pk].definition
    found = []
    for run in runs:
        old = versions.get(run.version_id)
        after = copy(run)
        replace_version(
            after,
            old.definition if old else None,
            new,
            version,
            facts[run.incident_id],
            zone=zone,
            at=at,
            by=by,
        )
        found.append(Replaced(before=run, after=after, facts=facts[run.incident_id]))
    return found


def card_of(one: Replaced) -> dict[str, Any]:
    """`after` is null where the run would end."""
    return {
        "run": one.before.pk,
        "incident": one.before.incident_id,
        "number": one.facts.number,
        "subject": one.before.subject,
        "before": _side(one.before),
        "after": _side(one.after) if one.after.state in OPEN_STATES else None,
    }


def _side(run: Run) -> dict[str, Any]:
    return {
        "state": str(run.state),
        "loop": run.loop,
        "step": run.step,
        "due_at": iso(run.due_at),
    }
