"""The alarm level: raised, never lowered, told to whoever is or comes to be involved."""

from __future__ import annotations

from typing import Any

import pytest

from dispatch.board import board_for
from dispatch.models import Alarm
from incidents.models import Incident
from tests.api.bodies import bad_fields, is_refused
from tests.dispatch.recommending import names, recommended, stands
from tests.support import deeds
from tests.support.cast import Person, file
from tests.support.dispatching import raises


def alarms(who: Person) -> dict[str, int]:
    found: dict[str, int] = board_for(who.viewer)["alarms"]
    return found


def level(who: Person, it: Incident, wanted: Any) -> Any:
    return who.client.post(f"/api/incidents/{it.pk}/alarm/", {"level": wanted})


def test_raising_it_is_told_to_everybody_involved(
    dani: Person, mina: Person, fire: Incident
) -> None:
    assert alarms(dani) == {}
    answer = level(dani, fire, 2)
    assert answer.json() == {"incident": fire.pk, "level": 2}
    assert alarms(dani) == alarms(mina) == {str(fire.pk): 2}
    entry = deeds.entries(fire)[-1]
    assert (entry.kind, entry.payload) == ("incident.alarm_raised", {"level": 2, "was": 1})
    assert mina.viewer.may_see(entry.audience)


def test_the_recommendation_is_then_for_that_level(dani: Person) -> None:
    alarm = file(by=dani, kind="FIRE.ALARM")
    for number in range(4):
        stands(dani.agency, f"E {number}", 100 * number)
    assert len(names(recommended(dani, alarm), "engine")) == 1
    raises(dani, alarm)
    found = recommended(dani, alarm)
    assert (found["alarm_level"], found["raised"]) == (2, 2)
    assert len(names(found, "engine")) == 3


def test_it_is_only_raised(dani: Person, fire: Incident) -> None:
    raises(dani, fire, 3)
    for wanted in (2, 3):
        problem = is_refused(level(dani, fire, wanted), 409, "alarm_not_higher")
        assert problem["level"] == 3
    assert level(dani, fire, 4).status_code == 200
    assert Alarm.objects.get().level == 4


@pytest.mark.parametrize("wanted", [1, 0, 10, "2", None, 2.5])
def test_a_level_that_there_is_not(dani: Person, fire: Incident, wanted: Any) -> None:
    assert "level" in bad_fields(level(dani, fire, wanted))


def test_whoever_is_not_involved_raises_nothing(outsider: Person, fire: Incident) -> None:
    is_refused(level(outsider, fire, 2), 404)


def test_nothing_is_raised_when_it_is_over(sol: Person, fire: Incident) -> None:
    deeds.closes(sol, fire, override="out")
    is_refused(level(sol, fire, 2), 409, "incident_not_open")


def test_a_newcomer_learns_of_it(dani: Person, outsider: Person, fire: Incident) -> None:
    raises(dani, fire, 3)
    deeds.asks(dani, fire, outsider.agency)
    last = deeds.entries(fire)[-1]
    assert (last.kind, last.payload) == ("incident.alarm_raised", {"level": 3, "was": 3})
    assert last.audience == [f"agency:{outsider.agency.pk}"]
    assert alarms(outsider) == {str(fire.pk): 3}


def test_the_higher_one_goes_on_after_a_merge(dani: Person, fire: Incident) -> None:
    twin = file(by=dani)
    raises(dani, fire, 2)
    raises(dani, twin, 4)
    deeds.merges(dani, twin, into=fire)
    assert alarms(dani) == {str(fire.pk): 4}
    deeds.unmerges(dani, twin)
    assert alarms(dani) == {str(fire.pk): 4}


def test_opened_again_it_has_the_level_that_it_had(sol: Person, fire: Incident) -> None:
    raises(sol, fire, 2)
    deeds.closes(sol, fire, override="out")
    assert alarms(sol) == {}
    deeds.reopens(sol, fire)
    assert alarms(sol) == {str(fire.pk): 2}
    assert deeds.kinds(fire)[-1] == "incident.alarm_raised"
