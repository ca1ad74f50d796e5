"""Open incidents go on by the version that is published now."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from escalation.models import Rule
from escalation.planning import Plan
from escalation.rule_cards import rule_of
from escalation.selectors.older import Replaced, older_runs, replaced
from escalation.services import rules
from escalation.services.applying import apply
from incidents.models import Incident
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Refusal, StaleVersion


class NotPublished(Refusal):
    code = "not_published"
    title = _("Publish the rule first.")


def what_would_move(rule: Rule, *, by: str, at: datetime) -> list[Replaced]:
    """What `move_open_runs` would do now. NotPublished for a rule without a version."""
    if rule.published is None:
        raise NotPublished
    return replaced(older_runs(rule), rule.published, at=at, by=by)


def move_open_runs(*, rule_id: int, number: int, by: Actor, at: datetime) -> list[Replaced]:
    """One change: each run is another generation, what is unsent is taken back, and times are
    counted anew. StaleVersion unless `number` is the published one.
    """
    with city_log.change(by=by, at=at) as log:
        rule = rules.locked(rule_id)
        if rule.published is None:
            raise NotPublished
        if rule.published.number != number:
            raise StaleVersion(yours=number, current=rule.published.number, rule=rule_of(rule))
        _hold_incidents(rule)
        moved = replaced(older_runs(rule, lock=True), rule.published, at=at, by=by.name)
        plan = Plan()
        for one in moved:
            plan.change(one.before, cancel=True)
        plan.changed = [one.after for one in moved]
        if moved:
            apply(plan, {one.facts.incident_id: one.facts for one in moved}, log)
    return moved


def _hold_incidents(rule: Rule) -> None:
    """Incidents are locked before what belongs to them, in one order."""
    ids = sorted({run.incident_id for run in older_runs(rule)})
    list(Incident.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
