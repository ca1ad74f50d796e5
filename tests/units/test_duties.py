"""What a unit does while no incident holds it: every pair of duties, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidents.services.records import IllegalMove
from safety_net.core.errors import Invalid, NotFound
from tests.support.cast import NOON, Person, file
from tests.support.deeds import head
from tests.support.deeds_units import fresh_unit, hears, sets_duty, told_of
from tests.support.dispatching import sends
from tests.support.fleet import a_unit
from units.models import Unit
from units.services.records import UnitOnIncident, UnitRetired
from units.states import DUTY_MOVES, Duty

LATER = NOON + timedelta(minutes=5)


@pytest.mark.parametrize("wanted", Duty)
@pytest.mark.parametrize("was", Duty)
def test_every_pair_of_duties(dani: Person, was: Duty, wanted: Duty) -> None:
    reason = "pump broken" if was == Duty.OUT_OF_SERVICE else ""
    engine = a_unit(dani.agency, "E 11", duty=was, reason=reason)
    before = head()
    if wanted in DUTY_MOVES[was]:
        sets_duty(dani, engine, wanted, reason="hose torn", at=LATER)
        kept = fresh_unit(engine)
        assert (kept.duty, kept.duty_since, kept.version) == (wanted, LATER, 2)
        assert head() == before + 1
        return
    with pytest.raises(IllegalMove) as refused:
        sets_duty(dani, engine, wanted, reason="hose torn", at=LATER)
    assert refused.value.extra == {"was": was, "wanted": wanted}
    assert (fresh_unit(engine).duty, head()) == (was, before)


def test_every_duty_is_in_the_table() -> None:
    assert set(DUTY_MOVES) == set(Duty)


def test_out_of_service_says_why_and_everybody_sees_it(
    dani: Person, mina: Person, engine: Unit
) -> None:
    with pytest.raises(Invalid):
        sets_duty(dani, engine, Duty.OUT_OF_SERVICE, reason=" ")
    sets_duty(dani, engine, Duty.OUT_OF_SERVICE, reason=" pump broken ")
    (entry,) = told_of(engine)
    card = entry.payload["unit"]
    assert (card["status"], card["reason"]) == ("out_of_service", "pump broken")
    assert (entry.payload["what"], entry.payload["reason"]) == ("duty", "pump broken")
    assert hears(mina, entry)


def test_a_unit_that_is_not_shared_is_told_to_its_agency_alone(
    dani: Person, hana: Person, mina: Person
) -> None:
    hidden = a_unit(dani.agency, "X 1", shared=False)
    sets_duty(dani, hidden, Duty.AVAILABLE_MOBILE)
    (entry,) = told_of(hidden)
    assert hears(hana, entry)
    assert not hears(mina, entry)


def test_an_incident_holds_its_units(dani: Person, engine: Unit) -> None:
    sends(dani, file(by=dani), engine)
    with pytest.raises(UnitOnIncident) as refused:
        sets_duty(dani, engine, Duty.OUT_OF_SERVICE, reason="tired")
    assert refused.value.code == "unit_engaged"
    assert refused.value.extra["units"] == [{"unit": engine.pk, "call_sign": "E 11"}]


def test_only_ones_own_units(mina: Person, engine: Unit) -> None:
    with pytest.raises(NotFound):
        sets_duty(mina, engine, Duty.AVAILABLE_MOBILE)


def test_a_unit_that_was_put_away_does_nothing(dani: Person, engine: Unit) -> None:
    Unit.objects.filter(pk=engine.pk).update(is_active=False)
    with pytest.raises(UnitRetired):
        sets_duty(dani, engine, Duty.AVAILABLE_MOBILE)


def test_a_duty_that_does_not_exist(dani: Person, engine: Unit) -> None:
    with pytest.raises(Invalid):
        sets_duty(dani, engine, "asleep")
