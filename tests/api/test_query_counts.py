"""How many queries the main requests take, whatever the number of rows. A change is a diff here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from escalation.engine.ticking import tick
from incidents.models import Incident
from safety_net.core import clock
from safety_net.core.clock import iso
from tests.api.bodies import a_fire
from tests.dispatch.recommending import stands
from tests.escalation.writing import a_definition, a_published_rule, a_rule, a_step, makes
from tests.support import escalating
from tests.support.cast import Person, file
from tests.support.deeds import acknowledges, attaches, notes
from tests.support.dispatching import sends
from tests.support.fleet import a_unit
from tests.support.moving import a_fix, tells
from tests.support.paging import a_method, a_provider, about, queues
from tests.support.rostering import a_roster

# Three of each are for the session: itself, its user, and what the user may act as.
COUNTS = {
    "list": 5,
    "geojson": 5,
    "detail": 5,
    "timeline": 8,
    "reports": 14,
    "similar": 10,
    "reference": 14,
    "positions": 5,
    "track": 6,
    "refused": 6,
    "me": 4,
    "file": 22,
    "acknowledge": 19,
    "recommendation": 17,
    "preview": 18,
    "plans": 6,
    "rosters": 12,
    "roster": 13,
    "duties": 9,
    "gaps": 5,
    "stand in": 20,
    "rules": 4,
    "make a rule": 12,
    "publish a rule": 15,
    "preview of a rule": 20,
    "what a rule had done": 14,
    "overlaps of a rule": 12,
    "escalations": 9,
    "incident escalations": 12,
    "engine": 15,
    "alarm": 17,
    "units": 7,
    "unit": 7,
    "duty": 20,
    "sent units": 5,
    "send": 29,
    "status": 27,
    "times": 5,
    "mayday": 21,
    "words": 4,
    "command": 26,
    "contacts": 5,
    "inbox": 4,
    "told": 6,
    "reach": 7,
    "providers": 4,
}


def count(who: Person, name: str, method: str, path: str, body: Any = None) -> None:
    """Ask, and compare the number of queries with the one that stands above."""
    client = who.client
    if method == "get":
        client.get(f"/api/{path}")  # what is kept for the life of a process is known now
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(f"/api/{path}", body)
    assert answer.status_code in (200, 201), answer.content
    told = "\n".join(query["sql"][:150] for query in queries)
    assert len(queries) == COUNTS[name], f"{name}: {len(queries)} queries\n{told}"


@pytest.fixture(params=[1, 5])
def fires(request: pytest.FixtureRequest, dani: Person, mina: Person) -> list[Incident]:
    """One busy incident, then five: the number of queries is the same."""
    found = [file(dani, caller_name="Lee", at=clock.now()) for _ in range(request.param)]
    for fire in found:
        acknowledges(mina, fire)
        attaches(mina, fire)
        notes(dani, fire)
    return found


@pytest.mark.usefixtures("fires")
def test_many(dani: Person) -> None:
    count(dani, "list", "get", "incidents/?bbox=126,37,127,38&status=open")
    count(dani, "geojson", "get", "incidents/?format=geojson&bbox=126,37,127,38")
    count(dani, "similar", "get", "incidents/similar/?lon=126.07&lat=37.05&type=FIRE.STRUCT")


def test_one(dani: Person, fires: list[Incident]) -> None:
    pk = fires[0].pk
    count(dani, "detail", "get", f"incidents/{pk}/")
    count(dani, "timeline", "get", f"incidents/{pk}/timeline/")
    count(dani, "reports", "get", f"incidents/{pk}/reports/?callers=1")
    count(dani, "acknowledge", "post", f"incidents/{pk}/acknowledge/", {})


@pytest.mark.usefixtures("fires")
def test_the_desk_opens(dani: Person) -> None:
    count(dani, "reference", "get", "reference/")
    count(dani, "me", "get", "me/")
    count(dani, "file", "post", "incidents/", a_fire())


@pytest.mark.parametrize("engines", [1, 12])
def test_who_should_go(dani: Person, chief: Person, engines: int) -> None:
    """The same for few units and for many; looking into what is short is not in it."""
    fire = file(dani, "FIRE.ALARM")
    for number in range(engines):
        stands(dani.agency, f"E {number}", 100 * number)
    count(dani, "recommendation", "get", f"incidents/{fire.pk}/recommendation/")
    count(chief, "preview", "get", "recommendation/?lon=126.07&lat=37.05&type=FIRE.ALARM")
    count(chief, "plans", "get", "plans/")
    count(dani, "alarm", "post", f"incidents/{fire.pk}/alarm/", {"level": 2})


@pytest.mark.parametrize("rules", [1, 5])
def test_escalation_rules(chief: Person, sol: Person, dani: Person, rules: int) -> None:
    """The same for one rule and five, of one step and five, over one incident and five."""
    for _ in range(rules):
        file(dani, at=clock.now())
        a_published_rule(steps=[a_step(20)])
    made = [makes(chief, *[a_step(10)] * rules) for _ in range(rules)]
    count(chief, "rules", "get", "escalation-rules/")
    count(chief, "make a rule", "post", "escalation-rules/", a_rule(chief, *[a_step()] * rules))
    asked = {"definition": a_definition(*[a_step(10)] * rules), "agency": chief.agency.pk}
    place = {"lon": 126.07, "lat": 37.05, "type": "FIRE.STRUCT"}
    count(chief, "preview of a rule", "post", "escalation-rules/preview/", {**asked, **place})
    count(chief, "what a rule had done", "post", "escalation-rules/what-if/", asked)
    count(chief, "overlaps of a rule", "post", "escalation-rules/overlaps/", asked)
    path = f"escalation-rules/{made[0]['id']}/publish/"
    count(chief, "publish a rule", "post", path, {"version": 1})


@pytest.mark.parametrize("many", [1, 12])
def test_who_is_on_duty(dani: Person, sol: Person, many: int) -> None:
    rosters = [a_roster(dani.agency, dani) for _ in range(many)]
    path = f"rosters/{rosters[0].pk}/"
    count(dani, "rosters", "get", "rosters/")
    count(dani, "roster", "get", path)
    count(dani, "duties", "get", f"{path}timeline/")
    count(dani, "gaps", "get", "rosters/gaps/")
    now = clock.now()
    times = {"begin": iso(now), "end": iso(now + timedelta(hours=1))}
    count(sol, "stand in", "post", f"{path}overrides/", {"person": sol.user.pk, **times})


@pytest.mark.usefixtures("fires")
def test_a_line_is_typed(dani: Person, fires: list[Incident]) -> None:
    for number in range(len(fires)):
        stands(dani.agency, f"E {number}", 100 * number)
    count(dani, "words", "get", "command-words/")
    count(dani, "command", "post", "commands/", {"line": f"NT {fires[0].number} come"})


@pytest.mark.parametrize("incidents", [1, 5])
def test_what_happens_when_nobody_acts(dani: Person, sol: Person, incidents: int) -> None:
    told = (escalating.tell(escalating.person(who), wait=30) for who in (dani, sol))
    escalating.a_rule(escalating.Kind.NO_UPDATE, *told, within=0)
    fires = [file(by=dani) for _ in range(incidents)]
    tick(at=clock.now())
    count(dani, "escalations", "get", "escalations/")
    count(dani, "incident escalations", "get", f"incidents/{fires[0].pk}/escalations/")
    count(dani, "engine", "get", "engine/")


@pytest.mark.parametrize("engines", [1, 12])
def test_units(dani: Person, sol: Person, fires: list[Incident], engines: int) -> None:
    units = [a_unit(dani.agency, f"E {number}") for number in range(engines)]
    fire, now = fires[0], clock.now()
    (sent, *_) = sends(dani, fire, *units, at=now)
    free = a_unit(dani.agency, "L 1", "ladder")
    count(dani, "units", "get", "units/")
    count(dani, "unit", "get", f"units/{units[0].pk}/")
    count(dani, "duty", "post", f"units/{free.pk}/duty/", {"duty": "available_mobile"})
    count(dani, "sent units", "get", f"incidents/{fire.pk}/units/")
    count(dani, "send", "post", f"incidents/{fire.pk}/units/", {"units": [free.pk]})
    count(dani, "status", "post", f"assignments/{sent.pk}/status/", {"status": "on_scene"})
    count(dani, "times", "get", f"assignments/{sent.pk}/times/")
    count(sol, "mayday", "post", f"units/{free.pk}/mayday/", {})


@pytest.mark.parametrize("engines", [1, 5])
def test_where_units_are(dani: Person, sol: Person, engines: int) -> None:
    at = clock.now()
    units = [a_unit(dani.agency, f"E {number}") for number in range(engines)]
    tells(dani.agency, at, *(a_fix(unit, at) for unit in units), *("rubbish" for _ in units))
    count(dani, "positions", "get", "positions/?bbox=126,37,127,38")
    count(dani, "track", "get", f"units/{units[0].pk}/positions/")
    count(sol, "refused", "get", "positions/refused/")


@pytest.mark.parametrize("number", [1, 5])
def test_messages(dani: Person, chief: Person, admin: Person, number: int) -> None:
    a_provider()
    fire = file(dani)
    for _ in range(number):
        a_method(dani)
        queues(about(fire, dani))
    count(dani, "contacts", "get", "contacts/")
    count(dani, "inbox", "get", "messages/?state=open")
    count(dani, "told", "get", f"incidents/{fire.pk}/messages/")
    count(chief, "reach", "get", "reach/")
    count(admin, "providers", "get", "providers/")
