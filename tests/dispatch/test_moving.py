"""A unit moves along, in order, and what it says late is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.models import Assignment
from dispatch.states import UnitStatus
from incidents.models import Incident
from incidents.services.records import IllegalMove
from safety_net.core.errors import Invalid, NotFound
from tests.support import deeds
from tests.support.cast import NOON, Person
from tests.support.dispatching import clears, fresh, moves_on, sends, times
from units.cards import card_of
from units.models import Unit

MINUTE = timedelta(minutes=1)


@pytest.fixture
def sent(dani: Person, fire: Incident, engine: Unit) -> Assignment:
    return sends(dani, fire, engine)[0]


def test_each_step_has_its_time(dani: Person, fire: Incident, sent: Assignment) -> None:
    for minute, status in enumerate(("acknowledged", "en_route", "on_scene", "patient"), 1):
        moves_on(dani, sent, status, at=NOON + minute * MINUTE)
    assert [times(fire)[code] for code in ("t4", "t5", "t6", "t7", "t8")] == [
        NOON + minute * MINUTE for minute in range(5)
    ]
    assert card_of(sent.unit)["status"] == "patient"


def test_a_jump_is_refused_unless_a_supervisor_says_why(
    dani: Person, sol: Person, sent: Assignment
) -> None:
    with pytest.raises(IllegalMove):
        moves_on(dani, sent, "at_hospital")
    moves_on(sol, sent, "at_hospital", override_reason="radio was dead")
    assert sent.times.latest("pk").reason == "radio was dead"


def test_said_twice_counts_once(dani: Person, sent: Assignment) -> None:
    moves_on(dani, sent, "en_route")
    before = deeds.head()
    moves_on(dani, sent, "en_route")
    assert deeds.head() == before


def test_a_late_word_is_a_time_and_moves_nothing(
    dani: Person, fire: Incident, sent: Assignment
) -> None:
    moves_on(dani, sent, "on_scene", at=NOON + 9 * MINUTE)
    moves_on(
        dani,
        sent,
        "en_route",
        happened=NOON + 2 * MINUTE,
        at=NOON + 10 * MINUTE,
        source="crew",
    )
    assert fresh(sent).status == UnitStatus.ON_SCENE
    assert times(fire)["t6"] == NOON + 2 * MINUTE
    assert "assignment.timed" in deeds.kinds(fire)


def test_the_crew_was_there_before_the_desk_said_so(
    dani: Person, fire: Incident, sent: Assignment
) -> None:
    moves_on(dani, sent, "on_scene", at=NOON + 5 * MINUTE)
    for _ in range(2):  # a phone may say it twice
        moves_on(
            dani,
            sent,
            "on_scene",
            happened=NOON + 3 * MINUTE,
            at=NOON + 6 * MINUTE,
            source="crew",
        )
    assert times(fire)["t7"] == NOON + 3 * MINUTE
    assert sent.times.filter(status="on_scene").count() == 2


def test_a_time_to_come_is_refused(dani: Person, sent: Assignment) -> None:
    with pytest.raises(Invalid):
        moves_on(dani, sent, "en_route", happened=NOON + MINUTE)


def test_another_agencys_unit_is_not_there(mina: Person, sent: Assignment) -> None:
    with pytest.raises(NotFound):
        moves_on(mina, sent, "en_route")


def test_clear_is_not_a_move(dani: Person, sent: Assignment) -> None:
    with pytest.raises(Invalid):
        moves_on(dani, sent, "clear")


def test_who_is_clear_stays_clear(sol: Person, sent: Assignment) -> None:
    clears(sol, sent)
    with pytest.raises(IllegalMove):
        moves_on(sol, sent, "on_scene", override_reason="back again", at=NOON + MINUTE)


def test_on_scene_the_safety_clock_runs(dani: Person, sent: Assignment) -> None:
    moves_on(dani, sent, "on_scene")
    assert fresh(sent).safety_due_at == NOON + 15 * MINUTE  # a structure fire
    moves_on(dani, sent, "staging", at=NOON + MINUTE)
    assert fresh(sent).safety_due_at is None
