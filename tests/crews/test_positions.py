"""The phone tells where its unit is, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from positions.models import LatestFix
from safety_net.core import clock
from tests.api.bodies import is_refused
from tests.crews.conftest import logs_on
from tests.support.cast import Person
from units.models import Unit

HERE = {"lon": 126.07, "lat": 37.05}


def fix(seconds: float = 0, **more: Any) -> dict[str, Any]:
    return {"at": (clock.now() - timedelta(seconds=seconds)).isoformat(), **HERE, **more}


def tells(who: Person, unit: Unit, *fixes: dict[str, Any]) -> Any:
    return who.client.post("/api/crew/positions/", {"unit": unit.pk, "fixes": list(fixes)})


def test_a_crew_tells_where_it_is(crew: Person, engine: Unit) -> None:
    logs_on(crew, engine)
    answer = tells(crew, engine, fix(10), fix(0, heading=90.4, speed_kmh=42.0, accuracy_m=8))
    assert answer.json() == {"accepted": 2, "refused": []}
    latest = LatestFix.objects.get(unit=engine)
    assert (latest.source, latest.heading, latest.speed_kmh) == ("crew", 90, 42.0)


def test_not_for_another_unit(crew: Person, engine: Unit, ladder: Unit, patrol: Unit) -> None:
    logs_on(crew, engine)
    is_refused(tells(crew, ladder, fix()), 403, "not_logged_on")
    is_refused(tells(crew, patrol, fix()), 400, "invalid")
    answer = tells(crew, engine, fix(unit=ladder.pk)).json()
    assert (answer["accepted"], answer["refused"][0]["code"]) == (0, "not_yours")


def test_what_can_not_be_believed_is_named(crew: Person, engine: Unit) -> None:
    logs_on(crew, engine)
    answer = tells(crew, engine, fix(-3600), {"at": "now"}).json()
    assert [one["index"] for one in answer["refused"]] == [0, 1]


@pytest.mark.parametrize("fixes", [[], "here", [1], [fix.__name__], None])
def test_what_are_no_fixes_is_refused(crew: Person, engine: Unit, fixes: object) -> None:
    logs_on(crew, engine)
    answer = crew.client.post("/api/crew/positions/", {"unit": engine.pk, "fixes": fixes})
    is_refused(answer, 400, "invalid")


def test_no_more_than_a_hundred_at_once(crew: Person, engine: Unit) -> None:
    logs_on(crew, engine)
    is_refused(tells(crew, engine, *[fix(n) for n in range(101)]), 400, "invalid")
