"""Units are sent, and whoever sends them takes part."""

from __future__ import annotations

import pytest

from dispatch.models import Assignment
from dispatch.services.sending import UnitEngaged, UnitNotInService
from incidents.models import Incident
from incidents.services.records import IncidentNotOpen
from incidents.states import TrackState
from safety_net.core.errors import Invalid
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.dispatching import sends, times
from tests.support.fleet import a_unit
from units.models import Unit
from units.states import Duty


def test_sending_acknowledges_and_starts(
    dani: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    first, second = sends(dani, fire, ladder, engine)
    assert deeds.track(fire, dani.agency).state == TrackState.WORKING
    assert (first.unit, first.primary, second.primary) == (ladder, True, False)
    assert deeds.kinds(fire)[-4:] == [
        "track.started",
        "time.recorded",
        "assignment.made",
        "assignment.made",
    ]


def test_the_first_alert_is_the_incidents_time(dani: Person, fire: Incident, engine: Unit) -> None:
    sends(dani, fire, engine, first="on_scene")
    assert {code: times(fire).get(code) for code in ("t4", "t6", "t7")} == {
        "t4": NOON,
        "t6": None,
        "t7": NOON,
    }


def test_a_unit_in_use_is_refused_and_named(
    dani: Person, sol: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    sends(dani, fire, engine)
    other = file(by=dani)
    with pytest.raises(UnitEngaged) as refused:
        sends(sol, other, engine, ladder)
    (told,) = refused.value.extra["units"]
    assert (told["call_sign"], told["number"], told["assigned_by"]) == (
        "E 11",
        fire.number,
        "Dani",
    )
    assert not Assignment.objects.filter(incident=other).exists()


def test_on_purpose_it_goes_to_both(dani: Person, fire: Incident, engine: Unit) -> None:
    sends(dani, fire, engine)
    other = file(by=dani)
    sends(dani, other, engine, also=True)
    assert Assignment.objects.filter(unit=engine, cleared_at__isnull=True).count() == 2
    assert deeds.entries(other)[-1].payload["also"] is True


def test_the_number_of_a_hidden_incident_is_not_told(
    dani: Person, mina: Person, patrol: Unit
) -> None:
    theft = file(by=mina, kind="CRIME.THEFT")
    sends(mina, theft, patrol)
    theft.tracks.filter(agency=mina.agency).delete()
    with pytest.raises(UnitEngaged) as refused:
        sends(mina, file(by=mina), patrol)
    assert refused.value.extra["units"][0]["number"] is None


def test_twice_on_one_incident_changes_nothing(dani: Person, fire: Incident, engine: Unit) -> None:
    sends(dani, fire, engine)
    before = deeds.head()
    assert sends(dani, fire, engine) == []
    assert deeds.head() == before


def test_out_of_service_is_refused(dani: Person, fire: Incident) -> None:
    broken = a_unit(dani.agency, "E 9", duty=Duty.OUT_OF_SERVICE, reason="pump broken")
    with pytest.raises(UnitNotInService) as refused:
        sends(dani, fire, broken)
    assert refused.value.extra["units"][0]["reason"] == "pump broken"


def test_only_ones_own_units(dani: Person, fire: Incident, patrol: Unit) -> None:
    with pytest.raises(Invalid):
        sends(dani, fire, patrol)


def test_nothing_goes_to_a_closed_incident(dani: Person, fire: Incident, engine: Unit) -> None:
    deeds.closes(dani, fire, override="over")
    with pytest.raises(IncidentNotOpen):
        sends(dani, fire, engine)


def test_a_unit_that_is_retired_is_not_sent(dani: Person, fire: Incident, engine: Unit) -> None:
    Unit.objects.filter(pk=engine.pk).update(is_active=False)
    with pytest.raises(Invalid):
        sends(dani, fire, engine)
