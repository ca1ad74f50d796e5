"""From a filing to the people who are told, and to the acknowledgement that ends it."""

from __future__ import annotations

from escalation.states import RunState
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges, asks, closes, declines, kinds, track
from tests.support.escalating import (
    Kind,
    a_rule,
    last_resort,
    later,
    person,
    run_of,
    states,
    steps,
    tell,
    ticks,
    told,
)


def test_nobody_acknowledges_so_one_after_the_other_is_told(
    dani: Person, sol: Person, admin: Person
) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), tell(person(sol), wait=30), within=60)
    fire = file(by=dani)
    run = run_of(fire)
    assert (run.state, run.due_at) == (RunState.ACTIVE, later(60))
    ticks(59)
    assert told(fire) == []
    ticks(60)
    assert told(fire) == ["Dani"]
    ticks(89)
    ticks(90)
    assert told(fire) == ["Dani", "Sol"]
    assert states(fire) == ["exhausted"]
    assert steps(run) == [(1, 0, 0, "reached"), (1, 0, 1, "reached")]
    assert kinds(fire)[-2:] == ["message.queued", "escalation.stepped"]


def test_the_acknowledgement_ends_it_in_its_own_transaction(dani: Person, mina: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_AGENCY, tell(person(dani)), within=60)
    fire = file(by=dani)
    assert set(states(fire)) == {"active"}
    acknowledges(dani, fire, at=later(10))
    own = run_of_track(fire, dani)
    assert (own.state, own.ended_by, own.due_at) == (RunState.RESOLVED, "Dani", None)
    assert run_of_track(fire, mina).state == RunState.ACTIVE
    assert "escalation.ended" in kinds(fire)


def run_of_track(fire, who):
    return fire.escalations.get(subject=f"track:{track(fire, who.agency).pk}")


def test_a_lead_that_declines_has_not_acknowledged(dani: Person, sol: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(sol)), within=60)
    fire = file(by=dani)
    declines(dani, fire, at=later(5))
    ticks(60)
    assert told(fire) == ["Sol"]


def test_asked_again_it_begins_anew(dani: Person, mina: Person, sol: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_AGENCY, tell(person(sol)), within=60)
    fire = file(by=dani)
    declines(mina, fire, at=later(5))
    assert run_of_track(fire, mina).state == RunState.RESOLVED
    asks(dani, fire, mina.agency, at=later(20))
    again = run_of_track(fire, mina)
    assert (again.state, again.generation, again.due_at) == (RunState.ACTIVE, 2, later(80))


def test_a_close_ends_everything(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_ANY, tell(person(dani)), within=60)
    fire = file(by=dani)
    closes(dani, fire, override="a hoax", at=later(5))
    assert states(fire) == ["cancelled"]


def test_a_deleted_person_is_passed_over_and_the_duty_officer_told(
    dani: Person, sol: Person, admin: Person
) -> None:
    last_resort(admin)
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), tell(person(sol), wait=300))
    fire = file(by=dani)
    for gone in (dani, sol):
        gone.membership.is_active = False
        gone.membership.save()
    ticks(60)
    assert told(fire) == []
    ticks(61)
    assert told(fire) == ["Ara"]
    assert steps(run_of(fire)) == [(1, 0, 0, "nobody"), (1, 0, 1, "nobody")]
