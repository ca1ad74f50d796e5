"""Crews, shift by shift: never two at once, and how many are there now."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from safety_net.core.errors import Invalid, NotFound
from tests.support.at_once import at_once, refusals
from tests.support.cast import NOON, Person
from tests.support.deeds_units import ends_crew, fresh_unit, plans_crew, told_of
from tests.support.fleet import a_unit
from units.models import Crew, Unit
from units.selectors.crews import crew_of, crews_on
from units.services.rosters import CrewIsOver, CrewOverlaps, Member, plan_crew

HOUR = timedelta(hours=1)


def test_how_many_are_there(chief: Person, engine: Unit) -> None:
    ladder = a_unit(chief.agency, "L 1", "ladder")
    plans_crew(chief, engine, "Byeol", "Haneul", "Bada")
    both = [engine.pk, ladder.pk]
    assert crew_of(both, NOON) == {engine.pk: 3, ladder.pk: None}
    assert crew_of(both, NOON - HOUR) == {engine.pk: None, ladder.pk: None}
    assert crew_of(both, NOON + 8 * HOUR)[engine.pk] is None, "the end is not part of the shift"
    assert told_of(engine)[-1].payload["what"] == "crew"


def test_one_shift_follows_another(chief: Person, engine: Unit) -> None:
    day = plans_crew(chief, engine, shift="day")
    night = plans_crew(chief, engine, begin=NOON + 8 * HOUR, shift="night")
    assert list(crews_on(engine.pk, at=NOON)) == [day, night]
    assert list(crews_on(engine.pk, at=NOON + timedelta(days=2, hours=9))) == [night]


@pytest.mark.parametrize("begin", [-1, 0, 7.9])
def test_two_crews_at_once_are_refused_and_the_first_is_named(
    chief: Person, engine: Unit, begin: float
) -> None:
    day = plans_crew(chief, engine, shift="day")
    with pytest.raises(CrewOverlaps) as refused:
        plans_crew(chief, engine, begin=NOON + begin * HOUR)
    assert refused.value.extra["crew"]["id"] == day.pk
    assert refused.value.extra["crew"]["shift"] == "day"
    assert engine.crews.count() == 1


@pytest.mark.usefixtures("committing")
def test_two_plan_one_shift_at_once_and_one_wins(chief: Person, sol: Person) -> None:
    engine = a_unit(chief.agency, "E 11")
    outcomes = at_once(partial(plans_crew, chief, engine), partial(plans_crew, sol, engine))
    (refused,) = refusals(outcomes)
    assert isinstance(refused, CrewOverlaps)
    assert engine.crews.count() == 1


def test_the_database_knows_too(chief: Person, engine: Unit) -> None:
    plans_crew(chief, engine)
    during = DateTimeTZRange(NOON + HOUR, NOON + 2 * HOUR)
    with pytest.raises(IntegrityError, match="one_crew_at_a_time"), transaction.atomic():
        Crew.objects.create(unit=engine, during=during)


def test_a_shift_to_come_is_taken_back(chief: Person, engine: Unit) -> None:
    tomorrow = plans_crew(chief, engine, begin=NOON + 24 * HOUR)
    ends_crew(chief, tomorrow)
    assert not engine.crews.exists()


def test_the_present_shift_ends_now(chief: Person, engine: Unit) -> None:
    day = plans_crew(chief, engine)
    ends_crew(chief, day, at=NOON + HOUR)
    day.refresh_from_db()
    assert day.during.upper == NOON + HOUR
    plans_crew(chief, engine, begin=NOON + HOUR)


def test_who_was_there_stays_known(chief: Person, engine: Unit) -> None:
    day = plans_crew(chief, engine)
    with pytest.raises(CrewIsOver):
        ends_crew(chief, day, at=NOON + 9 * HOUR)
    assert engine.crews.count() == 1


@pytest.mark.parametrize("hours", [0, -1, 73])
def test_a_shift_is_up_to_three_days(chief: Person, engine: Unit, hours: float) -> None:
    with pytest.raises(Invalid):
        plans_crew(chief, engine, hours=hours)


def test_a_crew_is_somebody(chief: Person, engine: Unit) -> None:
    for members in ([], [Member(name="x")] * 51):
        with pytest.raises(Invalid):
            plan_crew(
                unit_id=engine.pk,
                begin=NOON,
                end=NOON + HOUR,
                members=members,
                by=chief.actor,
                at=NOON,
            )


def test_people_are_of_ones_own_agency(
    chief: Person, crew: Person, mina: Person, engine: Unit
) -> None:
    def plan(person: Person) -> Crew:
        member = Member(name=person.name, position="driver", membership=person.membership.pk)
        return plan_crew(
            unit_id=engine.pk,
            begin=NOON,
            end=NOON + HOUR,
            members=[member],
            by=chief.actor,
            at=NOON,
        )

    with pytest.raises(Invalid):
        plan(mina)
    assert plan(crew).members.get().membership == crew.membership


def test_a_unit_of_another_agency_has_no_crew_of_ours(mina: Person, engine: Unit) -> None:
    with pytest.raises(NotFound):
        plans_crew(mina, engine)
    assert fresh_unit(engine).version == 1
