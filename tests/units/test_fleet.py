"""Which units an agency has: added, changed and put away by its admin."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safety_net.core.errors import Invalid, NotFound, StaleVersion
from tests.support.at_once import at_once, refusals
from tests.support.cast import Person, file
from tests.support.deeds import head
from tests.support.deeds_units import creates, edits, fresh_unit, hears, sets_duty, told_of
from tests.support.dispatching import sends
from tests.support.fleet import a_station
from units.cards import card_of
from units.models import Capability, Unit, UnitKind
from units.services.records import UnitOnIncident
from units.states import Duty


def test_a_unit_starts_as_its_kind(chief: Person) -> None:
    hazmat = creates(chief, " H  1 ", "hazmat")
    card = card_of(fresh_unit(hazmat))
    assert (card["call_sign"], card["agency"]) == ("H 1", chief.agency.pk)
    assert card["capabilities"] == {"hazmat": 1, "decon": 1}
    assert (card["crew_size"], card["crew_minimum"]) == (4, 3)
    assert (card["duty"], card["version"]) == ("available_station", 1)
    (entry,) = told_of(hazmat)
    assert (entry.payload["what"], entry.payload["unit"]) == ("created", card)


def test_what_is_said_counts_more_than_the_kind(chief: Person) -> None:
    station = a_station(chief.agency, "Mill")
    made = creates(
        chief,
        kind="engine",
        capabilities={"engine": 1, "rescue": 2},
        crew_size=6,
        crew_minimum=4,
        radio="ch 4",
        station=station,
        is_shared=False,
    )
    card = card_of(fresh_unit(made))
    assert card["capabilities"] == {"engine": 1, "rescue": 2}
    assert (card["crew_size"], card["crew_minimum"], card["radio"]) == (6, 4, "ch 4")
    assert (card["station"], card["shared"]) == (station.pk, False)


def test_a_call_sign_is_one_in_the_city_whatever_the_letters(chief: Person, admin: Person) -> None:
    creates(chief, "Pump 3")
    before = head()
    for other in ("pump 3", "PUMP  3"):
        with pytest.raises(Invalid) as refused:
            creates(admin, other, "pump_crew")
        assert list(refused.value.extra["fields"]) == ["call_sign"]
    assert (head(), Unit.objects.count()) == (before, 1)


@pytest.mark.usefixtures("committing")
def test_two_admins_take_one_call_sign_at_once(chief: Person, admin: Person) -> None:
    outcomes = at_once(
        partial(creates, chief, "Pump 3"), partial(creates, admin, "pump 3", "pump_crew")
    )
    assert len(refusals(outcomes)) == Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"call_sign": "  "}, "call_sign"),
        ({"capabilities": {"wings": 1}}, "capabilities"),
        ({"capabilities": {"engine": 0}}, "capabilities"),
        ({"crew_size": 2, "crew_minimum": 3}, "crew_minimum"),
    ],
)
def test_what_cannot_be(chief: Person, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        creates(chief, **facts)
    assert list(refused.value.extra["fields"]) == [field]
    assert not Unit.objects.exists()


def test_a_station_of_another_agency(chief: Person, mina: Person) -> None:
    with pytest.raises(Invalid):
        creates(chief, station=a_station(mina.agency, "Police"))


def test_only_what_is_named_changes(chief: Person, engine: Unit) -> None:
    edits(chief, engine, radio="ch 9", capabilities={"tanker": 2})
    card = card_of(fresh_unit(engine))
    assert (card["radio"], card["capabilities"], card["version"]) == ("ch 9", {"tanker": 2}, 2)
    assert (card["call_sign"], card["crew_size"]) == ("E 11", 4)


def test_a_stale_change_tells_both_versions_and_the_unit(chief: Person, engine: Unit) -> None:
    edits(chief, engine, radio="ch 9")
    with pytest.raises(StaleVersion) as refused:
        edits(chief, engine, version=1, phone="119")
    extra = refused.value.extra
    assert (extra["yours"], extra["current"], extra["unit"]["radio"]) == (1, 2, "ch 9")
    assert fresh_unit(engine).phone == ""


def test_another_agencys_unit_is_not_there(admin: Person, engine: Unit) -> None:
    with pytest.raises(NotFound):
        edits(admin, engine, radio="ch 9")


def test_a_name_that_is_not_known(chief: Person, engine: Unit) -> None:
    with pytest.raises(Invalid):
        edits(chief, engine, duty="returning")


def test_a_unit_that_is_not_shared_any_more_is_gone_for_others(
    chief: Person, mina: Person, engine: Unit
) -> None:
    edits(chief, engine, is_shared=False)
    gone, kept = told_of(engine)
    assert (gone.payload["what"], gone.payload["unit"]["active"]) == ("withdrawn", False)
    assert hears(mina, gone)
    assert not hears(mina, kept)
    assert kept.payload["unit"]["active"]
    edits(chief, engine, is_shared=True)
    assert hears(mina, told_of(engine)[-1])


def test_a_unit_is_put_away_when_it_is_free(chief: Person, dani: Person, engine: Unit) -> None:
    sends(dani, file(by=dani), engine)
    with pytest.raises(UnitOnIncident):
        edits(chief, engine, is_active=False)
    assert fresh_unit(engine).is_active


def test_a_unit_that_was_put_away_comes_back(chief: Person, mina: Person, engine: Unit) -> None:
    edits(chief, engine, is_active=False)
    assert hears(mina, told_of(engine)[-1])
    edits(chief, engine, is_active=True)
    sets_duty(chief, engine, Duty.AVAILABLE_MOBILE)


def test_a_retired_hidden_unit_is_not_shown_to_others_again(
    chief: Person, mina: Person, engine: Unit
) -> None:
    edits(chief, engine, is_active=False)
    edits(chief, engine, is_shared=False)
    assert not hears(mina, told_of(engine)[-1])


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"duty": "asleep"}, "duty_is_known"),
        ({"duty": "out_of_service"}, "out_of_service_has_a_reason"),
    ],
)
def test_the_database_knows_too(engine: Unit, change: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Unit.objects.filter(pk=engine.pk).update(**change)


def test_the_kinds_bring_what_exists(db: None) -> None:
    known = set(Capability.objects.values_list("code", flat=True))
    for kind in UnitKind.objects.all():
        assert set(kind.capabilities) <= known, kind
        assert kind.crew_minimum <= kind.crew_size, kind
