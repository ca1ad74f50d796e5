"""Who would go, for those who write plans: now, and at three in the morning."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from dispatch.models import PlanRequirement, ResponsePlan
from incidents.models import Incident
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.dispatch.recommending import names, need, reasons, stands, works
from tests.support.cast import Person, a_type, file
from tests.support.dispatching import sends
from tests.support.moved_time import Time
from tests.support.small_city import SmallCity
from units.models import Capability

HERE = {"lon": "126.07", "lat": "37.05", "type": "FIRE.ALARM"}


def previewed(who: Person, **query: Any) -> dict[str, Any]:
    answer = who.client.get("/api/recommendation/", {**HERE, **query})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def at_noon(time: Time, noon: datetime) -> datetime:
    """It is noon in the city."""
    time.becomes(noon)
    return noon


def three_at_night(noon: datetime) -> str:
    return (noon + timedelta(hours=15)).isoformat()


def test_the_roster_is_that_of_the_time(chief: Person, at_noon: datetime) -> None:
    day, night = stands(chief.agency, "E day", 100), stands(chief.agency, "E night", 200)
    works(day, 4, at_noon - timedelta(hours=3))
    works(day, 4, at_noon + timedelta(hours=21))
    works(night, 4, at_noon - timedelta(hours=12), hours=9)
    works(night, 4, at_noon + timedelta(hours=9), hours=9)
    assert names(previewed(chief)) == ["E day"]
    assert names(previewed(chief, at=three_at_night(at_noon))) == ["E night"]


def test_the_plan_is_that_of_the_time(chief: Person, at_noon: datetime) -> None:
    night = ResponsePlan.objects.create(
        name_ko="야간", incident_type=a_type("FIRE.ALARM"), starts=time(22), ends=time(6)
    )
    engine = Capability.objects.get(code="engine")
    PlanRequirement.objects.create(plan=night, capability=engine, number=2)
    for number in range(3):
        stands(chief.agency, f"E {number}", 100 * number)
    assert names(previewed(chief)) == ["E 0"]
    found = previewed(chief, at=three_at_night(at_noon))
    assert found["plan"]["id"] == night.pk
    assert names(found) == ["E 0", "E 1"]


def test_who_is_free_is_todays(chief: Person, dani: Person, at_noon: datetime) -> None:
    busy = stands(chief.agency, "E busy", 100)
    stands(chief.agency, "E free", 200)
    sends(dani, file(by=dani), busy)
    assert names(previewed(chief, at=three_at_night(at_noon))) == ["E free"]


def test_an_agencys_own_plan_counts_where_it_leads(chief: Person, city: SmallCity) -> None:
    for agency in (city.fire, city.airport_fire):
        ResponsePlan.objects.create(
            name_ko=agency.slug, agency=agency, incident_type=a_type("FIRE.ALARM")
        )
    assert previewed(chief)["plan"]["name"] == "fire"
    assert previewed(chief, lon="126.18", lat="37.06")["plan"]["name"] == "airport-fire"


def test_priority_and_level_are_asked_for(chief: Person) -> None:
    urgent = ResponsePlan.objects.create(
        name_ko="급", incident_type=a_type("FIRE.ALARM"), priority_to=1
    )
    assert previewed(chief, priority="0")["plan"]["id"] == urgent.pk
    second = previewed(chief, alarm_level="2")
    assert (second["alarm_level"], need(second, "engine")["number"]) == (2, 3)


def test_nothing_is_written_by_looking(chief: Person) -> None:
    before = (LogEntry.objects.count(), Incident.objects.count())
    assert reasons(previewed(chief), "engine") == {"no_such_unit": 0}
    assert (LogEntry.objects.count(), Incident.objects.count()) == before


def test_words_are_in_the_language_of_whoever_asks(chief: Person) -> None:
    stands(chief.agency, "E 1", 100)
    chief.client.cookies["django_language"] = "en"
    found = previewed(chief)
    assert found["plan"]["name"] == "fire alarm"
    assert found["units"][0]["reason"] == "nearest by distance · at its station"


def test_without_a_plan_nothing_is_asked_for(chief: Person) -> None:
    ResponsePlan.objects.update(is_active=False)
    found = previewed(chief)
    assert (found["plan"], found["requirements"], found["units"]) == (None, [], [])
    assert found["at"] <= (clock.iso(clock.now()) or "")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"lon": "nan"}, "lon"),
        ({"lon": "37.05", "lat": "126.07"}, "lat"),
        ({"lon": "0", "lat": "0"}, "lon"),
        ({"type": "FIRE.NONE"}, "type"),
        ({"priority": "5"}, "priority"),
        ({"alarm_level": "0"}, "alarm_level"),
        ({"alarm_level": "10"}, "alarm_level"),
        ({"at": "tomorrow"}, "at"),
        ({"at": "2026-11-22T03:00:00"}, "at"),
        ({"at": "9999-12-31T23:59:59Z"}, "at"),
        ({"speed": "9"}, "speed"),
    ],
)
def test_what_cannot_be_used_is_named(chief: Person, query: dict[str, str], field: str) -> None:
    assert field in bad_fields(chief.client.get("/api/recommendation/", {**HERE, **query}))


def test_an_incidents_level_that_there_is_not(dani: Person, fire: Incident) -> None:
    path = f"/api/incidents/{fire.pk}/recommendation/"
    assert "alarm_level" in bad_fields(dani.client.get(path, {"alarm_level": "x"}))
    is_refused(dani.client.get("/api/recommendation/", HERE), 403)
