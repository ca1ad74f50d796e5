"""What a line does, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from commands.models import CommandRun
from commands.services.running import (
    DeskOnly,
    Done,
    MeansSomethingElse,
    NotUnderstood,
)
from commands.services.undoing import NothingToUndo, UndoneAlready, undo_run
from dispatch.models import Assignment
from dispatch.services.sending import UnitEngaged
from dispatch.services.undoing import TooLateToUndo
from incidents.models import Incident
from safety_net.core.errors import Forbidden, StaleVersion
from tests.support import commanding, deeds
from tests.support.cast import NOON, Person, file
from tests.support.dispatching import raises
from tests.support.fleet import a_station, a_unit
from units.models import Unit

SECONDS = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def after(seconds: int) -> datetime:
    return NOON + seconds * SECONDS


def types(who: Person, line: str, *, at: int = 0, **how: Any) -> Done:
    """`who` types a line, `at` seconds past noon."""
    return commanding.types(who, line, at=after(at), **how)


def takes_back(who: Person, done: Done, *, at: int) -> CommandRun:
    return undo_run(run_id=done.run.pk, by=who.actor, at=after(at))


@pytest.fixture
def fire_at_mill(dani: Person, mina: Person) -> Incident:
    return file(dani)


@pytest.fixture
def engine(dani: Person) -> Unit:
    return a_unit(dani.agency, "E 51", station=a_station(dani.agency, "Mill"))


@pytest.fixture
def ladder(dani: Person) -> Unit:
    return a_unit(dani.agency, "L52", "ladder")


def number(it: Incident) -> str:
    return it.number[-4:]


def status(unit: Unit) -> str:
    """Of its latest assignment, or its duty."""
    last = Assignment.objects.filter(unit=unit).order_by("-pk").first()
    if last is not None and last.cleared_at is None:
        return str(last.status)
    return str(Unit.objects.get(pk=unit.pk).duty)


def test_a_whole_cycle_by_lines(
    dani: Person, fire_at_mill: Incident, engine: Unit, ladder: Unit
) -> None:
    sent = types(dani, f"d e51 l52 {number(fire_at_mill)} ladder to the rear")
    assert sent.outcome.text == f"E 51, L52 → {fire_at_mill.number}: alerted"
    assert fire_at_mill.notes.get().text == "ladder to the rear"
    assert status(engine) == status(ladder) == "alerted"
    types(dani, "er e51 l52", at=10)
    assert types(dani, "도착 e51", at=20).outcome.text == "E 51: on scene"
    assert (status(engine), status(ladder)) == ("on_scene", "en_route")
    types(dani, f"CL e51 l52 {number(fire_at_mill)} out", at=30)
    assert (status(engine), status(ladder)) == ("returning", "returning")
    assert {one.clear_reason for one in Assignment.objects.all()} == {"out"}
    types(dani, "av e51 l52", at=40)
    assert (status(engine), status(ladder)) == ("available_station", "available_station")
    assert [run.verb for run in CommandRun.objects.order_by("pk")] == [
        "send",
        "move",
        "move",
        "clear",
        "available",
    ]


def test_a_line_acts_as_a_whole_or_not_at_all(
    dani: Person, fire_at_mill: Incident, engine: Unit, ladder: Unit
) -> None:
    types(dani, f"D e51 {number(fire_at_mill)}")
    before = deeds.head()
    other = file(dani)
    with pytest.raises(UnitEngaged) as refusal:
        types(dani, f"D l52 e51 {number(other)} come too", at=1)
    assert [one["call_sign"] for one in refusal.value.extra["units"]] == ["E 51"]
    assert (status(ladder), other.notes.count(), CommandRun.objects.count()) == (
        "available_station",
        0,
        1,
    )
    assert deeds.head() == before + 1  # the other one was filed
    types(dani, f"D e51 {number(other)}", at=2, also=True)
    with pytest.raises(NotUnderstood) as unclear:
        types(dani, "ER e51", at=3)
    [error] = unclear.value.extra["errors"]
    assert error["text"] == f"E 51 is on {fire_at_mill.number}, {other.number}: say which."


def test_what_was_seen_is_what_is_done(
    dani: Person, fire_at_mill: Incident, engine: Unit, ladder: Unit
) -> None:
    other = file(dani)
    seen = {
        "verb": "send",
        "values": {"status": "alerted", "units": [engine.pk], "incident": fire_at_mill.pk},
    }
    opened = [other.pk, fire_at_mill.pk]
    with pytest.raises(MeansSomethingElse) as refusal:
        types(dani, "D e51 #1", last=opened, seen=seen)
    assert refusal.value.extra["meaning"]["values"]["incident"] == other.pk
    assert not Assignment.objects.exists()
    types(dani, "D e51 #2", last=opened, seen=seen)
    assert Assignment.objects.get().incident == fire_at_mill


@pytest.mark.parametrize("line", ["N fire", "MAP mill", "? mill"])
def test_what_only_the_desk_does(dani: Person, line: str) -> None:
    with pytest.raises(DeskOnly):
        types(dani, line)


def test_nothing_that_is_hidden_is_a_word(
    dani: Person, mina: Person, fire_at_mill: Incident, engine: Unit
) -> None:
    theft = file(mina, "CRIME.THEFT")
    secret = a_unit(mina.agency, "P 9", "patrol", shared=False)
    for line in (f"D e51 {theft.number}", f"NT {theft.number} hi", "D p9 1", "AV p9"):
        with pytest.raises(NotUnderstood) as refusal:
            types(dani, line, last=[theft.pk])
        assert refusal.value.extra["errors"][0]["code"].startswith("unknown_")
    assert secret.call_sign not in str(refusal.value.extra)


def test_another_agencys_unit_is_named_but_not_sent(
    dani: Person, mina: Person, fire_at_mill: Incident
) -> None:
    a_unit(mina.agency, "P 7", "patrol")
    with pytest.raises(NotUnderstood) as refusal:
        types(dani, f"D p7 {number(fire_at_mill)}")
    assert refusal.value.extra["errors"][0]["text"] == "P 7 belongs to another agency."


@pytest.mark.usefixtures("engine")
def test_rights_are_those_of_the_acts(
    hana: Person, staff: Person, crew: Person, fire_at_mill: Incident
) -> None:
    n = number(fire_at_mill)
    for who, line in ((hana, f"D e51 {n}"), (staff, f"H {n} 5"), (crew, f"PR {n} 1 calm")):
        with pytest.raises(Forbidden):
            types(who, line)
    types(hana, f"NT {n} caller on line")
    types(staff, f"ACK {n}")
    assert deeds.track(fire_at_mill, staff.agency).state == "acknowledged"


def test_incidents_are_held_rated_and_shared(
    dani: Person, outsider: Person, fire_at_mill: Incident
) -> None:
    n = number(fire_at_mill)
    types(dani, f"H {n} 10")
    assert deeds.fresh(fire_at_mill).hold_reason == "on hold"
    types(dani, f"PR {n} 3 only smoke")
    assert deeds.fresh(fire_at_mill).priority == 3
    types(dani, f"XF {n} {outsider.agency.slug} boats please")
    assert deeds.track(fire_at_mill, outsider.agency).state == "waiting"
    types(dani, f"이첩 {n} {outsider.agency.slug}")
    assert deeds.track(fire_at_mill, outsider.agency).takes_over


def test_backup_is_told_and_the_nearest_are_offered(
    dani: Person, fire_at_mill: Incident, engine: Unit
) -> None:
    done = types(dani, f"BK {number(fire_at_mill)} engine")
    assert fire_at_mill.notes.get().text == "Backup asked for: 1 × 펌프차 (engine)"
    assert done.outcome.next == f"D E 51 {fire_at_mill.number}"
    assert not Assignment.objects.exists()


def test_units_that_were_sent_by_mistake_are_called_back(
    dani: Person, fire_at_mill: Incident, engine: Unit, ladder: Unit
) -> None:
    sent = types(dani, f"DE e51 l52 {number(fire_at_mill)}")
    takes_back(dani, sent, at=9)
    assert (status(engine), status(ladder)) == ("available_station", "available_station")
    with pytest.raises(UndoneAlready):
        takes_back(dani, sent, at=9)


def test_a_slip_is_taken_back_step_by_step(
    dani: Person, fire_at_mill: Incident, engine: Unit
) -> None:
    types(dani, f"D e51 {number(fire_at_mill)}")
    types(dani, "ER e51", at=10)
    arrived = types(dani, "AR e51", at=20)
    cleared = types(dani, "CL e51", at=22)
    with pytest.raises(TooLateToUndo):
        takes_back(dani, arrived, at=24)
    takes_back(dani, cleared, at=25)
    assert status(engine) == "on_scene"
    with pytest.raises(TooLateToUndo):
        takes_back(dani, arrived, at=26)
    cleared = types(dani, "CL e51", at=30)
    with pytest.raises(TooLateToUndo):
        takes_back(dani, cleared, at=41)
    assert status(engine) == "returning"


def test_a_status_said_twice_is_not_taken_back_twice(
    dani: Person, fire_at_mill: Incident, engine: Unit
) -> None:
    types(dani, f"DO e51 {number(fire_at_mill)}")
    again = types(dani, "AR e51", at=1)
    assert again.run.undo == []
    with pytest.raises(NothingToUndo):
        takes_back(dani, again, at=2)


def test_duty_hold_and_priority_are_taken_back(
    dani: Person, fire_at_mill: Incident, engine: Unit
) -> None:
    n = number(fire_at_mill)
    broken = types(dani, "OOS e51 flat tyre")
    takes_back(dani, broken, at=1)
    assert status(engine) == "available_station"
    held = types(dani, f"H {n} 10 waits for a key", at=2)
    longer = types(dani, f"H {n} 30 for the owner", at=3)
    takes_back(dani, longer, at=4)
    again = deeds.fresh(fire_at_mill)
    assert (again.hold_reason, again.held_until) == ("waits for a key", after(2 + 600 + 2))
    with pytest.raises(StaleVersion):
        takes_back(dani, held, at=5)
    lowered = types(dani, f"PR {n} 4 nothing", at=6)
    takes_back(dani, lowered, at=7)
    assert deeds.fresh(fire_at_mill).priority == 0


def test_what_somebody_changed_meanwhile_stays(dani: Person, sol: Person, engine: Unit) -> None:
    broken = types(dani, "OOS e51 flat tyre")
    types(sol, "AM e51", at=1)
    with pytest.raises(StaleVersion):
        takes_back(dani, broken, at=2)
    assert status(engine) == "available_mobile"


def test_a_unit_goes_on_the_present_alarm(
    dani: Person, fire_at_mill: Incident, engine: Unit
) -> None:
    raises(dani, fire_at_mill, 3)
    types(dani, f"D e51 {number(fire_at_mill)}")
    assert Assignment.objects.get().alarm_level == 3


def locks(queries: CaptureQueriesContext) -> list[str]:
    """The tables whose rows were locked, in that order."""
    taken = [one["sql"] for one in queries if one["sql"].endswith("FOR NO KEY UPDATE")]
    return [sql.split(' FROM "')[1].split('"')[0] for sql in taken]


def test_every_incident_is_locked_before_the_first_unit(
    dani: Person, fire_at_mill: Incident, engine: Unit, ladder: Unit
) -> None:
    types(dani, f"D l52 {number(fire_at_mill)}")
    types(dani, f"D e51 {number(file(dani))}")
    in_order = ["incidents_incident", "incidents_incident", "units_unit"]
    with CaptureQueriesContext(connection) as queries:
        done = types(dani, "ER e51 l52", at=1)
    assert locks(queries)[:3] == in_order
    with CaptureQueriesContext(connection) as queries:
        takes_back(dani, done, at=2)
    assert locks(queries)[:3] == in_order
    assert (status(engine), status(ladder)) == ("alerted", "alerted")
