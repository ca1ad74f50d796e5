"""A freed unit is available or returning, never forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatch.models import Assignment
from dispatch.services.following import UnitsStillAssigned
from incidents.models import Incident
from incidents.services.records import IllegalMove
from safety_net.core.errors import Invalid
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.dispatching import clears, clears_all, fresh, moves_on, sends, times
from units.cards import card_of
from units.models import Unit
from units.states import Duty

LATER = NOON + timedelta(minutes=30)


def test_a_cleared_unit_returns(dani: Person, fire: Incident, engine: Unit) -> None:
    (sent,) = sends(dani, fire, engine)
    clears(dani, sent, reason="not needed", at=LATER)
    engine.refresh_from_db()
    assert (engine.duty, engine.duty_since) == (Duty.RETURNING, LATER)
    assert fresh(sent).clear_reason == "not needed"
    assert times(fire)["t10"] == LATER


def test_the_primary_place_passes_on(
    dani: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    first, second = sends(dani, fire, engine, ladder)
    clears(dani, first)
    assert fresh(second).primary
    assert deeds.entries(fire)[-1].payload["primary"] == second.pk
    assert "t10" not in times(fire)


def test_the_other_incident_still_holds_it(dani: Person, fire: Incident, engine: Unit) -> None:
    (here,) = sends(dani, fire, engine)
    other = file(by=dani)
    (there,) = sends(dani, other, engine, also=True)
    moves_on(dani, there, "on_scene")
    clears(dani, here)
    assert fresh(there).status == "on_scene"
    assert card_of(engine)["status"] == "on_scene"


def test_with_a_patient_on_board_nobody_is_free(
    dani: Person, sol: Person, fire: Incident, engine: Unit
) -> None:
    (sent,) = sends(dani, fire, engine, first="on_scene")
    moves_on(dani, sent, "transport")
    with pytest.raises(IllegalMove):
        clears(dani, sent)
    clears(sol, sent, override_reason="handed over on the way")
    assert fresh(sent).clear_reason == "handed over on the way"


def test_with_a_patient_on_board_nothing_closes_without_a_reason(
    dani: Person, fire: Incident, engine: Unit
) -> None:
    (sent,) = sends(dani, fire, engine, first="on_scene")
    moves_on(dani, sent, "transport")
    fire.tracks.exclude(agency=dani.agency).update(role="informed")
    deeds.finishes(dani, fire)
    with pytest.raises(UnitsStillAssigned):
        deeds.closes(dani, fire, released_to=Duty.RETURNING, at=LATER)
    deeds.closes(dani, fire, released_to=Duty.RETURNING, override="radio is dead", at=LATER)
    assert fresh(sent).clear_reason == "radio is dead"


def test_the_last_clear_is_the_latest_however_late_one_learns_of_it(
    dani: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    first, second = sends(dani, fire, engine, ladder)
    clears(dani, first, at=LATER)
    clears(dani, second, happened=NOON + timedelta(minutes=10), at=LATER, source="crew")
    assert times(fire)["t10"] == LATER


def test_out_of_service_is_not_where_one_is_freed_to(
    dani: Person, fire: Incident, engine: Unit
) -> None:
    (sent,) = sends(dani, fire, engine)
    with pytest.raises(Invalid):
        clears(dani, sent, then=Duty.OUT_OF_SERVICE)


def test_all_of_ones_own_at_once(
    dani: Person, mina: Person, fire: Incident, engine: Unit, patrol: Unit
) -> None:
    sends(dani, fire, engine)
    (theirs,) = sends(mina, fire, patrol)
    clears_all(dani, fire, reason="fire is out", then=Duty.AVAILABLE_MOBILE)
    left = Assignment.objects.filter(incident=fire, cleared_at__isnull=True)
    assert list(left) == [theirs]
    assert fresh(theirs).primary


def test_a_close_asks_where_the_units_go(
    sol: Person, dani: Person, fire: Incident, engine: Unit
) -> None:
    sends(dani, fire, engine)
    with pytest.raises(UnitsStillAssigned) as refused:
        deeds.closes(sol, fire, override="over", at=LATER)
    assert [unit["call_sign"] for unit in refused.value.extra["units"]] == ["E 11"]
    assert deeds.fresh(fire).status == "open"
    deeds.closes(sol, fire, override="over", released_to=Duty.AVAILABLE_STATION, at=LATER)
    engine.refresh_from_db()
    assert engine.duty == Duty.AVAILABLE_STATION
    assert card_of(engine)["incidents"] == 0


def test_a_merge_brings_the_units_along(dani: Person, engine: Unit, ladder: Unit) -> None:
    twin, fire = file(by=dani), file(by=dani)
    moved = sends(dani, twin, engine, ladder)[0]
    sends(dani, fire, ladder, also=True)
    moves_on(dani, moved, "en_route", at=LATER)
    deeds.merges(dani, twin, into=fire, at=LATER)
    assert not Assignment.objects.filter(incident=twin, cleared_at__isnull=True).exists()
    there = Assignment.objects.get(incident=fire, unit=engine, cleared_at__isnull=True)
    assert (there.status, there.status_since, there.primary) == ("en_route", LATER, False)
    assert set(there.times.values_list("status", flat=True)) == {"alerted", "en_route"}
    assert Assignment.objects.filter(incident=fire, unit=ladder).count() == 1
    assert card_of(engine)["incidents"] == 1
