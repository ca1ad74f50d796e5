"""What the entries of a change say of an incident, beyond its facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from agencies.models import District
from escalation.facts import Facts
from escalation.planning import Rule, entered
from escalation.scoping import in_place
from escalation.states import ConditionKind
from incidents.events import (
    IncidentAbsorbed,
    IncidentPlaced,
    IncidentReprioritised,
    ReportAttached,
)
from safety_net.core.city_log import Event, Log
from safety_net.core.models import LogEntry

PLACED = ("incident.filed", "incident.placed", "incident.unmerged", "incident.reopened")
SECOND = 2


def updated_at(facts: Facts, log: Log) -> Facts:
    """With the time of this change, where a person or a program made it."""
    mine = [draft for draft in log.drafts if _is_about(draft.event, facts)]
    is_update = any(draft.by.kind != "system" for draft in mine)
    return replace(facts, updated_at=log.at) if is_update else facts


def happened_to(facts: Facts, rules: Sequence[Rule], log: Log) -> frozenset[str]:
    """The kinds of changes that this one brings about; of an area, for which rule (`entered`)."""
    return frozenset(_happened(facts, rules, log))


def _happened(facts: Facts, rules: Sequence[Rule], log: Log) -> Iterator[str]:
    for draft in log.drafts:
        event = draft.event
        if event.subject_type != "incident" or event.subject_id != facts.incident_id:
            continue
        if isinstance(event, IncidentReprioritised) and event.priority < event.was:
            yield ConditionKind.PRIORITY_RAISED
        if isinstance(event, ReportAttached | IncidentAbsorbed) and event.reports >= SECOND:
            yield ConditionKind.SECOND_REPORT
        if isinstance(event, IncidentPlaced):
            yield from _entered_by(facts, rules)


def _entered_by(facts: Facts, rules: Sequence[Rule]) -> Iterator[str]:
    """The rules into whose place it came, from outside of it."""
    waiting = [
        rule
        for rule in rules
        if rule.definition.condition.kind == ConditionKind.AREA_ENTERED
        and in_place(rule.definition.scope, facts)
    ]
    if not waiting:
        return
    before = _placed_before(facts)
    for rule in waiting:
        if not in_place(rule.definition.scope, before):
            yield entered(rule.version.rule_id)


def _placed_before(facts: Facts) -> Facts:
    """Where the log says that it was: the entry of this change is not written yet."""
    told = LogEntry.objects.filter(subject_type="incident", subject_id=facts.incident_id)
    last = told.filter(kind__in=PLACED).order_by("-seq").values_list("payload", flat=True).first()
    payload: dict[str, Any] = last or {}
    place = payload.get("place") or payload.get("card", {}).get("place")
    if place is None:
        return facts
    districts = _with_parent(place["district"])
    return replace(facts, lon=place["lon"], lat=place["lat"], districts=districts)


def _with_parent(district: dict[str, str] | None) -> tuple[str, ...]:
    if district is None:
        return ()
    rows = District.objects.filter(code=district["code"]).values_list("code", "parent__code")
    return tuple(code for row in rows for code in row if code)


def _is_about(event: Event, facts: Facts) -> bool:
    own = ("escalation.", "message.", "caller.")
    return (
        event.subject_type == "incident"
        and event.subject_id == facts.incident_id
        and not event.kind.startswith(own)
    )
