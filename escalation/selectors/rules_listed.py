"""Rules as their list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from escalation.definition import Definition, read
from escalation.models import Rule, StepExecution
from escalation.selectors.choices import name_of, names, short_of
from escalation.sentence import in_short, repeated, sentence
from escalation.wording import words
from safety_net.core.models import LogEntry

A_WEEK = timedelta(days=7)
MOST_ENTRIES = 20


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """A rule in words. `fired` counts how often its steps began in the last seven days."""

    rule: Rule
    name: str
    owner: str
    sentence: str
    steps: list[tuple[str, str]]
    again: str
    has_draft: bool
    fired: int


def rule_rows(rules: QuerySet[Rule], *, now: datetime) -> list[RuleRow]:
    """What is published, or the draft of what is not; nine queries for any number."""
    found = list(rules.select_related("agency"))
    known, said, fired = names(), words(), fired_since(now - A_WEEK)
    rows = []
    for rule in found:
        definition = shown(rule)
        rows.append(
            RuleRow(
                rule=rule,
                name=name_of(rule),
                owner=short_of(rule.agency) if rule.agency else "",
                sentence=sentence(definition, known, said),
                steps=in_short(definition, known, said),
                again=repeated(definition, said),
                has_draft=rule.published is not None and rule.draft is not None,
                fired=fired.get(rule.pk, 0),
            )
        )
    return rows


def shown(rule: Rule) -> Definition:
    """What counts, or what will once it is published."""
    return read(rule.published.definition if rule.published else rule.draft or {})


def fired_since(since: datetime) -> dict[int, int]:
    """Rule → how often its first step was taken."""
    first = StepExecution.objects.filter(loop=0, step=0, decided_at__gte=since)
    counted = first.values("run__rule").annotate(times=Count("run_id"))
    return dict(counted.values_list("run__rule", "times"))


def history_of(rule: Rule) -> Iterable[dict[str, Any]]:
    """The last changes of a rule, the newest first."""
    entries = LogEntry.objects.filter(subject_type="rule", subject_id=rule.pk)
    for entry in entries.order_by("-seq")[:MOST_ENTRIES]:
        card = entry.payload["rule"]
        number = card["published"]["number"] if card["published"] else None
        yield {
            "at": entry.at,
            "who": entry.actor_name,
            "what": entry.payload["what"],
            "number": number,
        }
