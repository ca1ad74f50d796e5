"""From a draft to a version that never changes."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from escalation.definition import Definition, read, write
from escalation.models import Rule, RuleVersion
from escalation.services import rules
from escalation.validation_owner import check_reaches
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Refusal


class NothingToPublish(Refusal):
    code = "nothing_to_publish"
    title = _("Nothing was changed since this rule was published.")


def publish(*, rule_id: int, version: int, by: Actor, at: datetime) -> Rule:
    """The draft counts from now on for whatever begins; what runs keeps its version.

    StaleVersion unless `version` is the present one: one publishes what one looked at.
    """
    with city_log.change(by=by, at=at) as log:
        rule = rules.locked(rule_id, version=version)
        definition = checked_for_publishing(rule, at=at)
        rule.published = RuleVersion.objects.create(
            rule=rule,
            number=_latest(rule) + 1,
            name_ko=rule.name_ko,
            name_en=rule.name_en,
            definition=write(definition),
            published_at=at,
            published_by=by.name,
        )
        rule.draft = None
        rule.version += 1
        rules.store(rule, what="published", log=log)
    return rule


def checked_for_publishing(rule: Rule, *, at: datetime) -> Definition:
    """What would be published; Invalid naming what keeps it from being so."""
    said = rule.draft or rules.published_draft(rule)
    if said is None or not has_changes(rule):
        raise NothingToPublish
    definition = rules.checked(read(said), agency_id=rule.agency_id, at=at)
    check_reaches(definition)
    return definition


def has_changes(rule: Rule) -> bool:
    """Whether the rule says something else than its published version, or is called otherwise."""
    if rule.draft is not None or rule.published is None:
        return True
    names = (rule.published.name_ko, rule.published.name_en)
    return names != (rule.name_ko, rule.name_en)


def _latest(rule: Rule) -> int:
    return rule.versions.aggregate(latest=Max("number"))["latest"] or 0
