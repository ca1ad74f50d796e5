"""Whether an incident is one that a rule is for, when a run begins and while it goes on. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from escalation import scope as scopes
from escalation.definition import Scope
from escalation.facts import Facts

SEOUL = ZoneInfo("Asia/Seoul")


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When a clock began, on the city's wall clock: days and hours of a rule are judged by it."""

    at: datetime
    zone: ZoneInfo = SEOUL


def in_scope(scope: Scope, facts: Facts, agency_id: int | None, moment: Moment) -> bool:
    """Whether a run may begin: `agency_id` is the one that it would be about."""
    it = scopes.Situation(
        type=facts.type,
        priority=facts.priority,
        severity=facts.severity,
        agency=agency_id,
        districts=facts.districts,
        lon=facts.lon,
        lat=facts.lat,
        exercise=facts.exercise,
        at=moment.at,
        zone=moment.zone,
    )
    return _may_be_seen(scope, facts) and scopes.fits(scope, it)


def still_in_scope(scope: Scope, facts: Facts, agency_id: int | None, moment: Moment) -> bool:
    """Whether a run that has begun goes on.

    What got worse is no reason to stop: a rule may raise the priority itself.
    """
    lowered = scope.priorities and facts.priority > max(scope.priorities)
    milder = scope.severities and (facts.severity or 0) < min(scope.severities)
    if lowered or milder:
        return False
    return in_scope(replace(scope, priorities=(), severities=()), facts, agency_id, moment)


def in_place(scope: Scope, facts: Facts) -> bool:
    """Whether it lies in the districts and the area of the rule."""
    if scope.districts and set(scope.districts).isdisjoint(facts.districts):
        return False
    return scope.area is None or scopes.is_inside(scope.area, facts.lon, facts.lat)


def _may_be_seen(scope: Scope, facts: Facts) -> bool:
    """What is hidden concerns only rules that name it."""
    return not facts.hidden or facts.filed_by in scope.agencies
