"""File an incident: type and place are enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from agencies.models import City
from incidents.models import Incident, IncidentTime
from incidents.places import Place
from incidents.services.filing import FirstReport, file_incident
from incidents.services.records import NotInvolved
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid
from tests.support import deeds
from tests.support.cast import NOON, Person, a_type, file
from tests.support.small_city import MILL_BRIDGE


def test_a_call_taker_files_and_the_incident_exists(hana: Person, noon: datetime) -> None:
    fire = file(by=hana)
    kept = deeds.fresh(fire)
    assert kept.number == "20261122-0001"
    assert (kept.status, kept.priority, kept.version) == ("reported", 0, 1)
    assert (kept.filed_by, kept.filed_by_name, kept.filed_at) == (hana.agency, "Hana", noon)
    assert kept.district is not None
    assert kept.district.code == "dong-mill"
    assert (kept.address, kept.verified) == ("Mill Bridge", True)


def test_one_entry_tells_everybody_who_takes_part(hana: Person) -> None:
    fire = file(by=hana)
    (entry,) = deeds.entries()
    assert entry.kind == "incident.filed"
    assert entry.payload["card"]["number"] == fire.number
    tracks = fire.tracks.values_list("agency_id", flat=True)
    assert set(entry.audience) == {f"agency:{agency_id}" for agency_id in tracks}


def test_the_caller_is_kept_but_never_told(hana: Person) -> None:
    fire = file(by=hana, caller_name="Kim Bora", caller_number="010-1234-5678")
    report = fire.reports.get()
    assert (report.caller_name, report.caller_number) == ("Kim Bora", "010-1234-5678")
    told = str([entry.wire() for entry in deeds.entries()])
    assert "Kim Bora" not in told
    assert "1234" not in told


def test_numbers_count_within_the_citys_day(hana: Person, noon: datetime) -> None:
    midnight = noon + timedelta(hours=12)
    times = [noon, midnight - timedelta(microseconds=1), midnight, midnight]
    numbers = [file(by=hana, at=at).number for at in times]
    assert numbers == ["20261122-0001", "20261122-0002", "20261123-0001", "20261123-0002"]


def test_the_citys_day_follows_its_time_zone(hana: Person, noon: datetime) -> None:
    City.objects.update(timezone="America/Los_Angeles")
    assert file(by=hana, at=noon).number == "20261121-0001"


def test_a_refused_filing_uses_no_number(hana: Person) -> None:
    with pytest.raises(Invalid):
        file(by=hana, priority=7)
    assert file(by=hana).number.endswith("-0001")


def test_the_priority_may_be_set(hana: Person) -> None:
    assert file(by=hana, priority=3).priority == 3
    assert file(by=hana, priority=0).priority == 0


@pytest.mark.parametrize("priority", [-1, 5, 99])
def test_a_priority_that_does_not_exist_is_refused(hana: Person, priority: int) -> None:
    with pytest.raises(Invalid) as refused:
        file(by=hana, priority=priority)
    assert "priority" in refused.value.extra["fields"]
    assert not Incident.objects.exists()


def test_a_drill_is_marked_by_its_type_or_by_hand(hana: Person) -> None:
    assert file(by=hana, kind="TEST.DRILL").exercise
    assert file(by=hana, exercise=True).exercise
    assert not file(by=hana).exercise


def test_the_call_came_in_before_it_was_filed(hana: Person, noon: datetime) -> None:
    called = noon - timedelta(seconds=40)
    fire = file_incident(
        kind=a_type("FIRE.STRUCT"),
        place=MILL_BRIDGE,
        report=FirstReport(received_at=called),
        by=hana.actor,
        at=noon,
    )
    times = dict(IncidentTime.objects.filter(incident=fire).values_list("code", "at"))
    assert times == {"t0": called, "t2": noon}


@pytest.mark.parametrize("ago", [timedelta(minutes=-2), timedelta(hours=25)])
def test_a_call_of_another_time_is_refused(hana: Person, noon: datetime, ago: timedelta) -> None:
    with pytest.raises(Invalid) as refused:
        file_incident(
            kind=a_type("FIRE.STRUCT"),
            place=MILL_BRIDGE,
            report=FirstReport(received_at=noon - ago),
            by=hana.actor,
            at=noon,
        )
    assert "received_at" in refused.value.extra["fields"]


@pytest.mark.parametrize(
    ("lon", "lat"), [(181, 37), (-181, 37), (126, 91), (float("nan"), 37), (126, float("inf"))]
)
def test_a_place_off_the_globe_is_refused(lon: float, lat: float) -> None:
    with pytest.raises(Invalid):
        Place(lon=lon, lat=lat)


def test_somebody_without_an_agency_can_not_file(hana: Person) -> None:
    stranger = replace(hana.actor, agency_id=None)
    for nobody in (SYSTEM, stranger):
        with pytest.raises(NotInvolved):
            file_incident(
                kind=a_type("FIRE.STRUCT"),
                place=MILL_BRIDGE,
                report=FirstReport(),
                by=nobody,
                at=NOON,
            )
    assert deeds.head() == 0
