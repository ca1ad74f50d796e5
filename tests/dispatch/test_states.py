"""Every pair of statuses of a unit, through the services: what is not allowed writes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dispatch.models import Assignment
from dispatch.selectors.moves import STEPS
from dispatch.states import EIDO, FIRST_STATUSES, TIME_OF, UNIT_MOVES, WATCHED, UnitStatus
from incidents.models import Incident
from incidents.services.records import IllegalMove
from tests.support import deeds
from tests.support.cast import NOON, Person
from tests.support.dispatching import clears, fresh, moves_on, sends
from units.models import Unit
from units.states import Duty

LATER = NOON + timedelta(minutes=5)
# How a unit comes into each status.
WAY_TO: dict[str, list[str]] = {
    "alerted": [],
    "acknowledged": ["acknowledged"],
    "en_route": ["en_route"],
    "staging": ["staging"],
    "on_scene": ["on_scene"],
    "patient": ["on_scene", "patient"],
    "transport": ["on_scene", "transport"],
    "at_hospital": ["on_scene", "transport", "at_hospital"],
    "clear": ["clear"],
}


def goes(who: Person, assignment: Assignment, status: str, **how: Any) -> Assignment:
    if status == UnitStatus.CLEAR:
        return clears(who, assignment, **how)
    return moves_on(who, assignment, status, **how)


def in_status(who: Person, fire: Incident, engine: Unit, status: str) -> Assignment:
    (assignment,) = sends(who, fire, engine)
    for number, step in enumerate(WAY_TO[status]):
        goes(who, assignment, step, at=NOON + timedelta(seconds=number + 1))
    return fresh(assignment)


def everything(assignment: Assignment) -> list[Any]:
    row = Assignment.objects.filter(pk=assignment.pk).values().get()
    return [row, assignment.times.count(), deeds.head()]


@pytest.mark.parametrize("wanted", UnitStatus)
@pytest.mark.parametrize("was", UnitStatus)
def test_every_pair(
    dani: Person, fire: Incident, engine: Unit, was: UnitStatus, wanted: UnitStatus
) -> None:
    assignment = in_status(dani, fire, engine, was)
    before = everything(assignment)
    if wanted in UNIT_MOVES[was]:
        goes(dani, assignment, wanted, at=LATER)
        kept = fresh(assignment)
        assert (kept.status, kept.status_since) == (wanted, LATER)
        assert (kept.cleared_at is not None) == (wanted == UnitStatus.CLEAR)
        entry = [one for one in deeds.entries(fire) if one.kind in STEPS][-1]
        assert (entry.payload["was"], entry.payload["assignment"]["status"]) == (was, wanted)
        assert kept.times.get(status=wanted, at=LATER)
        return
    if was == wanted:
        goes(dani, assignment, wanted, at=LATER)  # said twice
    else:
        with pytest.raises(IllegalMove) as refused:
            goes(dani, assignment, wanted, at=LATER)
        assert refused.value.extra == {"was": was, "wanted": wanted}
    assert everything(assignment) == before


@pytest.mark.parametrize("wanted", UnitStatus)
@pytest.mark.parametrize("was", [one for one in UnitStatus if one != UnitStatus.CLEAR])
def test_with_a_reason_a_supervisor_moves_it_anywhere(
    sol: Person, fire: Incident, engine: Unit, was: UnitStatus, wanted: UnitStatus
) -> None:
    assignment = in_status(sol, fire, engine, was)
    goes(sol, assignment, wanted, at=LATER, override_reason="radio was silent")
    assert fresh(assignment).status == wanted


def test_every_status_is_in_the_tables() -> None:
    assert set(UNIT_MOVES) == set(WAY_TO) == set(UnitStatus)
    assert set(EIDO) == {*UnitStatus, *Duty}
    assert {one for moves in UNIT_MOVES.values() for one in moves} <= set(UnitStatus)
    assert set(TIME_OF) | set(WATCHED) | set(FIRST_STATUSES) <= set(UnitStatus)


def refuses(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"status": "asleep"}, "unit_status_is_known"),
        ({"status": "clear"}, "clear_means_cleared"),
        ({"cleared_at": NOON, "primary": False}, "clear_means_cleared"),
        ({"status": "clear", "cleared_at": NOON}, "a_cleared_unit_owes_nothing"),
        (
            {"status": "clear", "cleared_at": NOON, "primary": False, "safety_due_at": NOON},
            "a_cleared_unit_owes_nothing",
        ),
    ],
)
def test_the_database_knows_too(
    dani: Person, fire: Incident, engine: Unit, change: dict[str, Any], constraint: str
) -> None:
    (assignment,) = sends(dani, fire, engine)
    with refuses(constraint), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(**change)


def test_once_on_an_incident_and_one_primary(
    dani: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    first, second = sends(dani, fire, engine, ladder)
    with refuses("one_primary_unit_per_incident"), transaction.atomic():
        Assignment.objects.filter(pk=second.pk).update(primary=True)
    first.pk, first.primary = None, False
    with refuses("a_unit_is_once_on_an_incident"), transaction.atomic():
        first.save(force_insert=True)
