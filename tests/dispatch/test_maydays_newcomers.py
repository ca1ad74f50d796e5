"""Whoever comes to be involved with a unit in danger learns of it at once."""

from __future__ import annotations

from datetime import timedelta

from dispatch.board import board_for
from dispatch.services.maydays import raise_mayday
from incidents.models import Incident
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.dispatching import sends
from units.models import Unit


def shown_to(who: Person) -> list[str]:
    return [mayday["call_sign"] for mayday in board_for(who.viewer)["maydays"]]


def test_an_agency_that_is_asked_later(
    dani: Person, outsider: Person, fire: Incident, engine: Unit
) -> None:
    sends(dani, fire, engine)
    raise_mayday(unit_id=engine.pk, by=dani.actor, at=NOON)
    assert shown_to(outsider) == []
    deeds.asks(dani, fire, outsider.agency)
    assert shown_to(outsider) == ["E 11"]
    told = [entry for entry in deeds.entries() if entry.kind == "mayday.raised"]
    assert told[-1].audience == [f"agency:{outsider.agency.pk}"]


def test_whoever_is_not_on_its_incident_is_not_told_which(
    dani: Person, outsider: Person, fire: Incident, engine: Unit
) -> None:
    other = file(by=dani)
    sends(dani, fire, engine)
    sends(dani, other, engine, also=True, at=NOON + timedelta(minutes=1))
    deeds.asks(dani, fire, outsider.agency)
    mayday = raise_mayday(unit_id=engine.pk, by=dani.actor, at=NOON + timedelta(minutes=2))
    assert mayday.incident_id == other.pk
    named = [entry.payload["mayday"]["incident"] for entry in deeds.entries()[-3:-1]]
    assert named == [other.pk, None]
    assert [one["incident"] for one in board_for(outsider.viewer)["maydays"]] == [None]
    deeds.asks(dani, other, outsider.agency)
    assert [one["incident"] for one in board_for(outsider.viewer)["maydays"]] == [other.pk]
    assert deeds.entries()[-1].payload["mayday"]["incident"] == other.pk


def test_the_agencies_of_another_incident_it_is_sent_to(
    dani: Person, mina: Person, jun: Person, engine: Unit
) -> None:
    raise_mayday(unit_id=engine.pk, by=dani.actor, at=NOON)
    assert shown_to(mina) == []
    sends(dani, file(by=dani), engine)
    assert shown_to(mina) == shown_to(jun) == ["E 11"]
