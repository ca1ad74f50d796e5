"""What people may do with units, for nights in which anything happens."""

from __future__ import annotations

from dispatch.models import Assignment
from dispatch.states import FIRST_STATUSES, UnitStatus
from incidents.models import Incident
from tests.reducers.moment import Moment
from tests.support.cast import Person
from tests.support.dispatching import clears, clears_all, moves_on, sends
from units.models import Unit
from units.states import READY


def own_units(who: Person) -> list[Unit]:
    return list(Unit.objects.filter(agency=who.agency).order_by("pk"))


def on_it(who: Person, it: Incident) -> list[Assignment]:
    """One's own units on the incident; IndexError for a pick among none."""
    return list(Assignment.objects.filter(incident=it, agency=who.agency).order_by("-pk"))


def sends_one(who: Person, now: Moment) -> object:
    unit = own_units(who)[now.n % 2]
    first = FIRST_STATUSES[now.n % 3]
    return sends(who, now.it, unit, first=first, also=now.n % 5 == 0, at=now.at)


def moves_one(who: Person, now: Moment) -> object:
    status = UnitStatus.values[now.n % len(UnitStatus.values)]
    override = "the radio was dead" if now.n % 4 == 0 else ""
    assignment = on_it(who, now.it)[now.n % 2]
    return moves_on(who, assignment, status, override_reason=override, at=now.at)


def clears_one(who: Person, now: Moment) -> object:
    return clears(who, on_it(who, now.it)[0], then=READY[now.n % 3], at=now.at)


def clears_every(who: Person, now: Moment) -> object:
    return clears_all(who, now.it, reason="done", at=now.at)


UNIT_ACTS = {
    "sends": sends_one,
    "moves on": moves_one,
    "clears": clears_one,
    "clears all": clears_every,
}
