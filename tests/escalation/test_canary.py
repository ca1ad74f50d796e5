"""The canary goes through rule, step, message and answer, and nobody sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agencies.models import Agency
from dispatch.board import board_for
from escalation.models import Canary
from escalation.selectors.health import health
from escalation.services import canary
from escalation.services.sweeping import sweep
from incidents.models import Incident, IncidentNumber
from tests.support.cast import Person
from tests.support.escalating import Kind, a_rule, last_resort, later, person, tell, ticks, told
from tests.support.paging import a_method, a_provider


def flies(begin: int) -> Canary:
    for second in range(begin, begin + 10):
        ticks(second)
        canary.advance(at=later(second))
    return Canary.objects.get()


def test_it_comes_back_again_and_again(jun: Person) -> None:
    first = flies(0)
    assert (first.fault, first.returned_at) == ("", later(1))
    assert first.seconds is not None
    assert first.seconds < 1.5
    second = flies(301)
    assert second.incident_id == first.incident_id
    assert second.returned_at == later(302)
    assert sweep(at=later(400)) == 0


def test_nobody_is_bothered_by_it(jun: Person, admin: Person) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_ANY, tell(person(jun)), within=0)
    flies(0)
    (hidden,) = Incident.objects.all()
    assert told(hidden) == ["Canary"]
    assert board_for(jun.viewer)["incidents"] == []
    assert not IncidentNumber.objects.exists()
    named = {one["slug"] for one in jun.client.get("/api/reference/").json()["agencies"]}
    assert "canary" not in named
    assert Agency.objects.filter(slug="canary").exists()
    rules = admin.client.get("/api/escalation-rules/").json()["results"]
    assert [rule["name_en"] for rule in rules] == ["rule"]


def test_one_that_falls_turns_health_red(jun: Person, caplog: pytest.LogCaptureFixture) -> None:
    last_resort(jun)
    a_provider()
    a_method(jun)
    canary.advance(at=later(0))
    canary.advance(at=later(61))
    codes = {fault.code for fault in health(at=later(62)).faults}
    assert "canary" in codes
    back = flies(301)
    assert back.fault == ""
    fine = {fault.code for fault in health(at=back.begun_at + timedelta(seconds=5)).faults}
    assert "canary" not in fine
