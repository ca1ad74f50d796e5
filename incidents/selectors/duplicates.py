"""Which open incidents may be the one that a caller speaks of now: near in space, time and type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib.gis.geos import Point
from django.db.models import Q

from incidents.models import DuplicateRule, Incident, IncidentType
from incidents.querysets import IncidentQuerySet

# Where no rule stands at all, not even the one for every family.
FALLBACK = DuplicateRule(family="", metres=500, minutes=120)
MOST = 10
SCORED = 200

# What each nearness weighs; they add up to one.
BY_DISTANCE, BY_TIME, BY_KIND = 0.4, 0.25, 0.35
SAME_TYPE, SAME_FAMILY, RELATED_FAMILY = 1.0, 0.7, 0.4


@dataclass(frozen=True)
class Similar:
    """An incident that may be the same; `score` is 0 … 1."""

    incident: Incident
    metres: float
    minutes: float
    score: float


def similar_incidents(
    *,
    agency_id: int | None,
    point: Point,
    kind: IncidentType | None,
    at: datetime,
    exercise: bool = False,
) -> list[Similar]:
    """The best first. Before the type is known, place and time decide.

    Exercises and real incidents are never offered for each other.
    """
    rule = rule_for(kind)
    near = candidates(
        agency_id=agency_id, point=point, kind=kind, at=at, rule=rule, exercise=exercise
    )
    found = [_scored(incident, kind=kind, rule=rule, at=at) for incident in near]
    found.sort(key=lambda one: (-one.score, one.metres, one.incident.pk))
    return _with_cards(found[:MOST])


def candidates(
    *,
    agency_id: int | None,
    point: Point,
    kind: IncidentType | None,
    at: datetime,
    rule: DuplicateRule,
    exercise: bool = False,
) -> IncidentQuerySet[Incident]:
    """The nearest that the rule allows, with what scoring needs and no more."""
    return (
        Incident.objects.open()
        .select_related("type")
        .only("filed_at", "type__code")
        .visible_to(agency_id)
        .filter(_families(kind, rule), exercise=exercise)
        .filed_since(at - timedelta(minutes=rule.minutes))
        .within(metres=rule.metres, of=point)[:SCORED]
    )


def _with_cards(found: list[Similar]) -> list[Similar]:
    cards = Incident.objects.with_card().in_bulk([one.incident.pk for one in found])
    return [replace(one, incident=cards[one.incident.pk]) for one in found]


def rule_for(kind: IncidentType | None) -> DuplicateRule:
    """The rule of the type's family."""
    family = kind.family if kind else ""
    rules = {rule.family: rule for rule in DuplicateRule.objects.filter(family__in=["", family])}
    return rules.get(family) or rules.get("") or FALLBACK


def _families(kind: IncidentType | None, rule: DuplicateRule) -> Q:
    if kind is None:
        return Q()
    # A code is its family, or begins with it and a dot.
    families = {kind.family, *rule.related}
    wanted = Q(type__code__in=families)
    for family in families:
        wanted |= Q(type__code__startswith=f"{family}.")
    return wanted


def _scored(
    incident: Incident, *, kind: IncidentType | None, rule: DuplicateRule, at: datetime
) -> Similar:
    metres = float(incident.distance.m)  # type: ignore[attr-defined]  # annotated by within()
    minutes = max(0.0, (at - incident.filed_at).total_seconds() / 60)
    score = (
        BY_DISTANCE * max(0.0, 1 - metres / rule.metres)
        + BY_TIME * max(0.0, 1 - minutes / rule.minutes)
        + BY_KIND * _likeness(incident.type, kind)
    )
    return Similar(incident, round(metres, 1), round(minutes, 1), round(score, 3))


def _likeness(one: IncidentType, other: IncidentType | None) -> float:
    if other is None or one.code == other.code:
        return SAME_TYPE
    return SAME_FAMILY if one.family == other.family else RELATED_FAMILY
