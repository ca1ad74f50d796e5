"""What dispatchers do with units, through the public services: `sends(dani, fire, engine)`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dispatch.models import Assignment
from dispatch.services import alarms, clearing, moving, sending
from incidents.models import Incident
from tests.support.cast import NOON, Person
from units.models import Unit


def sends(
    who: Person, it: Incident, *units: Unit, at: datetime = NOON, **how: Any
) -> list[Assignment]:
    ids = [unit.pk for unit in units]
    return sending.send(incident_id=it.pk, unit_ids=ids, by=who.actor, at=at, **how)


def moves_on(
    who: Person, assignment: Assignment, status: str, *, at: datetime = NOON, **how: Any
) -> Assignment:
    return moving.move(assignment_id=assignment.pk, status=status, by=who.actor, at=at, **how)


def clears(who: Person, assignment: Assignment, *, at: datetime = NOON, **how: Any) -> Assignment:
    return clearing.clear(assignment_id=assignment.pk, by=who.actor, at=at, **how)


def clears_all(who: Person, it: Incident, *, at: datetime = NOON, **how: Any) -> list[Assignment]:
    return clearing.clear_all(incident_id=it.pk, by=who.actor, at=at, **how)


def raises(who: Person, it: Incident, level: int = 2, *, at: datetime = NOON) -> Any:
    return alarms.raise_alarm(incident_id=it.pk, level=level, by=who.actor, at=at)


def fresh(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def times(it: Incident) -> dict[str, datetime]:
    """The newest time of each code."""
    return dict(it.times.order_by("pk").values_list("code", "at"))
