"""Times of units are corrected beside what they correct, and the incident's times follow."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dispatch.models import Assignment
from incidents.models import Incident
from safety_net.core.errors import Invalid, NotFound
from tests.support import deeds
from tests.support.cast import NOON, Person
from tests.support.deeds_units import corrects_time
from tests.support.dispatching import clears, fresh, moves_on, sends, times
from units.models import Unit

LATER = NOON + timedelta(hours=1)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def both(dani: Person, fire: Incident, engine: Unit, ladder: Unit) -> list[Assignment]:
    """Engine and ladder; the engine arrives after six minutes, the ladder after nine."""
    sent = sends(dani, fire, engine, ladder)
    for assignment, minutes in zip(sent, (6, 9), strict=True):
        moves_on(dani, assignment, "on_scene", at=after(minutes))
    return sent


def test_a_correction_stands_beside_what_it_corrects(
    dani: Person, fire: Incident, both: list[Assignment]
) -> None:
    engine, _ = both
    corrects_time(dani, engine, "on_scene", after(5), at=LATER)
    rows = engine.times.filter(status="on_scene").order_by("pk")
    assert [row.at for row in rows] == [after(6), after(5)]
    assert (rows[1].source, rows[1].reason) == ("correction", "said by radio")
    assert (rows[1].recorded_by, rows[1].recorded_at) == ("Dani", LATER)
    assert [one.at for one in fire.times.filter(code="t7").order_by("pk")] == [after(6), after(5)]
    timed, recorded = deeds.entries(fire)[-2:]
    assert (timed.kind, timed.payload["reason"]) == ("assignment.timed", "said by radio")
    assert (recorded.kind, recorded.payload["source"]) == ("time.recorded", "correction")


def test_the_status_stays(dani: Person, both: list[Assignment]) -> None:
    corrects_time(dani, both[0], "en_route", after(1), at=LATER)
    kept = fresh(both[0])
    assert (kept.status, kept.status_since) == ("on_scene", after(6))


def test_a_later_first_arrival_moves_the_incidents_time_to_the_second(
    dani: Person, fire: Incident, both: list[Assignment]
) -> None:
    corrects_time(dani, both[0], "on_scene", after(20), at=LATER)
    assert times(fire)["t7"] == after(9)


def test_what_changes_nothing_for_the_incident_is_not_recorded_there(
    dani: Person, fire: Incident, both: list[Assignment]
) -> None:
    corrects_time(dani, both[1], "on_scene", after(8), at=LATER)
    assert fire.times.filter(code="t7").count() == 1
    assert deeds.kinds(fire)[-1] == "assignment.timed"


def test_what_a_desk_said_of_the_incident_counts_on(
    dani: Person, fire: Incident, both: list[Assignment]
) -> None:
    deeds.records_time(dani, fire, "t7", happened=after(4), at=LATER)
    corrects_time(dani, both[1], "on_scene", after(8), at=LATER)
    assert times(fire)["t7"] == after(4)


def test_the_last_one_clear_is_the_incidents_time(
    dani: Person, fire: Incident, both: list[Assignment]
) -> None:
    clears(dani, both[0], at=after(30))
    corrects_time(dani, both[0], "clear", after(28), at=LATER)
    assert "t10" not in times(fire), "the ladder is still there"
    clears(dani, both[1], at=after(40))
    assert times(fire)["t10"] == after(40)
    corrects_time(dani, both[0], "clear", after(45), at=LATER)
    assert times(fire)["t10"] == after(45)


def test_also_after_the_close(dani: Person, fire: Incident, both: list[Assignment]) -> None:
    for one in both:
        clears(dani, one, at=after(30))
    deeds.closes(dani, fire, override="over", at=after(31))
    corrects_time(dani, both[0], "alerted", after(0.5), at=LATER)
    assert times(fire)["t4"] == NOON, "the ladder was alerted first then"


@pytest.mark.parametrize(
    ("status", "minutes", "reason"),
    [("asleep", 1, "x"), ("on_scene", 61, "x"), ("on_scene", 1, " ")],
)
def test_what_cannot_be(
    dani: Person, both: list[Assignment], status: str, minutes: float, reason: str
) -> None:
    before = deeds.head()
    with pytest.raises(Invalid):
        corrects_time(dani, both[0], status, after(minutes), reason=reason, at=LATER)
    assert deeds.head() == before


def test_another_agency_corrects_nothing(mina: Person, both: list[Assignment]) -> None:
    with pytest.raises(NotFound):
        corrects_time(mina, both[0], "on_scene", after(1), at=LATER)
