"""File an incident over REST."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from incidents.models import Incident, Report
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.api.bodies import a_fire, bad_fields, is_refused
from tests.support.cast import Person


def test_type_and_place_are_enough(hana: Person) -> None:
    body = {"type": "FIRE.STRUCT", "place": {"lon": 126.07, "lat": 37.05}}
    answer = hana.client.post("/api/incidents/", body)
    assert answer.status_code == 201
    card = answer.json()
    assert card["type"] == "FIRE.STRUCT"
    assert card["priority"] == 0
    assert card["reports"] == 1
    assert card["place"]["district"]["code"] == "dong-mill"
    assert [track["agency"] for track in card["tracks"] if track["role"] == "lead"] == [
        hana.agency.pk
    ]


def test_the_answer_names_the_report_so_that_typing_may_go_on(hana: Person) -> None:
    card = hana.client.post("/api/incidents/", a_fire()).json()
    report = Report.objects.get(pk=card["report_id"])
    assert report.incident_id == card["id"]
    assert report.narrative == "smoke"


def test_the_caller_stays_out_of_the_answer_and_the_log(hana: Person) -> None:
    caller = {"channel": "call", "caller_name": "Lee Sun", "caller_number": "010-1234-5678"}
    answer = hana.client.post("/api/incidents/", a_fire(report=caller))
    assert answer.status_code == 201
    assert b"Lee Sun" not in answer.content
    assert not LogEntry.objects.filter(payload__icontains="5678").exists()
    assert Report.objects.get().caller_name == "Lee Sun"


def test_priority_narrative_and_exercise_are_taken(hana: Person) -> None:
    card = hana.client.post("/api/incidents/", a_fire(priority=2, exercise=True)).json()
    assert (card["priority"], card["narrative"], card["exercise"]) == (2, "smoke", True)


def test_a_call_that_came_in_earlier_keeps_its_time(hana: Person) -> None:
    earlier = clock.now() - timedelta(minutes=3)
    hana.client.post("/api/incidents/", a_fire(report={"received_at": earlier.isoformat()}))
    assert Report.objects.get().received_at == earlier


def test_field_crew_does_not_file(crew: Person) -> None:
    is_refused(crew.client.post("/api/incidents/", a_fire()), 403, "forbidden")


def test_an_auditor_does_not_file(auditor: Person) -> None:
    is_refused(auditor.client.post("/api/incidents/", a_fire()), 403, "forbidden")


BAD: list[tuple[dict[str, Any], str]] = [
    ({"type": None}, "type"),
    ({"type": 7}, "type"),
    ({"type": ""}, "type"),
    ({"type": "FIRE.NONE"}, "type"),
    ({"type": ["FIRE.STRUCT"]}, "type"),
    ({"type": "F" * 41}, "type"),
    ({"priority": True}, "priority"),
    ({"priority": "1"}, "priority"),
    ({"priority": 5}, "priority"),
    ({"priority": -1}, "priority"),
    ({"priority": 1.5}, "priority"),
    ({"priority": [1]}, "priority"),
    ({"exercise": "true"}, "exercise"),
    ({"exercise": 1}, "exercise"),
    ({"narrative": 5}, "narrative"),
    ({"narrative": "x" * 20_001}, "narrative"),
    ({"place": None}, "place"),
    ({"place": [126.07, 37.05]}, "place"),
    ({"place": {"lon": 126.07}}, "place.lat"),
    ({"place": {"lon": "126.07", "lat": 37.05}}, "place.lon"),
    ({"place": {"lon": True, "lat": 37.05}}, "place.lon"),
    ({"place": {"lon": 10**400, "lat": 37.05}}, "place.lon"),
    ({"place": {"lon": 126.07, "lat": 37.05, "adress": "x"}}, "place.adress"),
    ({"place": {"lon": 126.07, "lat": 37.05, "address": "x" * 301}}, "place.address"),
    ({"report": {"channel": "smoke signal"}}, "report.channel"),
    ({"report": {"caller_name": 5}}, "report.caller_name"),
    ({"report": {"caller_number": "0" * 41}}, "report.caller_number"),
    ({"report": {"received_at": "yesterday"}}, "report.received_at"),
    ({"report": {"received_at": "2026-11-22T03:00:00"}}, "report.received_at"),
    ({"report": {"received_at": "0001-01-01T00:00:00+14:00"}}, "report.received_at"),
    ({"report": {"received_at": 5}}, "report.received_at"),
    ({"report": {"received_at": "2020-01-01T00:00:00Z"}}, "received_at"),
    ({"colour": "red"}, "colour"),
    ({"self": 1}, "self"),
    ({"detail": 1}, "detail"),
]


@pytest.mark.parametrize(("change", "field"), BAD, ids=lambda value: str(value)[:50])
def test_what_cannot_be_used_is_named(hana: Person, change: dict[str, Any], field: str) -> None:
    answer = hana.client.post("/api/incidents/", a_fire(**change))
    assert list(bad_fields(answer)) == [field]
    assert not Incident.objects.exists()


def test_swapped_coordinates_are_recognised(hana: Person) -> None:
    swapped = {"lon": 37.05, "lat": 126.07}
    fields = bad_fields(hana.client.post("/api/incidents/", a_fire(place=swapped)))
    assert "swapped" in fields["place.lat"] or "바뀌" in fields["place.lat"]


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (127.4, 37.05), (126.1, 35.9)])
def test_a_pin_far_from_the_city_is_refused(hana: Person, lon: float, lat: float) -> None:
    answer = hana.client.post("/api/incidents/", a_fire(place={"lon": lon, "lat": lat}))
    assert set(bad_fields(answer)) == {"place.lon", "place.lat"}


@pytest.mark.parametrize(("lon", "lat"), [(125.1, 36.1), (127.2, 38.0)])
def test_a_pin_just_outside_is_somebodys_emergency(hana: Person, lon: float, lat: float) -> None:
    answer = hana.client.post("/api/incidents/", a_fire(place={"lon": lon, "lat": lat}))
    assert answer.status_code == 201
