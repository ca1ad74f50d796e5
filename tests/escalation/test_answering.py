"""Somebody is on it: by the key at a desk, by the answer to a page, over REST."""

from __future__ import annotations

import pytest

from escalation.engine.ticking import tick
from escalation.services import answering
from escalation.states import RunState
from notify.models import Message
from notify.services import answering as notify
from notify.states import MessageState
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges, notes, track
from tests.support.deeds_units import calls_mayday
from tests.support.dispatching import sends
from tests.support.escalating import (
    Kind,
    a_rule,
    later,
    person,
    run_of,
    states,
    steps,
    tell,
    ticks,
    told,
)
from tests.support.fleet import a_unit


def test_the_answer_to_a_page_acknowledges_the_incident(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), tell(person(dani), wait=30))
    fire = file(by=dani)
    ticks(60)
    page = Message.objects.get()
    notify.answer(message_id=page.pk, by=dani.actor, at=later(65))
    assert track(fire, dani.agency).state == "acknowledged"
    assert run_of(fire).state == RunState.RESOLVED
    ticks(90)
    assert told(fire) == ["Dani"]


def test_an_acknowledgement_at_the_desk_takes_the_pages_back(dani: Person, sol: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani), person(sol)))
    fire = file(by=dani)
    ticks(60)
    acknowledges(dani, fire, at=later(65))
    assert {page.state for page in Message.objects.all()} == {MessageState.CANCELLED}


def test_whoever_is_of_another_agency_answers_all_the_same(dani: Person, jun: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(jun)))
    fire = file(by=dani)
    ticks(60)
    notify.answer(message_id=Message.objects.get().pk, by=jun.actor, at=later(65))
    run = run_of(fire)
    assert (run.state, run.ended_by) == (RunState.ANSWERED, "Jun")
    assert track(fire, jun.agency).state == "acknowledged"
    assert track(fire, dani.agency).state == "waiting"


def test_what_was_answered_begins_anew_only_with_a_new_clock(dani: Person) -> None:
    a_rule(Kind.NO_UPDATE, tell(person(dani)), within=600)
    fire = file(by=dani)
    ticks(600)
    answering.answer(run_id=run_of(fire).pk, by=dani.actor, at=later(610))
    assert states(fire) == ["answered"]
    notes(dani, fire, at=later(700))
    run = run_of(fire)
    assert (run.state, run.generation, run.due_at) == (RunState.ACTIVE, 2, later(1300))


def test_a_late_answer_to_what_has_ended_is_no_refusal(dani: Person, sol: Person) -> None:
    a_rule(Kind.NO_UPDATE, tell(person(dani)), tell(person(sol), wait=60), within=600)
    fire = file(by=dani)
    ticks(600)
    run = run_of(fire)
    run.generation = 5
    run.save()
    notify.answer(message_id=Message.objects.get().pk, by=dani.actor, at=later(601))
    assert states(fire) == ["active"]


def test_a_mayday_is_taken_by_name(dani: Person, sol: Person) -> None:
    a_rule(Kind.MAYDAY, tell(person(sol)), tell(person(sol), wait=30), within=0)
    fire, engine = file(by=dani), a_unit(dani.agency, "E 1")
    sends(dani, fire, engine)
    mayday = calls_mayday(dani, engine, at=later(100))
    ticks(100)
    assert told(fire) == ["Sol"]
    notify.answer(message_id=Message.objects.get().pk, by=sol.actor, at=later(105))
    mayday.refresh_from_db()
    assert mayday.acknowledged_by == "Sol"
    assert states(fire) == ["resolved"]


def test_ended_ones_can_not_be_answered(dani: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)))
    fire = file(by=dani)
    acknowledges(dani, fire, at=later(5))
    with pytest.raises(answering.RunNotOpen):
        answering.answer(run_id=run_of(fire).pk, by=dani.actor, at=later(6))


def test_a_desk_answers_over_rest(dani: Person, mina: Person, outsider: Person) -> None:
    a_rule(Kind.NO_UPDATE, tell(person(dani)), tell(person(mina), wait=30), within=60)
    fire = file(by=dani)
    ticks(60)
    (run,) = mina.client.get("/api/escalations/").json()["results"]
    assert run["next"]["who"] == ["Mina"]
    assert outsider.client.get("/api/escalations/").json()["results"] == []
    assert outsider.client.post(f"/api/escalations/{run['id']}/answer/", {}).status_code == 404
    answer = mina.client.post(f"/api/escalations/{run['id']}/answer/", {})
    assert answer.json()["state"] == "answered"
    (seen,) = dani.client.get(f"/api/incidents/{fire.pk}/escalations/").json()["results"]
    assert seen["executions"][0]["people"] == [{"user": dani.user.pk, "name": "Dani"}]


def test_only_a_blocked_one_is_tried_again(
    dani: Person, sol: Person, faults: pytest.LogCaptureFixture
) -> None:
    rule = a_rule(Kind.NO_UPDATE, tell(person(sol)), within=60)
    fire = file(by=dani)
    run = run_of(fire)
    assert sol.client.post(f"/api/escalations/{run.pk}/retry/", {}).status_code == 409
    run.loop = 7
    run.save()
    ticks(60)
    blocked = run_of(fire, rule)
    assert (blocked.state, blocked.due_at) == (RunState.BLOCKED, None)
    assert blocked.fault.startswith("LookupError: the rule repeats 0 times")
    blocked.loop = 0
    blocked.save()
    again = sol.client.post(f"/api/escalations/{run.pk}/retry/", {})
    assert (again.status_code, again.json()["state"]) == (200, "active")
    run.refresh_from_db()
    assert run.due_at is not None
    tick(at=run.due_at)
    assert steps(run) == [(1, 0, 0, "reached")]
