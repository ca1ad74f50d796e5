"""Make, change, copy, retire and restore rules. What runs already is not touched by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from escalation.definition import Definition, read, write
from escalation.events import RuleChanged
from escalation.models import Rule
from escalation.rule_cards import rule_of
from escalation.validation import check
from escalation.validation_owner import check_owner, check_reaches, owned_by
from escalation.validation_rows import check_rows
from safety_net.core import city_log
from safety_net.core.access import ADMINS, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound, StaleVersion

LONGEST_NAME = 100


def make(
    *,
    agency_id: int | None,
    names: Mapping[str, str],
    definition: Definition,
    by: Actor,
    at: datetime,
) -> Rule:
    """A new rule with a draft; nothing happens by it before it is published."""
    with city_log.change(by=by, at=at) as log:
        rule = Rule(agency_id=agency_id)
        _name(rule, names)
        rule.draft = write(checked(definition, agency_id=agency_id, at=at))
        store(rule, what="made", log=log)
    return rule


def change(
    *,
    rule_id: int,
    version: int,
    by: Actor,
    at: datetime,
    names: Mapping[str, str] | None = None,
    definition: Definition | None = None,
) -> Rule:
    """Change the names that are given, and the whole draft if there is one.

    StaleVersion unless `version` is the present one; `extra.rule` is the rule as it is now.
    """
    with city_log.change(by=by, at=at) as log:
        rule = locked(rule_id, version=version)
        _name(rule, names or {})
        if definition is not None:
            draft = write(checked(definition, agency_id=rule.agency_id, at=at))
            rule.draft = None if draft == published_draft(rule) else draft
        rule.version += 1
        store(rule, what="changed", log=log)
    return rule


def copy(
    *, rule_id: int, agency_id: int | None, names: Mapping[str, str], by: Actor, at: datetime
) -> Rule:
    """A new rule that says the same, for another owner perhaps: then its admin is told at the next
    save what an agency's own rule may not say.
    """
    with city_log.change(by=by, at=at) as log:
        pattern = locked(rule_id)
        said = pattern.draft or published_draft(pattern)
        copied = Rule(agency_id=agency_id)
        _name(copied, {"name_ko": _again(pattern.name_ko), "name_en": _again(pattern.name_en)})
        _name(copied, names)
        copied.draft = write(owned_by(read(said), agency_id)) if said else None
        store(copied, what="made", log=log)
    return copied


def retire(*, rule_id: int, by: Actor, at: datetime) -> Rule:
    """Nothing begins by it any more; what runs goes on. Twice is once."""
    with city_log.change(by=by, at=at) as log:
        rule = locked(rule_id)
        if rule.is_active:
            rule.is_active = False
            rule.version += 1
            store(rule, what="retired", log=log)
    return rule


def restore(*, rule_id: int, by: Actor, at: datetime) -> Rule:
    """In use again, if everything that it names is there still. Twice is once."""
    with city_log.change(by=by, at=at) as log:
        rule = locked(rule_id)
        if not rule.is_active:
            if rule.published is not None:
                said = read(rule.published.definition)
                check_reaches(checked(said, agency_id=rule.agency_id, at=at))
            rule.is_active = True
            rule.version += 1
            store(rule, what="restored", log=log)
    return rule


def checked(definition: Definition, *, agency_id: int | None, at: datetime) -> Definition:
    """The definition as its owner's; Invalid naming every field that can't stay."""
    owned = owned_by(definition, agency_id)
    check(owned)
    check_owner(owned, agency_id)
    check_rows(owned, agency_id=agency_id, at=at)
    return owned


def locked(rule_id: int, *, version: int | None = None) -> Rule:
    """The rule, held until the change ends; StaleVersion if `version` is not the present one."""
    rules = Rule.objects.select_for_update(of=["self"]).select_related("published")
    found = rules.filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    if version is not None and found.version != version:
        raise StaleVersion(yours=version, current=found.version, rule=rule_of(found))
    return found


def published_draft(rule: Rule) -> dict[str, Any] | None:
    """What is published, as a draft would say it."""
    return write(read(rule.published.definition)) if rule.published else None


def store(rule: Rule, *, what: str, log: Log) -> None:
    """Save the rule and tell its admins."""
    rule.changed_at, rule.changed_by = log.at, log.by.name
    rule.save()
    told = {ADMINS} | {agency_token(one) for one in (rule.agency_id, log.by.agency_id) if one}
    log.append(RuleChanged(subject_id=rule.pk, rule=rule_of(rule), what=what), audience=told)


def _name(rule: Rule, names: Mapping[str, str]) -> None:
    for name, text in names.items():
        setattr(rule, name, text.strip())
    if not rule.name_ko:
        raise Invalid(name_ko=_("Give it a name."))


def _again(name: str) -> str:
    return f"{name} (2)"[:LONGEST_NAME] if name else ""
