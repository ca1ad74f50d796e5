"""What the engine does with steps: acts, holds, rounds, faults, and two drivers at once."""

from __future__ import annotations

import pytest
from django.db import connection

from dispatch.models import Alarm
from escalation.definition import Repeat, Target
from escalation.engine import claiming
from escalation.models import StepExecution
from escalation.selectors.health import health
from escalation.services.sweeping import sweep
from escalation.states import Act, RunState
from notify.models import Message
from tests.support.at_once import at_once
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges, fresh, holds, kinds, releases, track
from tests.support.deeds_units import calls_mayday
from tests.support.dispatching import sends
from tests.support.escalating import (
    Kind,
    a_rule,
    does,
    last_resort,
    later,
    person,
    publish,
    role,
    run_of,
    states,
    steps,
    tell,
    ticks,
    ticks_until,
    told,
)
from tests.support.fleet import a_unit
from tests.support.rostering import a_roster

LEAD = Kind.NOT_ACKNOWLEDGED_BY_LEAD


def test_another_agency_is_asked_and_hears_what_runs(dani: Person, outsider: Person) -> None:
    a_rule(
        LEAD,
        does(Act.ADD_AGENCY, agency=outsider.agency.pk),
        tell(role("dispatcher", agency=outsider.agency.pk), wait=10),
    )
    fire = file(by=dani)
    ticks(60)
    asked = track(fire, outsider.agency)
    assert (asked.state, asked.asked_by_id, asked.role) == ("waiting", None, "support")
    assert {"incident.shared", "escalation.stepped"} <= set(kinds(fire))
    assert outsider.client.get("/api/escalations/").json()["results"] != []
    ticks(70)
    assert told(fire) == ["Kai"]
    assert steps(run_of(fire)) == [(1, 0, 0, "done"), (1, 0, 1, "reached")]


def test_an_agency_of_a_kind_is_the_one_of_the_place(dani: Person, outsider: Person) -> None:
    a_rule(LEAD, does(Act.ADD_AGENCY, agency_kind="coast_guard"), tell(person(dani)))
    fire = file(by=dani)
    ticks(60)
    assert track(fire, outsider.agency).basis == "asked"


def test_the_lead_is_handed_over(dani: Person, outsider: Person) -> None:
    a_rule(LEAD, does(Act.TRANSFER, agency=outsider.agency.pk), tell(person(dani), wait=60))
    fire = file(by=dani)
    ticks(60)
    assert track(fire, outsider.agency).takes_over
    acknowledges(outsider, fire, at=later(70))
    assert track(fire, outsider.agency).role == "lead"
    assert states(fire) == ["resolved"]


def test_priority_and_alarm_are_raised_and_the_rule_goes_on(dani: Person, sol: Person) -> None:
    a_rule(
        LEAD,
        does(Act.RAISE_PRIORITY, priority=0),
        does(Act.RAISE_ALARM),
        does(Act.RAISE_PRIORITY, priority=1),
        tell(person(sol), wait=5),
        priorities=(2,),
    )
    fire = file(by=dani, priority=2)
    ticks_until(70, begin=59)
    assert (fresh(fire).priority, Alarm.objects.get(incident=fire).level) == (0, 2)
    done = [outcome for *_place, outcome in steps(run_of(fire))]
    assert done == ["done", "done", "not_needed", "reached"]


def test_its_own_acts_are_no_update(dani: Person, sol: Person) -> None:
    a_rule(Kind.NO_UPDATE, does(Act.RAISE_ALARM), tell(person(sol), wait=30), within=60)
    fire = file(by=dani)
    ticks_until(90, every=10)
    run = run_of(fire)
    assert (run.generation, run.state, told(fire)) == (1, RunState.EXHAUSTED, ["Sol"])


def test_a_retired_agency_can_not_be_asked_so_the_next_step_is_taken(
    dani: Person, sol: Person, outsider: Person
) -> None:
    outsider.agency.is_active = False
    outsider.agency.save()
    a_rule(LEAD, does(Act.ADD_AGENCY, agency=outsider.agency.pk), tell(person(sol), wait=600))
    fire = file(by=dani)
    ticks(60)
    ticks(61)
    assert steps(run_of(fire)) == [(1, 0, 0, "failed"), (1, 0, 1, "reached")]


def test_a_hold_postpones_and_its_end_brings_forward(dani: Person) -> None:
    a_rule(LEAD, tell(person(dani)), within=60)
    fire = file(by=dani)
    holds(dani, fire, 10, at=later(5))
    assert run_of(fire).due_at == later(605)
    ticks(100)
    assert told(fire) == []
    releases(dani, fire, at=later(30))
    assert run_of(fire).due_at == later(60)
    holds(dani, fire, 10, at=later(40))
    ticks(640)
    assert told(fire) == ["Dani"]


def test_a_crew_in_danger_waits_for_no_hold(dani: Person) -> None:
    a_rule(Kind.MAYDAY, tell(person(dani)), within=0)
    fire, engine = file(by=dani), a_unit(dani.agency, "E 1")
    sends(dani, fire, engine)
    holds(dani, fire, 10, at=later(5))
    calls_mayday(dani, engine, at=later(6))
    ticks(6)
    assert told(fire) == ["Dani"]


def test_all_steps_again(dani: Person, sol: Person) -> None:
    a_rule(
        LEAD,
        tell(person(dani)),
        tell(person(sol), wait=10),
        within=60,
        repeat=Repeat(times=1, wait=100),
    )
    fire = file(by=dani)
    ticks_until(200, begin=59)
    assert told(fire) == ["Dani", "Sol", "Dani", "Sol"]
    assert [row.due_at for row in StepExecution.objects.order_by("decided_at")] == [
        later(60),
        later(70),
        later(170),
        later(180),
    ]


def test_whoever_is_told_late_has_the_whole_time(dani: Person, sol: Person) -> None:
    """The engine stood still for ten minutes; it does not then tell everybody at once."""
    a_rule(LEAD, tell(person(dani)), tell(person(sol), wait=30), within=60)
    fire = file(by=dani)
    ticks(660)
    ticks(661)
    assert told(fire) == ["Dani"]
    assert run_of(fire).due_at == later(690)


def test_a_new_version_leaves_running_ones_alone(dani: Person, sol: Person) -> None:
    rule = a_rule(LEAD, tell(person(dani)), within=60)
    fire = file(by=dani)
    assert rule.published
    definition = rule.published.definition
    definition["condition"]["within"] = 10
    publish(rule, definition)
    later_fire = file(by=dani)
    assert (run_of(fire).due_at, run_of(later_fire).due_at) == (later(60), later(10))


@pytest.mark.parametrize("resort", [True, False])
def test_an_empty_roster_ends_with_the_duty_officer(
    dani: Person, admin: Person, resort: bool
) -> None:
    empty = a_roster(dani.agency)
    a_rule(LEAD, tell(_roster(empty.pk)), tell(_roster(empty.pk), wait=500))
    if resort:
        last_resort(admin)
    fire = file(by=dani)
    ticks_until(63, begin=60)
    assert told(fire) == (["Ara"] if resort else [])
    assert states(fire) == ["exhausted"]
    codes = {fault.code for fault in health(at=later(63)).faults}
    assert ("no_last_resort" in codes) is not resort


def _roster(pk: int) -> Target:
    return Target(kind="roster", roster=pk)


def test_a_poisoned_rule_is_blocked_aloud_and_the_others_go_on(
    dani: Person, admin: Person, faults: pytest.LogCaptureFixture
) -> None:
    last_resort(admin)
    good = a_rule(LEAD, tell(person(dani)))
    bad = a_rule(LEAD, tell(role("dispatcher", whose="the moon's")))
    fire = file(by=dani)
    ticked = ticks(60)
    assert (ticked.decided, ticked.blocked) == (1, 1)
    blocked = run_of(fire, bad)
    assert (blocked.state, blocked.due_at) == (RunState.BLOCKED, None)
    assert blocked.fault.startswith("ValueError")
    assert run_of(fire, good).state == RunState.EXHAUSTED
    assert sorted(told(fire)) == ["Ara", "Dani"]
    assert "escalation.blocked" in kinds(fire)
    acknowledges(dani, fire, at=later(70))
    assert run_of(fire, bad).state == RunState.RESOLVED


def test_a_rule_that_can_not_be_read_keeps_nobody_from_filing(
    dani: Person, faults: pytest.LogCaptureFixture
) -> None:
    rule = a_rule(LEAD, tell(person(dani)))
    publish(rule, {"condition": {"kind": "of another world"}})
    fire = file(by=dani)
    assert states(fire) == []
    codes = {fault.code for fault in health(at=later(1)).faults}
    assert "unreadable_rule" in codes


def test_what_following_missed_is_swept_up(
    dani: Person, monkeypatch: pytest.MonkeyPatch, faults: pytest.LogCaptureFixture
) -> None:
    rule = a_rule(LEAD, tell(person(dani)))

    def breaks(*_args: object) -> None:
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setattr("escalation.services.following.follow_up", breaks)
        fire = file(by=dani)
    assert states(fire) == []
    assert sweep(at=later(30)) == 1
    assert run_of(fire, rule).due_at == later(60)
    assert sweep(at=later(31)) == 0


def test_two_drivers_at_once_decide_once(committing: None, dani: Person, sol: Person) -> None:
    a_rule(LEAD, tell(person(dani)), tell(person(sol), wait=30))
    fires = [file(by=dani) for _ in range(6)]
    at_once(*[lambda: ticks(60, driver="one", limit=4)] * 4)
    ticks(60)
    assert StepExecution.objects.count() == len(fires)
    assert Message.objects.count() == len(fires)


def test_what_is_due_is_found_by_the_index_alone(dani: Person) -> None:
    a_rule(LEAD, tell(person(dani)))
    for _ in range(3):
        file(by=dani)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE escalation_run")
        cursor.execute("SET LOCAL enable_seqscan = off")
        # Sorting is cheap for so few, and would hide that the index brings them in order.
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN " + claiming.DUE, [later(60), 500])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Only Scan using runs_due" in plan
