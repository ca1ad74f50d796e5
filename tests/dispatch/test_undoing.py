"""A slip is taken back within ten seconds, and it is as if it had not been."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dispatch.models import Assignment
from dispatch.services import moving
from dispatch.services.undoing import TooLateToUndo, undo, undo_move, undo_send
from incidents.models import Incident
from incidents.services.records import IncidentNotOpen
from safety_net.core.access import Actor
from safety_net.core.errors import NotFound
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.deeds_units import fresh_unit, sets_duty, undoes
from tests.support.dispatching import clears, fresh, moves_on, sends, times
from units.models import Unit
from units.states import Duty


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def sent(dani: Person, fire: Incident, engine: Unit) -> Assignment:
    return sends(dani, fire, engine)[0]


def test_a_move_is_taken_back_with_its_times(
    dani: Person, fire: Incident, sent: Assignment
) -> None:
    moves_on(dani, sent, "en_route", at=after(60))
    before = times(fire)
    moves_on(dani, sent, "on_scene", at=after(70))
    assert "t7" in times(fire)
    undoes(dani, sent, at=after(80))
    kept = fresh(sent)
    assert (kept.status, kept.status_since) == ("en_route", after(60))
    assert (kept.safety_due_at, times(fire)) == (None, before)
    assert not kept.times.filter(status="on_scene").exists()
    entry = deeds.entries(fire)[-1]
    assert (entry.kind, entry.payload["was"]) == ("assignment.undone", "on_scene")
    assert entry.payload["primary"] == sent.pk


def test_the_right_arrival_counts_after_a_slip(
    dani: Person, fire: Incident, sent: Assignment
) -> None:
    moves_on(dani, sent, "on_scene", at=after(10))
    undoes(dani, sent, at=after(15))
    moves_on(dani, sent, "on_scene", at=after(300))
    assert times(fire)["t7"] == after(300)


def test_the_other_units_arrival_counts_then(
    dani: Person, fire: Incident, sent: Assignment, ladder: Unit
) -> None:
    (second,) = sends(dani, fire, ladder)
    moves_on(dani, second, "on_scene", at=after(20))
    moves_on(dani, sent, "on_scene", at=after(25), happened=after(5))
    assert times(fire)["t7"] == after(5)
    undoes(dani, sent, at=after(30))
    assert times(fire)["t7"] == after(20)


def test_ten_seconds_stand_and_no_more(dani: Person, sent: Assignment) -> None:
    moves_on(dani, sent, "en_route", at=after(60))
    with pytest.raises(TooLateToUndo):
        undoes(dani, sent, at=after(70.001))
    undoes(dani, sent, at=after(70))
    assert fresh(sent).status == "alerted"


def test_a_slip_is_taken_back_once(dani: Person, sent: Assignment) -> None:
    moves_on(dani, sent, "acknowledged", at=after(1))
    moves_on(dani, sent, "en_route", at=after(2))
    undoes(dani, sent, at=after(3))
    before = deeds.head()
    with pytest.raises(TooLateToUndo):
        undoes(dani, sent, at=after(4))
    assert (fresh(sent).status, deeds.head()) == ("acknowledged", before)


def test_where_a_transport_was_to_go_is_forgotten(dani: Person, sent: Assignment) -> None:
    moves_on(dani, sent, "on_scene", at=after(1))
    moves_on(dani, sent, "transport", at=after(60), destination="Mill Hospital")
    assert undoes(dani, sent, at=after(61)).destination == ""
    assert fresh(sent).safety_due_at is not None


def test_a_unit_that_was_sent_by_mistake_does_what_it_did(
    dani: Person, fire: Incident, engine: Unit
) -> None:
    sets_duty(dani, engine, Duty.AVAILABLE_MOBILE)
    (sent,) = sends(dani, fire, engine, at=after(1))
    undo_send(assignment_id=sent.pk, by=dani.actor, at=after(9))
    kept = fresh(sent)
    assert (kept.status, kept.clear_reason, kept.primary) == ("clear", "sent by mistake", False)
    assert (kept.times.count(), times(fire).keys() & {"t4", "t10"}) == (0, set())
    assert fresh_unit(engine).duty == Duty.AVAILABLE_MOBILE
    assert deeds.entries(fire)[-1].payload["primary"] is None


def test_the_next_one_becomes_primary(
    dani: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    first, second = sends(dani, fire, engine, ladder)
    undo_send(assignment_id=first.pk, by=dani.actor, at=after(9))
    assert fresh(second).primary
    assert deeds.entries(fire)[-1].payload["primary"] == second.pk
    assert times(fire)["t4"] == NOON, "the other one was alerted then"


def test_a_unit_that_moves_was_not_sent_by_mistake(dani: Person, sent: Assignment) -> None:
    moves_on(dani, sent, "acknowledged", at=after(1))
    with pytest.raises(TooLateToUndo):
        undo_send(assignment_id=sent.pk, by=dani.actor, at=after(2))


def test_being_sent_is_no_move(dani: Person, sent: Assignment) -> None:
    with pytest.raises(TooLateToUndo):
        undo_move(assignment_id=sent.pk, by=dani.actor, at=after(2))


def test_the_wrong_unit_was_cleared(
    dani: Person, fire: Incident, sent: Assignment, ladder: Unit
) -> None:
    (second,) = sends(dani, fire, ladder)
    moves_on(dani, sent, "on_scene", at=after(5))
    clears(dani, sent, at=after(60), reason="out")
    assert fresh(second).primary
    undoes(dani, sent, at=after(65))
    kept = fresh(sent)
    assert (kept.status, kept.status_since, kept.cleared_at) == ("on_scene", after(5), None)
    assert (kept.clear_reason, kept.primary) == ("", False)
    assert kept.safety_due_at is not None
    assert deeds.entries(fire)[-1].payload["primary"] == second.pk


def test_the_last_unit_was_not_clear_yet(dani: Person, fire: Incident, sent: Assignment) -> None:
    clears(dani, sent, at=after(60))
    assert times(fire)["t10"] == after(60)
    undoes(dani, sent, at=after(65))
    assert "t10" not in times(fire)
    assert fresh(sent).primary


def test_a_freed_unit_that_has_gone_elsewhere_stays_there(
    dani: Person, sent: Assignment, engine: Unit
) -> None:
    clears(dani, sent, at=after(60))
    sends(dani, file(by=dani), engine, at=after(61))
    with pytest.raises(TooLateToUndo):
        undoes(dani, sent, at=after(62))


def test_it_stays_there_although_that_is_told_late(
    dani: Person, sent: Assignment, engine: Unit
) -> None:
    clears(dani, sent, at=after(60))
    sends(dani, file(by=dani), engine, at=after(61), happened=after(30))
    with pytest.raises(TooLateToUndo):
        undoes(dani, sent, at=after(62))


def test_a_unit_that_was_on_two_incidents_is_on_both_again(
    dani: Person, sent: Assignment, engine: Unit
) -> None:
    sends(dani, file(by=dani), engine, at=after(30), also=True)
    clears(dani, sent, at=after(60))
    assert undoes(dani, sent, at=after(62)).cleared_at is None


def test_what_somebody_else_did_stays(dani: Person, sol: Person, sent: Assignment) -> None:
    for undo_it in (undo, undo_send):
        with pytest.raises(TooLateToUndo):
            undo_it(assignment_id=sent.pk, by=sol.actor, at=after(1))
    moves_on(sol, sent, "en_route", at=after(2))
    with pytest.raises(TooLateToUndo):
        undoes(dani, sent, at=after(3))
    assert fresh(sent).status == "en_route"
    assert undoes(sol, sent, at=after(3)).status == "alerted"


def test_a_program_without_a_user_is_known_by_its_name(sent: Assignment) -> None:
    radio = Actor(name="radio", kind="integration", agency_id=sent.agency_id)
    moving.move(assignment_id=sent.pk, status="en_route", by=radio, at=after(1))
    with pytest.raises(TooLateToUndo):
        undo_move(assignment_id=sent.pk, by=replace(radio, name="gate"), at=after(2))
    assert undo_move(assignment_id=sent.pk, by=radio, at=after(2)).status == "alerted"


def test_a_freed_unit_that_is_broken_stays_free(
    dani: Person, sent: Assignment, engine: Unit
) -> None:
    clears(dani, sent, at=after(60))
    sets_duty(dani, engine, Duty.OUT_OF_SERVICE, reason="tyre", at=after(61))
    with pytest.raises(TooLateToUndo):
        undoes(dani, sent, at=after(62))


def test_after_the_close_nothing_is_undone(dani: Person, fire: Incident, sent: Assignment) -> None:
    clears(dani, sent, at=after(60))
    deeds.closes(dani, fire, override="over", at=after(61))
    with pytest.raises(IncidentNotOpen):
        undoes(dani, sent, at=after(62))


def test_another_agency_undoes_nothing(mina: Person, sent: Assignment) -> None:
    with pytest.raises(NotFound):
        undoes(mina, sent)
