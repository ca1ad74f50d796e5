"""The public shape of a rule: one for REST and entries. docs/escalation.md."""

from __future__ import annotations

from typing import Any

from escalation.definition import read, write
from escalation.models import Rule, RuleVersion
from safety_net.core.clock import iso

Card = dict[str, Any]


def rule_of(rule: Rule) -> Card:
    """`draft` is null where nothing was changed since the last publication."""
    return {
        "id": rule.pk,
        "agency": rule.agency_id,
        "name_ko": rule.name_ko,
        "name_en": rule.name_en,
        "draft": rule.draft,
        "published": version_of(rule.published) if rule.published else None,
        "active": rule.is_active,
        "version": rule.version,
        "changed_at": iso(rule.changed_at),
        "changed_by": rule.changed_by,
    }


def version_of(version: RuleVersion) -> Card:
    """A published version."""
    return {
        "number": version.number,
        "name_ko": version.name_ko,
        "name_en": version.name_en,
        "definition": write(read(version.definition)),
        "published_at": iso(version.published_at),
        "published_by": version.published_by,
    }
