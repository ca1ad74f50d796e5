"""Is the crew well? Asked at intervals while it is on scene; silence is told to everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.models import Assignment, SafetyInterval
from dispatch.services.safety import NotWatched, mark_missed
from dispatch.tasks import missed_safety_checks
from incidents.models import Incident, IncidentType
from safety_net.core import clock
from safety_net.core.access import SYSTEM
from safety_net.core.errors import NotFound
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.deeds_units import checks
from tests.support.dispatching import clears, fresh, moves_on, sends
from tests.support.fleet import a_unit
from tests.support.moved_time import Time
from units.models import Unit, UnitKind

MINUTE = timedelta(minutes=1)
STRUCT = 15  # minutes, of the seeded row


@pytest.fixture
def on_scene(dani: Person, fire: Incident, engine: Unit) -> Assignment:
    (sent,) = sends(dani, fire, engine)
    return moves_on(dani, sent, "on_scene")


def test_the_clock_starts_on_scene_and_stops_with_leaving(
    dani: Person, on_scene: Assignment
) -> None:
    assert fresh(on_scene).safety_due_at == NOON + STRUCT * MINUTE
    moves_on(dani, on_scene, "patient", at=NOON + MINUTE)
    assert fresh(on_scene).safety_due_at == NOON + STRUCT * MINUTE, "it goes on with a patient"
    moves_on(dani, on_scene, "transport", at=NOON + 2 * MINUTE)
    assert fresh(on_scene).safety_due_at is None


def test_an_answer_starts_it_anew(dani: Person, mina: Person, on_scene: Assignment) -> None:
    checks(dani, on_scene, at=NOON + 10 * MINUTE)
    assert fresh(on_scene).safety_due_at == NOON + 25 * MINUTE
    entry = deeds.entries()[-1]
    assert entry.kind == "assignment.checked"
    assert mina.viewer.may_see(entry.audience)


def test_silence_is_told_once_until_somebody_answers(
    dani: Person, mina: Person, fire: Incident, on_scene: Assignment
) -> None:
    due = NOON + STRUCT * MINUTE
    assert mark_missed(by=SYSTEM, at=due - timedelta(seconds=1)) == []
    assert mark_missed(by=SYSTEM, at=due) == [on_scene.pk]
    assert mark_missed(by=SYSTEM, at=due + MINUTE) == []
    entry = deeds.entries(fire)[-1]
    assert (entry.kind, entry.payload["assignment"]["safety_missed"]) == (
        "assignment.overdue",
        True,
    )
    assert mina.viewer.may_see(entry.audience)
    checks(dani, on_scene, at=due + 2 * MINUTE)
    assert not deeds.entries(fire)[-1].payload["assignment"]["safety_missed"]
    assert mark_missed(by=SYSTEM, at=due + 2 * MINUTE + STRUCT * MINUTE) == [on_scene.pk]


def test_two_crews_of_one_incident_are_told_together(
    dani: Person, fire: Incident, on_scene: Assignment, ladder: Unit
) -> None:
    (second,) = sends(dani, fire, ladder, first="on_scene")
    late = mark_missed(by=SYSTEM, at=NOON + STRUCT * MINUTE)
    assert late == [on_scene.pk, second.pk]
    assert deeds.kinds(fire)[-2:] == ["assignment.overdue"] * 2


def test_a_clear_unit_owes_no_answer(dani: Person, on_scene: Assignment) -> None:
    clears(dani, on_scene, at=NOON + MINUTE)
    assert mark_missed(by=SYSTEM, at=NOON + 60 * MINUTE) == []
    with pytest.raises(NotWatched):
        checks(dani, on_scene)


def test_before_the_scene_nobody_is_asked(dani: Person, fire: Incident, engine: Unit) -> None:
    (sent,) = sends(dani, fire, engine)
    with pytest.raises(NotWatched):
        checks(dani, sent)


def test_another_agency_does_not_answer(mina: Person, on_scene: Assignment) -> None:
    with pytest.raises(NotFound):
        checks(mina, on_scene)


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ([(None, None, 40)], 40),
        ([(None, None, 40), (None, "engine", 20)], 20),
        ([(None, None, 40), (None, "engine", 20), ("FIRE.ALARM", None, 10)], 10),
        ([("FIRE.ALARM", None, 10), ("FIRE.ALARM", "engine", 5)], 5),
        ([("FIRE.ALARM", "ladder", 5), (None, None, 40)], 40),
        ([("FIRE.ALARM", None, 0), (None, None, 40)], None),
        ([("FIRE.SHIP", None, 7)], None),
    ],
)
def test_the_most_exact_row_counts(
    dani: Person, engine: Unit, told: list[tuple[str | None, str | None, int]], minutes: int | None
) -> None:
    SafetyInterval.objects.all().delete()
    for kind, unit_kind, number in told:
        SafetyInterval.objects.create(
            incident_type=IncidentType.objects.get(code=kind) if kind else None,
            unit_kind=UnitKind.objects.get(code=unit_kind) if unit_kind else None,
            minutes=number,
        )
    (sent,) = sends(dani, file(by=dani, kind="FIRE.ALARM"), engine, first="on_scene")
    assert fresh(sent).safety_due_at == (NOON + minutes * MINUTE if minutes else None)


def test_beat_drives_it_on_the_citys_clock(dani: Person, time: Time) -> None:
    fire = file(by=dani, at=clock.now())
    sends(dani, fire, a_unit(dani.agency, "E 11"), first="on_scene", at=clock.now())
    time.passes(minutes=STRUCT, seconds=-1)
    assert missed_safety_checks() == 0
    time.passes(seconds=1)
    assert missed_safety_checks() == 1
    assert missed_safety_checks() == 0
