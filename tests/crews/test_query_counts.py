"""How many queries the phone takes, whatever the number of orders. A change is a diff here."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dispatch.models import Assignment
from dispatch.services.sending import send
from safety_net.core import clock
from tests.crews.conftest import logs_on
from tests.support.cast import Person, file
from tests.support.deeds import notes
from units.models import Unit

# Three of each are for the session: itself, its user, and what the user may act as.
COUNTS = {"picture": 18, "units": 5, "accept": 27, "positions": 13}


def count(who: Person, method: str, path: str, body: Any = None) -> int:
    client = who.client
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(f"/api/crew/{path}", body)
    assert answer.status_code == 200, answer.content
    return len(queries)


@pytest.fixture(params=[1, 4])
def busy(request: pytest.FixtureRequest, crew: Person, dani: Person, engine: Unit) -> Person:
    """A crew with one order, then with four: the number of queries is the same."""
    for _ in range(request.param):
        fire = file(by=dani, at=clock.now())
        send(incident_id=fire.pk, unit_ids=[engine.pk], also=True, by=dani.actor, at=clock.now())
        notes(dani, fire, at=clock.now())
    logs_on(crew, engine)
    return crew


def a_fix(unit: Unit, seconds: int) -> dict[str, Any]:
    at = (clock.now() - timedelta(seconds=seconds)).isoformat()
    return {"unit": unit.pk, "fixes": [{"at": at, "lon": 126.07, "lat": 37.05}]}


def test_the_phone_asks_a_fixed_number_of_questions(busy: Person, engine: Unit) -> None:
    order = Assignment.objects.filter(unit=engine).earliest("pk")
    accept = {"kind": "accept", "unit": engine.pk, "assignment": order.pk}
    tell = partial(count, busy, "post", "positions/")
    tell(a_fix(engine, 10))  # what is kept for the life of a process is known now
    asked = {
        "picture": count(busy, "get", ""),
        "units": count(busy, "get", "units/"),
        "accept": count(busy, "post", "acts/", accept),
        "positions": tell(a_fix(engine, 0)),
    }
    assert asked == COUNTS
