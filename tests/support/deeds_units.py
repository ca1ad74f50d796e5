"""What people do with units, crews and in danger, through the public services."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from agencies.models import Agency
from dispatch.models import Assignment, AssignmentTime, Mayday
from dispatch.services import correcting, maydays, safety, undoing
from safety_net.core.models import LogEntry
from tests.support.cast import NOON, Person
from units.models import Crew, Unit, UnitKind
from units.services import duties, fleet, rosters
from units.services.rosters import Member


def creates(
    who: Person, call_sign: str = "E 1", kind: str = "engine", *, at: datetime = NOON, **more: Any
) -> Unit:
    facts = fleet.UnitFacts(call_sign=call_sign, kind=UnitKind.objects.get(code=kind), **more)
    return fleet.create(facts=facts, by=who.actor, at=at)


def edits(who: Person, unit: Unit, *, at: datetime = NOON, **changes: Any) -> Unit:
    version = changes.pop("version", None) or fresh_unit(unit).version
    return fleet.edit(unit_id=unit.pk, version=version, changes=changes, by=who.actor, at=at)


def sets_duty(who: Person, unit: Unit, duty: str, *, reason: str = "", at: datetime = NOON) -> Unit:
    return duties.set_duty(unit_id=unit.pk, duty=duty, reason=reason, by=who.actor, at=at)


def plans_crew(
    who: Person,
    unit: Unit,
    *names: str,
    begin: datetime = NOON,
    hours: float = 8,
    at: datetime = NOON,
    **more: Any,
) -> Crew:
    return rosters.plan_crew(
        unit_id=unit.pk,
        begin=begin,
        end=begin + timedelta(hours=hours),
        members=[Member(name=name) for name in names or ("Byeol",)],
        by=who.actor,
        at=at,
        **more,
    )


def ends_crew(who: Person, crew: Crew, *, at: datetime = NOON) -> None:
    rosters.end_crew(unit_id=crew.unit_id, crew_id=crew.pk, by=who.actor, at=at)


def calls_mayday(who: Person, unit: Unit, *, at: datetime = NOON, **where: Any) -> Mayday:
    return maydays.raise_mayday(unit_id=unit.pk, by=who.actor, at=at, **where)


def takes_mayday(who: Person, mayday: Mayday, *, at: datetime = NOON) -> Mayday:
    return maydays.acknowledge_mayday(mayday_id=mayday.pk, by=who.actor, at=at)


def ends_mayday(
    who: Person, mayday: Mayday, *, reason: str = "all out", at: datetime = NOON
) -> Mayday:
    return maydays.end_mayday(mayday_id=mayday.pk, reason=reason, by=who.actor, at=at)


def checks(who: Person, assignment: Assignment, *, at: datetime = NOON) -> Assignment:
    return safety.check(assignment_id=assignment.pk, by=who.actor, at=at)


def corrects_time(
    who: Person,
    assignment: Assignment,
    status: str,
    happened: datetime,
    *,
    reason: str = "said by radio",
    at: datetime = NOON,
) -> AssignmentTime:
    return correcting.correct_time(
        assignment_id=assignment.pk,
        status=status,
        happened=happened,
        reason=reason,
        by=who.actor,
        at=at,
    )


def undoes(who: Person, assignment: Assignment, *, at: datetime = NOON) -> Assignment:
    return undoing.undo(assignment_id=assignment.pk, by=who.actor, at=at)


def fresh_unit(unit: Unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


def told_of(unit: Unit) -> list[LogEntry]:
    """The entries about a unit, oldest first."""
    about = LogEntry.objects.filter(subject_type="unit", subject_id=unit.pk)
    return list(about.order_by("seq"))


def hears(who: Person, entry: LogEntry) -> bool:
    return who.viewer.may_see(entry.audience)


def agencies_told(mayday: Mayday) -> set[str]:
    return set(Agency.objects.filter(pk__in=mayday.agencies).values_list("slug", flat=True))
