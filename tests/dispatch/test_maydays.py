"""A crew in danger: everybody involved knows where, somebody answers by name."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dispatch.board import board_for
from dispatch.models import Mayday
from dispatch.services import maydays
from incidents.models import Incident
from safety_net.core.access import Actor
from safety_net.core.errors import Forbidden, Invalid, NotFound
from tests.support.at_once import at_once, refusals
from tests.support.cast import NOON, Person, file
from tests.support.deeds import head
from tests.support.deeds_units import (
    agencies_told,
    calls_mayday,
    ends_mayday,
    fresh_unit,
    hears,
    sets_duty,
    takes_mayday,
    told_of,
)
from tests.support.dispatching import clears, moves_on, sends
from tests.support.fleet import a_unit
from units import hooks
from units.cards import card_of
from units.hooks import Fix
from units.models import Unit
from units.states import Duty

LATER = NOON + timedelta(minutes=1)


def test_all_who_are_involved_know_at_once(
    dani: Person, mina: Person, outsider: Person, fire: Incident, engine: Unit
) -> None:
    sends(dani, fire, engine)
    mayday = calls_mayday(dani, engine, lon=126.07, lat=37.05)
    raised, changed = told_of(engine)[-2:]
    assert (raised.kind, changed.kind) == ("mayday.raised", "unit.changed")
    assert hears(dani, raised)
    assert hears(mina, raised)
    assert not hears(outsider, raised)
    assert agencies_told(mayday) == set(fire.tracks.values_list("agency__slug", flat=True))
    told = raised.payload["mayday"]
    assert (told["lon"], told["lat"], told["incident"]) == (126.07, 37.05, fire.pk)
    assert (told["call_sign"], told["raised_by"], told["acknowledged_at"]) == ("E 11", "Dani", None)


def test_everybody_who_sees_the_unit_sees_that_it_is_in_danger(
    dani: Person, outsider: Person, fire: Incident, engine: Unit
) -> None:
    sends(dani, fire, engine)
    calls_mayday(dani, engine)
    card = told_of(engine)[-1].payload["unit"]
    assert (card["emergency"], card["status"], card["incidents"]) == (True, "alerted", 1)
    assert hears(outsider, told_of(engine)[-1])


def test_the_agencies_of_every_incident_it_is_on(
    dani: Person, mina: Person, city: Any, fire: Incident, engine: Unit
) -> None:
    crash = file(by=mina, kind="TRAFFIC.ACC")
    crash.tracks.create(agency=city.coast_guard, role="support", basis="asked", asked_at=NOON)
    crash.tracks.get_or_create(
        agency=dani.agency, defaults={"role": "support", "basis": "asked", "asked_at": NOON}
    )
    sends(dani, fire, engine)
    sends(dani, crash, engine, also=True, at=LATER)
    mayday = calls_mayday(dani, engine, at=LATER)
    assert "coast-guard" in agencies_told(mayday)
    assert mayday.incident == crash, "where it moved last"


@pytest.mark.parametrize("duty", Duty)
def test_from_any_duty(dani: Person, duty: Duty) -> None:
    reason = "in the workshop" if duty == Duty.OUT_OF_SERVICE else ""
    engine = a_unit(dani.agency, "E 11", duty=duty, reason=reason)
    mayday = calls_mayday(dani, engine)
    assert (mayday.incident, agencies_told(mayday)) == (None, {"fire"})
    assert card_of(fresh_unit(engine))["status"] == duty


@pytest.mark.parametrize("status", ["en_route", "on_scene"])
def test_from_any_status_which_stays(
    dani: Person, fire: Incident, engine: Unit, status: str
) -> None:
    (sent,) = sends(dani, fire, engine)
    moves_on(dani, sent, status)
    calls_mayday(dani, engine)
    sent.refresh_from_db()
    assert sent.status == status


def test_raised_twice_it_is_one(dani: Person, sol: Person, engine: Unit) -> None:
    first = calls_mayday(dani, engine)
    before = head()
    assert calls_mayday(sol, engine, at=LATER, lon=126.0, lat=37.0) == first
    assert (head(), Mayday.objects.get().raised_by) == (before, "Dani")


@pytest.mark.usefixtures("committing")
def test_raised_by_two_at_once_it_is_one(dani: Person, sol: Person) -> None:
    engine = a_unit(dani.agency, "E 11")
    outcomes = at_once(partial(calls_mayday, dani, engine), partial(calls_mayday, sol, engine))
    assert refusals(outcomes) == []
    assert outcomes[0] == outcomes[1]
    assert [entry.kind for entry in told_of(engine)] == ["mayday.raised", "unit.changed"]


@pytest.fixture
def heard_at_the_pier(monkeypatch: pytest.MonkeyPatch) -> None:
    pier = Fix(lon=126.26, lat=37.05, at=NOON)
    monkeypatch.setattr(hooks, "_latest_fix", [lambda unit_id: pier])


@pytest.mark.usefixtures("heard_at_the_pier")
def test_without_a_place_it_is_where_the_unit_was_heard(dani: Person, engine: Unit) -> None:
    mayday = calls_mayday(dani, engine)
    assert mayday.location is not None
    assert (mayday.location.x, mayday.location.y) == (126.26, 37.05)


def test_a_named_person_takes_notice_and_the_first_one_counts(
    dani: Person, sol: Person, mina: Person, fire: Incident, engine: Unit
) -> None:
    sends(dani, fire, engine)
    mayday = calls_mayday(dani, engine)
    takes_mayday(sol, mayday, at=LATER)
    entry = told_of(engine)[-1]
    assert (entry.kind, entry.payload["mayday"]["acknowledged_by"]) == (
        "mayday.acknowledged",
        "Sol",
    )
    assert hears(mina, entry)
    before = head()
    assert takes_mayday(dani, mayday).acknowledged_by == "Sol"
    assert head() == before


def test_a_program_is_no_person(dani: Person, engine: Unit) -> None:
    mayday = calls_mayday(dani, engine)
    program = Actor(name="radio gateway", kind="integration", agency_id=dani.agency.pk)
    with pytest.raises(Forbidden):
        maydays.acknowledge_mayday(mayday_id=mayday.pk, by=program, at=LATER)


def test_it_ends_with_a_reason(dani: Person, sol: Person, engine: Unit) -> None:
    mayday = calls_mayday(dani, engine)
    with pytest.raises(Invalid):
        ends_mayday(sol, mayday, reason=" ")
    takes_mayday(dani, mayday)
    ends_mayday(sol, mayday, reason=" crew is out ", at=LATER)
    kept = Mayday.objects.get()
    assert (kept.ended_at, kept.ended_by, kept.end_reason) == (LATER, "Sol", "crew is out")
    assert not told_of(engine)[-1].payload["unit"]["emergency"]
    before = head()
    ends_mayday(dani, mayday, reason="again")
    assert head() == before


def test_who_ends_it_has_taken_notice(dani: Person, sol: Person, engine: Unit) -> None:
    mayday = ends_mayday(sol, calls_mayday(dani, engine), reason="pressed by mistake")
    assert mayday.acknowledged_by == "Sol"
    kinds = [entry.kind for entry in told_of(engine)]
    assert kinds == [
        "mayday.raised",
        "unit.changed",
        "mayday.acknowledged",
        "mayday.ended",
        "unit.changed",
    ]


def test_after_the_end_it_may_be_raised_again(dani: Person, engine: Unit) -> None:
    first = calls_mayday(dani, engine)
    ends_mayday(dani, first)
    assert calls_mayday(dani, engine, at=LATER) != first


def test_clearing_and_duty_leave_it_standing(dani: Person, fire: Incident, engine: Unit) -> None:
    (sent,) = sends(dani, fire, engine)
    calls_mayday(dani, engine)
    clears(dani, sent, at=LATER)
    sets_duty(dani, engine, Duty.OUT_OF_SERVICE, reason="searching", at=LATER)
    assert told_of(engine)[-1].payload["unit"]["emergency"]
    assert [one["call_sign"] for one in board_for(dani.viewer)["maydays"]] == ["E 11"]


def test_another_agency_neither_raises_nor_takes(dani: Person, mina: Person, engine: Unit) -> None:
    with pytest.raises(NotFound):
        calls_mayday(mina, engine)
    mayday = calls_mayday(dani, engine)
    for deed in (takes_mayday, ends_mayday):
        with pytest.raises(NotFound):
            deed(mina, mayday)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"acknowledged_at": NOON}, "a_mayday_is_acknowledged_by_name"),
        ({"ended_at": NOON}, "a_mayday_ends_with_a_reason"),
        ({"ended_at": NOON, "end_reason": "out"}, "a_mayday_ends_with_a_reason"),
    ],
)
def test_the_database_knows_too(
    dani: Person, engine: Unit, change: dict[str, Any], constraint: str
) -> None:
    mayday = calls_mayday(dani, engine)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Mayday.objects.filter(pk=mayday.pk).update(**change)
