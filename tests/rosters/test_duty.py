"""Who is on duty, asked of the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.models import City, Role
from rosters.models import Holiday
from rosters.selectors.duty import duties_with_roles, duty_with_role, on_duty, until
from rosters.selectors.gaps import Gap, gaps
from tests.support.cast import NOON, Person, a_person
from tests.support.rostering import (
    FIRST_DAY,
    a_layer,
    a_roster,
    has_shift,
    is_away,
    stands_in,
)

A_DAY = timedelta(days=1)
NINE = NOON - timedelta(hours=3)


def names(*people: Person) -> tuple[int, ...]:
    return tuple(one.user.pk for one in people)


def test_turns_from_nine_to_nine_in_the_citys_zone(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency, dani, sol)
    assert on_duty([roster.pk], NOON) == {roster.pk: names(dani)}
    assert on_duty([roster.pk], NINE + A_DAY) == {roster.pk: names(sol)}
    assert until(roster.pk, NOON) == NINE + A_DAY
    City.objects.update(timezone="Europe/Berlin")
    assert until(roster.pk, NOON) == NINE + timedelta(hours=8)


def test_primary_and_second(dani: Person, sol: Person, hana: Person) -> None:
    roster = a_roster(dani.agency, dani)
    a_layer(roster, sol, hana, rank=2)
    assert on_duty([roster.pk], NOON)[roster.pk] == names(dani, sol)


def test_leave_overrides_and_shifts_count(dani: Person, sol: Person, hana: Person) -> None:
    roster = a_roster(dani.agency, dani, sol)
    is_away(dani, hours=2)
    assert on_duty([roster.pk], NOON)[roster.pk] == names(sol)
    stands_in(hana, roster, instead_of=dani)
    assert on_duty([roster.pk], NOON)[roster.pk] == names(hana)
    stands_in(sol, roster)
    assert on_duty([roster.pk], NOON)[roster.pk] == names(hana, sol)
    has_shift(sol, roster, begin=NOON + timedelta(hours=4), hours=1)
    assert on_duty([roster.pk], NOON + timedelta(hours=4))[roster.pk] == names(sol)


def test_a_holiday_has_its_own_layer(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency, dani)
    a_layer(roster, sol, holidays="only")
    assert on_duty([roster.pk], NOON)[roster.pk] == names(dani)
    Holiday.objects.create(day=NOON.date(), name_ko="쉬는 날")
    assert on_duty([roster.pk], NOON)[roster.pk] == names(sol)


def test_who_left_or_came_from_elsewhere_is_not_on_duty(
    dani: Person, sol: Person, mina: Person
) -> None:
    roster = a_roster(dani.agency, dani, sol, mina)
    dani.membership.is_active = False
    dani.membership.save()
    assert on_duty([roster.pk], NOON)[roster.pk] == names(sol)
    sol.user.is_active = False
    sol.user.save()
    assert on_duty([roster.pk], NOON)[roster.pk] == ()
    sol.user.delete()
    assert on_duty([roster.pk], NOON)[roster.pk] == ()


def test_a_retired_roster_and_one_that_there_is_not_have_nobody(dani: Person) -> None:
    roster = a_roster(dani.agency, dani, is_active=False)
    assert on_duty([roster.pk, 10**9], NOON) == {roster.pk: (), 10**9: ()}
    assert until(roster.pk, NOON) is None
    assert gaps(roster.pk, begin=NOON, end=NOON + A_DAY) == []


def test_roles_on_duty(dani: Person, sol: Person, jun: Person) -> None:
    a_roster(dani.agency, dani)
    a_roster(dani.agency, sol, dani)
    a_roster(jun.agency, jun)
    other = a_person("bora", dani.agency, Role.DISPATCHER)
    a_roster(dani.agency, sol, sol, sol, sol, sol, sol, other)
    fire = dani.agency.pk
    assert duty_with_role(fire, Role.DISPATCHER, NOON) == names(dani, other)
    assert duty_with_role(fire, Role.SUPERVISOR, NOON) == names(sol)
    assert duty_with_role(fire, Role.AGENCY_ADMIN, NOON) == ()
    both = duties_with_roles([(fire, Role.SUPERVISOR), (jun.agency.pk, Role.DISPATCHER)], NOON)
    assert list(both.values()) == [names(sol), names(jun)]


def test_a_role_counts_in_the_agency_whose_roster_it_is(dani: Person, jun: Person) -> None:
    """Jun also dispatches for the fire brigade, but is on duty for the city."""
    a_roster(jun.agency, jun)
    jun.user.memberships.create(agency=dani.agency, role=Role.DISPATCHER)
    assert duty_with_role(dani.agency.pk, Role.DISPATCHER, NOON) == ()


def test_gaps_in_a_window(dani: Person, sol: Person) -> None:
    roster = a_roster(dani.agency)
    has_shift(dani, roster, begin=NOON, hours=2)
    has_shift(sol, roster, begin=NOON + timedelta(hours=3), hours=2)
    found = gaps(roster.pk, begin=NOON, end=NOON + timedelta(hours=6))
    hour = timedelta(hours=1)
    assert found == [Gap(NOON + 2 * hour, NOON + 3 * hour), Gap(NOON + 5 * hour, NOON + 6 * hour)]
    assert until(roster.pk, NOON + 2 * hour) == NOON + 3 * hour


def test_no_end_in_sight(dani: Person) -> None:
    assert until(a_roster(dani.agency, dani).pk, NOON) is None


@pytest.mark.parametrize("many", [1, 200])
def test_three_queries_for_any_number_of_rosters(dani: Person, sol: Person, many: int) -> None:
    rosters = [a_roster(dani.agency, dani, sol) for _ in range(many)]
    stands_in(sol, rosters[0], instead_of=dani)
    with CaptureQueriesContext(connection) as queries:
        found = on_duty([one.pk for one in rosters], NOON)
    assert len(queries) == 3
    assert found[rosters[0].pk] == names(sol)
    assert all(found[one.pk] == names(dani) for one in rosters[1:])


def test_the_database_knows_what_must_always_hold(dani: Person) -> None:
    roster = a_roster(dani.agency, dani)
    has_shift(dani, roster)
    for wrong in (
        lambda: has_shift(dani, roster, begin=NOON + timedelta(hours=1)),
        lambda: has_shift(dani, roster, begin=NOON + 2 * A_DAY, hours=0),
        lambda: has_shift(dani, roster, begin=NOON + 2 * A_DAY, rank=0),
        lambda: is_away(dani, hours=-1),
        lambda: stands_in(dani, roster, instead_of=dani),
        lambda: a_layer(roster, length=0),
        lambda: a_layer(roster, days=[8]),
        lambda: a_layer(roster, ends_on=FIRST_DAY),
        lambda: a_layer(roster, hours_from="09:00"),
        lambda: a_roster(dani.agency, name_ko=roster.name_ko),
        lambda: a_roster(dani.agency, hand_over_minutes=121),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
