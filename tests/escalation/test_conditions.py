"""Each kind of condition: when its clock begins, what satisfies it. docs/escalation-engine.md."""

from __future__ import annotations

import pytest

from dispatch.services.clearing import clear
from dispatch.services.safety import check
from escalation.states import RunState
from incidents.models import Incident
from tests.support.cast import NOON, Person, file
from tests.support.deeds import (
    acknowledges,
    asks,
    attaches,
    closes,
    finishes,
    merges,
    moves,
    notes,
    reopens,
    reprioritises,
    retypes,
    unmerges,
)
from tests.support.deeds_units import calls_mayday, ends_mayday, undoes
from tests.support.dispatching import moves_on, sends
from tests.support.escalating import Kind, a_rule, later, person, run_of, states, tell
from tests.support.fleet import a_unit
from tests.support.small_city import AIRPORT, HILL_STATION, MILL_BRIDGE


def due(it: Incident, **about: str) -> float | None:
    """Seconds after noon at which its one run is due."""
    run = it.escalations.get(**about)
    return (run.due_at - NOON).total_seconds() if run.due_at else None


@pytest.fixture
def engine(dani: Person):
    return a_unit(dani.agency, "E 1")


def test_nobody_at_all_has_acknowledged(dani: Person, mina: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_ANY, tell(person(dani)))
    fire = file(by=dani)
    assert due(fire) == 60
    acknowledges(mina, fire, at=later(9))
    assert states(fire) == ["resolved"]


def test_whoever_is_informed_owes_nothing(jun: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_AGENCY, tell(person(jun)))
    fire = file(by=jun, kind="FIRE.STRUCT")
    informed = fire.tracks.get(agency=jun.agency)
    assert informed.role == "informed"
    assert not fire.escalations.filter(subject=f"track:{informed.pk}").exists()
    assert fire.escalations.count() == fire.tracks.exclude(role="informed").count()


def test_no_unit_is_assigned_until_one_is(dani: Person, engine) -> None:
    a_rule(Kind.NO_UNIT_ASSIGNED, tell(person(dani)))
    fire = file(by=dani)
    (sent,) = sends(dani, fire, engine, at=later(10))
    assert states(fire) == ["resolved"]
    clear(assignment_id=sent.pk, reason="broke down", by=dani.actor, at=later(30))
    assert (states(fire), due(fire)) == (["active"], 90)


def test_a_unit_that_was_there_has_served_it(dani: Person, engine) -> None:
    a_rule(Kind.NO_UNIT_ASSIGNED, tell(person(dani)))
    fire = file(by=dani)
    (sent,) = sends(dani, fire, engine, at=later(10))
    moves_on(dani, sent, "on_scene", at=later(20))
    clear(assignment_id=sent.pk, reason="done", by=dani.actor, at=later(30))
    assert states(fire) == ["resolved"]


def test_units_are_waited_for_from_the_acknowledgement(dani: Person) -> None:
    a_rule(Kind.NO_UNIT_ASSIGNED, tell(person(dani)), since="acknowledged")
    fire = file(by=dani)
    assert states(fire) == []
    acknowledges(dani, fire, at=later(20))
    assert due(fire) == 80


def test_a_unit_that_does_not_set_out(dani: Person, engine) -> None:
    a_rule(Kind.NOT_EN_ROUTE, tell(person(dani)), within=80)
    fire = file(by=dani)
    (sent,) = sends(dani, fire, engine, at=later(10))
    assert due(fire, subject=f"assignment:{sent.pk}") == 90
    moves_on(dani, sent, "en_route", at=later(50))
    assert states(fire) == ["resolved"]
    undoes(dani, sent, at=later(55))
    assert (states(fire), due(fire)) == (["active"], 90)
    clear(assignment_id=sent.pk, reason="not needed", by=dani.actor, at=later(60))
    assert states(fire) == ["cancelled"]


@pytest.mark.parametrize(("since", "second"), [("filed", 420), ("alerted", 430)])
def test_nobody_is_on_scene(dani: Person, engine, since: str, second: int) -> None:
    a_rule(Kind.NOT_ON_SCENE, tell(person(dani)), within=420, since=since)
    fire = file(by=dani)
    (sent,) = sends(dani, fire, engine, at=later(10))
    assert due(fire) == second
    moves_on(dani, sent, "on_scene", at=later(50))
    assert states(fire) == ["resolved"]


def test_every_update_sets_the_clock_to_zero(dani: Person, mina: Person) -> None:
    a_rule(Kind.NO_UPDATE, tell(person(dani)), within=600)
    fire = file(by=dani)
    assert due(fire) == 600
    notes(mina, fire, at=later(100))
    run = run_of(fire)
    assert (due(fire), run.generation) == (700, 1)


def test_a_request_that_is_not_answered(dani: Person, outsider: Person) -> None:
    a_rule(Kind.TRANSFER_NOT_ANSWERED, tell(person(dani)), within=30)
    fire = file(by=dani)
    assert states(fire) == []
    asks(dani, fire, outsider.agency, takes_over=True, at=later(5))
    assert due(fire) == 35
    acknowledges(outsider, fire, at=later(20))
    assert states(fire) == ["resolved"]


def test_a_crew_that_does_not_say_that_it_is_well(dani: Person, engine) -> None:
    a_rule(Kind.SAFETY_CHECK_MISSED, tell(person(dani)), within=0)
    fire = file(by=dani)
    (sent,) = sends(dani, fire, engine, at=later(10))
    assert states(fire) == []
    moves_on(dani, sent, "on_scene", at=later(20))
    sent.refresh_from_db()
    run = run_of(fire)
    assert run.due_at == sent.safety_due_at
    check(assignment_id=sent.pk, by=dani.actor, at=later(100))
    sent.refresh_from_db()
    assert run_of(fire).due_at == sent.safety_due_at
    moves_on(dani, sent, "staging", at=later(200))
    assert states(fire) == ["resolved"]


def test_a_residents_report_waits_for_an_agency_to_take_notice(dani: Person) -> None:
    a_rule(Kind.RESIDENT_NOT_ANSWERED, tell(person(dani)), within=120)
    fire = file(by=dani)
    acknowledges(dani, fire, at=later(10))
    assert states(fire) == []
    attaches(dani, fire, channel="citizen", at=later(30))
    assert due(fire) == 150


def test_a_raised_priority(dani: Person, jun: Person) -> None:
    a_rule(Kind.PRIORITY_RAISED, tell(person(jun)), within=0, priority=1)
    fire = file(by=dani, priority=3)
    reprioritises(dani, fire, 2, at=later(5))
    assert states(fire) == []
    reprioritises(dani, fire, 1, at=later(10))
    assert due(fire) == 10
    reprioritises(dani, fire, 3, reason="a mistake", at=later(20))
    assert states(fire) == ["resolved"]
    reprioritises(dani, fire, 0, at=later(30))
    assert (run_of(fire).generation, due(fire)) == (2, 30)


def test_a_second_report_is_the_second_only_once(dani: Person, mina: Person) -> None:
    a_rule(Kind.SECOND_REPORT, tell(person(dani)), within=0)
    fire = file(by=dani)
    attaches(mina, fire, at=later(5))
    assert due(fire) == 5
    attaches(mina, fire, at=later(50))
    assert (run_of(fire).generation, due(fire)) == (1, 5)


def test_an_area_is_entered_from_outside(dani: Person, jun: Person) -> None:
    rule = a_rule(Kind.AREA_ENTERED, tell(person(jun)), within=0, districts=("gu-east",))
    a_rule(Kind.AREA_ENTERED, tell(person(jun)), within=0, districts=("dong-hill",))
    fire = file(by=dani, place=MILL_BRIDGE)
    assert states(fire) == []
    moves(dani, fire, HILL_STATION, at=later(5))
    assert fire.escalations.count() == 2
    moves(dani, fire, AIRPORT, at=later(9))
    inside = run_of(fire, rule)
    assert (inside.state, inside.generation) == (RunState.ACTIVE, 1)
    assert fire.escalations.exclude(rule=rule).get().state == RunState.CANCELLED
    begun_inside = file(by=dani, place=AIRPORT)
    assert states(begun_inside) == []


def test_a_mayday_ends_with_whoever_takes_it(dani: Person, engine) -> None:
    a_rule(Kind.MAYDAY, tell(person(dani)), within=0)
    fire = file(by=dani)
    sends(dani, fire, engine)
    mayday = calls_mayday(dani, engine, at=later(5))
    assert due(fire, subject=f"mayday:{mayday.pk}") == 5
    ends_mayday(dani, mayday, at=later(7))
    assert states(fire) == ["resolved"]


def test_a_merge_ends_the_duplicates_and_taking_it_back_begins_them(
    dani: Person, jun: Person
) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_ANY, tell(person(dani)))
    fire, twin = file(by=dani), file(by=dani)
    merges(dani, twin, into=fire, at=later(5))
    assert states(twin) == ["cancelled"]
    unmerges(dani, twin, at=later(10))
    assert (run_of(twin).state, run_of(twin).generation) == (RunState.ACTIVE, 2)


def test_a_reopened_incident_is_waited_for_anew(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)))
    fire = file(by=dani)
    acknowledges(dani, fire, at=later(1))
    finishes(dani, fire, at=later(2))
    closes(dani, fire, override="all done", at=later(3))
    reopens(dani, fire, at=later(1000))
    assert (run_of(fire).generation, due(fire)) == (2, 1060)


def test_what_leaves_the_scope_is_cancelled_and_what_gets_worse_is_not(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), types=("FIRE",), priorities=(1, 2))
    fire = file(by=dani, priority=2)
    reprioritises(dani, fire, 0, at=later(1))
    assert states(fire) == ["active"]
    reprioritises(dani, fire, 4, at=later(2))
    assert states(fire) == ["cancelled"]
    reprioritises(dani, fire, 1, at=later(3))
    assert states(fire) == ["active"]
    retypes(dani, fire, "LIFE.SAFETY", at=later(4))
    assert states(fire) == ["cancelled"]


def test_a_rule_for_exercises_leaves_real_incidents_alone(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), traffic="exercise")
    assert states(file(by=dani)) == []
    assert states(file(by=dani, exercise=True)) == ["active"]
