"""Two dispatchers at the same moment, over two connections: one wins, the other learns who."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest

from dispatch.models import Assignment
from dispatch.services.safety import mark_missed
from dispatch.services.sending import UnitEngaged, UnitNotInService
from incidents.services.records import IllegalMove
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import verifying
from tests.support import deeds
from tests.support.at_once import at_once, refusals
from tests.support.cast import NOON, Person, file
from tests.support.deeds_units import calls_mayday, checks, fresh_unit, sets_duty
from tests.support.dispatching import clears, fresh, moves_on, sends
from tests.support.fleet import a_unit
from units.models import Unit
from units.services.records import UnitOnIncident
from units.states import Duty

pytestmark = pytest.mark.usefixtures("committing")
ROUNDS = 6


@pytest.fixture
def engines(dani: Person) -> list[Unit]:
    return [a_unit(dani.agency, f"E {number}") for number in range(ROUNDS)]


def test_one_unit_and_two_dispatchers(dani: Person, sol: Person, engines: list[Unit]) -> None:
    for engine in engines:
        mine, yours = file(by=dani), file(by=dani)
        outcomes = at_once(partial(sends, dani, mine, engine), partial(sends, sol, yours, engine))
        (refused,) = refusals(outcomes)
        assert isinstance(refused, UnitEngaged)
        (told,) = refused.extra["units"]
        won = Assignment.objects.get(unit=engine)
        assert told["assigned_by"] == won.assigned_by
        assert told["assigned_by"] in ("Dani", "Sol")
        assert told["number"] == won.incident.number
    assert verifying.verify().fault == ""


def test_two_send_it_to_one_incident_and_it_goes_once(
    dani: Person, sol: Person, engines: list[Unit]
) -> None:
    fire = file(by=dani)
    for engine in engines:
        outcomes = at_once(partial(sends, dani, fire, engine), partial(sends, sol, fire, engine))
        assert refusals(outcomes) == []
        assert Assignment.objects.filter(unit=engine).count() == 1


def test_two_send_the_same_units_in_another_order(
    dani: Person, sol: Person, engines: list[Unit]
) -> None:
    mine, yours = file(by=dani), file(by=dani)
    outcomes = at_once(
        partial(sends, dani, mine, *engines), partial(sends, sol, yours, *reversed(engines))
    )
    (refused,) = refusals(outcomes)
    assert len(refused.extra["units"]) == Assignment.objects.count() == ROUNDS


def test_sent_while_it_goes_out_of_service(dani: Person, sol: Person, engines: list[Unit]) -> None:
    for engine in engines:
        outcomes = at_once(
            partial(sends, dani, file(by=dani), engine),
            partial(sets_duty, sol, engine, Duty.OUT_OF_SERVICE, reason="tyre"),
        )
        (refused,) = refusals(outcomes)
        assert isinstance(refused, UnitOnIncident | UnitNotInService)
        sent = Assignment.objects.filter(unit=engine).exists()
        assert sent == (fresh_unit(engine).duty != Duty.OUT_OF_SERVICE)


def test_two_move_it_at_once(dani: Person, sol: Person, engines: list[Unit]) -> None:
    fire = file(by=dani)
    for assignment in sends(dani, fire, *engines):
        outcomes = at_once(
            partial(moves_on, dani, assignment, "on_scene"),
            partial(clears, sol, assignment, reason="not needed"),
        )
        assert all(isinstance(one, IllegalMove) for one in refusals(outcomes))
        assert fresh(assignment).status == "clear"
    assert verifying.verify().fault == ""


def test_a_check_a_mayday_and_the_beat_wait_in_no_ring(
    dani: Person, sol: Person, engines: list[Unit]
) -> None:
    fire = file(by=dani)
    seconds = count(1)
    for assignment in sends(dani, fire, *engines, first="on_scene"):
        due = fresh(assignment).safety_due_at
        assert due is not None
        outcomes = at_once(
            partial(checks, dani, assignment, at=due),
            partial(calls_mayday, sol, assignment.unit, at=due),
            partial(mark_missed, by=SYSTEM, at=due),
            partial(deeds.notes, sol, fire, f"note {next(seconds)}", at=NOON),
        )
        assert refusals(outcomes) == []
