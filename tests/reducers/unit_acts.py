"""What people may do with units, for nights in which anything happens."""

from __future__ import annotations

from dispatch.models import Assignment, Mayday
from dispatch.states import FIRST_STATUSES, UnitStatus
from incidents.models import Incident
from tests.reducers.moment import Moment
from tests.support.cast import NOON, Person
from tests.support.deeds_units import (
    calls_mayday,
    checks,
    corrects_time,
    edits,
    ends_mayday,
    sets_duty,
    takes_mayday,
    undoes,
)
from tests.support.dispatching import clears, clears_all, moves_on, sends
from units.models import Unit
from units.states import READY, Duty


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


def undoes_one(who: Person, now: Moment) -> object:
    return undoes(who, on_it(who, now.it)[now.n % 2], at=now.at)


def checks_one(who: Person, now: Moment) -> object:
    return checks(who, on_it(who, now.it)[0], at=now.at)


def corrects_one(who: Person, now: Moment) -> object:
    status = UnitStatus.values[now.n % len(UnitStatus.values)]
    return corrects_time(who, on_it(who, now.it)[0], status, NOON, at=now.at)


def calls_for_help(who: Person, now: Moment) -> object:
    return calls_mayday(who, own_units(who)[now.n % 2], at=now.at)


def helps(who: Person, now: Moment) -> object:
    mayday = Mayday.objects.filter(unit__agency=who.agency).order_by("-pk")[0]
    return (takes_mayday if now.yes() else ends_mayday)(who, mayday, at=now.at)


def changes_duty(who: Person, now: Moment) -> object:
    duty = Duty.values[now.n % len(Duty.values)]
    return sets_duty(who, own_units(who)[now.n % 2], duty, reason="tyre", at=now.at)


def changes_unit(who: Person, now: Moment) -> object:
    change = {"is_shared": now.yes()} if now.n % 3 else {"is_active": now.yes()}
    return edits(who, own_units(who)[now.n % 2], at=now.at, **change)


UNIT_ACTS = {
    "undoes": undoes_one,
    "checks": checks_one,
    "corrects": corrects_one,
    "calls for help": calls_for_help,
    "helps": helps,
    "changes duty": changes_duty,
    "changes a unit": changes_unit,
    "sends": sends_one,
    "moves on": moves_one,
    "clears": clears_one,
    "clears all": clears_every,
}
