"""Who may do what over REST: one reviewed table. An operation without a row fails here.

Each request is sent with input that can't be used, so an operation that is allowed changes
nothing: it answers 200 or 400. Columns: C call-taker, D dispatcher, S supervisor, F staff, A agency
admin and W crew of the fire brigade; Y city admin and O auditor of the city; X dispatcher of the
coast guard, which has no part in the incident.
+ allowed   - refused (403)   . not there (404)
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from dispatch.models import ResponsePlan
from safety_net.core import clock
from tests.api.bodies import PROBLEM
from tests.escalation.writing import a_published_rule
from tests.support.agreeing import opens, proposes
from tests.support.cast import JsonClient, Person, file
from tests.support.commanding import a_run, a_word
from tests.support.deeds import links
from tests.support.deeds_units import calls_mayday, plans_crew
from tests.support.dispatching import sends
from tests.support.escalating import Kind, a_rule, person, tell
from tests.support.fleet import a_unit
from tests.support.moving import a_device
from tests.support.paging import a_method, a_page, a_provider, queues
from tests.support.programs import a_program
from tests.support.rostering import on_a_roster
from tests.support.small_city import SmallCity

COLUMNS = {
    "C": "hana",
    "D": "dani",
    "S": "sol",
    "F": "staff",
    "A": "chief",
    "W": "crew",
    "Y": "admin",
    "O": "auditor",
    "X": "outsider",
}
MATRIX = """
                                              C D S F A W Y O X
get    /api/reference/                        + + + + + + + + +
get    /api/me/                               + + + + + + + + +
post   /api/me/                               + + + + + + + + +
post   /api/me/agency/                        + + + + + + + + +
post   /api/me/hand-over/                     + + + + + + + + +
post   /api/me/unit-board/                    + + + + + + + + +
get    /api/map/                              + + + + + + + + +
get    /api/places/                           + + + + + + + + +
get    /api/districts/at/                     + + + + + + + + +
get    /tiles/base/{z}/{x}/{y}.mvt            + + + + + + + + +
get    /tiles/places/{z}/{x}/{y}.mvt          + + + + + + + + +
get    /api/agreements/                       - - + - + - + + -
post   /api/agreements/                       - - - - + - + - -
get    /api/agreements/{id}/                  - - + - + - + + -
post   /api/agreements/{id}/sign/             - - - - + - - - -
post   /api/agreements/{id}/end/              - - - - + - - - -
get    /api/incidents/                        + + + + + + + + +
post   /api/incidents/                        + + + + + - + - +
get    /api/incidents/similar/                + + + + + + + - +
get    /api/incidents/{id}/                   + + + + + + + . .
patch  /api/incidents/{id}/                   + + + + + - - . .
get    /api/incidents/{id}/timeline/          + + + + + + + . .
get    /api/incidents/{id}/reports/           + + + + + + + . .
post   /api/incidents/{id}/reports/           + + + + + - - . .
patch  /api/incidents/{id}/reports/{report}/  + + + + + - - . .
get    /api/incidents/{id}/times/             + + + + + + + . .
post   /api/incidents/{id}/times/             + + + - - - - . .
post   /api/incidents/{id}/acknowledge/       + + + + + - - . .
post   /api/incidents/{id}/decline/           + + + - - - - . .
post   /api/incidents/{id}/start/             + + + + + - - . .
post   /api/incidents/{id}/finish/            + + + + + - - . .
post   /api/incidents/{id}/agencies/          + + + - - - - . .
post   /api/incidents/{id}/hold/              + + + - - - - . .
post   /api/incidents/{id}/release/           + + + - - - - . .
post   /api/incidents/{id}/notes/             + + + + + + + . .
post   /api/incidents/{id}/links/             + + + - - - - . .
delete /api/incidents/{id}/links/{link}/      + + + - - - - . .
post   /api/incidents/{id}/merge/             + + + - - - - . .
post   /api/incidents/{id}/unmerge/           + + + - - - - . .
post   /api/incidents/{id}/close/             + + + - - - - . .
post   /api/incidents/{id}/reopen/            + + + - - - - . .
get    /api/incidents/{id}/notes/             + + + + + + + . .
get    /api/emergency-accesses/               + + + - + - + + +
post   /api/emergency-accesses/               + + + - - - - - +
post   /api/emergency-accesses/{id}/end/      - + - - + - + - .
get    /api/summaries/                        + + + + + + + + +
get    /api/summaries/{id}/                   . . . . . . . . .
get    /api/units/                            + + + + + + + + +
post   /api/units/                            - - - - + - + - -
get    /api/units/{id}/                       + + + + + + + . +
patch  /api/units/{id}/                       - - - - + - - . -
post   /api/units/{id}/duty/                  - + + - - - - . -
get    /api/units/{id}/crews/                 + + + + + - - . -
post   /api/units/{id}/crews/                 - - + - + - - . -
delete /api/units/{id}/crews/{crew}/          - - + - + - - . -
post   /api/units/{id}/mayday/                + + + + + - - . -
post   /api/maydays/{id}/acknowledge/         + + + - - - - . .
post   /api/maydays/{id}/end/                 + + + - - - - . .
get    /api/incidents/{id}/units/             + + + + + + + . .
post   /api/incidents/{id}/units/             - + + - - - - . .
post   /api/incidents/{id}/units/clear/       - + + - - - - . .
post   /api/assignments/{id}/status/          - + + - - - - . .
post   /api/assignments/{id}/clear/           - + + - - - - . .
post   /api/assignments/{id}/check/           + + + - - - - . .
post   /api/assignments/{id}/undo/            - + + - - - - . .
get    /api/assignments/{id}/times/           + + + + + + + . .
post   /api/assignments/{id}/times/           - + + - - - - . .
get    /api/incidents/{id}/recommendation/    + + + + + + + . .
post   /api/incidents/{id}/alarm/             - + + - - - - . .
get    /api/recommendation/                   - - - - + - + - -
get    /api/plans/                            - - - - + - + - -
post   /api/plans/                            - - - - + - + - -
get    /api/plans/{id}/                       - - - - + - + - -
patch  /api/plans/{id}/                       - - - - - - + - -
delete /api/plans/{id}/                       - - - - - - + - -
get    /api/escalation-rules/                 + + + - + - + - +
post   /api/escalation-rules/                 - - - - + - + - -
post   /api/escalation-rules/preview/         - - - - + - + - -
post   /api/escalation-rules/what-if/         - - - - + - + - -
post   /api/escalation-rules/overlaps/        - - - - + - + - -
get    /api/escalation-rules/{id}/            + + + - + - + - +
patch  /api/escalation-rules/{id}/            - - - - - - + - -
delete /api/escalation-rules/{id}/            - - - - - - + - -
post   /api/escalation-rules/{id}/publish/    - - - - - - + - -
post   /api/escalation-rules/{id}/restore/    - - - - - - + - -
post   /api/escalation-rules/{id}/copy/       - - - - + - + - -
get    /api/escalation-rules/{id}/versions/   + + + - + - + - +
get    /api/escalation-rules/{id}/open-incidents/ - - - - - - + - -
post   /api/escalation-rules/{id}/open-incidents/ - - - - - - + - -
get    /api/rosters/                          + + + + + + + + +
post   /api/rosters/                          - - - - + - + - -
get    /api/rosters/gaps/                     + + + + + + + + +
get    /api/rosters/leave/                    + + + + + + + + +
post   /api/rosters/leave/                    - - + - + - + - -
delete /api/rosters/leave/{leave}/            - - + - + - + . .
get    /api/rosters/holidays/                 + + + + + + + + +
post   /api/rosters/holidays/                 - - - - - - + - -
delete /api/rosters/holidays/{holiday}/       - - - - - - + - -
get    /api/rosters/calendars/                + + + + + + + + +
post   /api/rosters/calendars/                + + + + + + + + +
delete /api/rosters/calendars/{calendar}/     . + . . . . . . .
get    /api/rosters/{id}/                     + + + + + + + . .
patch  /api/rosters/{id}/                     - - - - + - + . .
delete /api/rosters/{id}/                     - - - - + - + . .
get    /api/rosters/{id}/timeline/            + + + + + + + . .
get    /api/rosters/{id}/gaps/                + + + + + + + . .
get    /api/rosters/{id}/overrides/           + + + + + + + . .
post   /api/rosters/{id}/overrides/           - - + - + - + . .
delete /api/rosters/{id}/overrides/{override}/ - - + - + - + . .
get    /api/rosters/{id}/shifts/              + + + + + + + . .
post   /api/rosters/{id}/shifts/              - - + - + - + . .
delete /api/rosters/{id}/shifts/{shift}/      - - + - + - + . .
post   /api/rosters/{id}/import/              - - - - + - + . .
get    /api/crew/                             - + + - - + - - +
get    /api/crew/units/                       - + + - - + - - +
post   /api/crew/log-on/                      - + + - - + - - +
post   /api/crew/log-off/                     - + + - - + - - +
post   /api/crew/acts/                        - + + - - + - - +
post   /api/crew/positions/                   - + + - - + - - +
get    /api/command-words/                    + + + + + + + + +
post   /api/command-words/                    - - - - + - + - -
patch  /api/command-words/{id}/               - - - - + - + . .
delete /api/command-words/{id}/               - - - - + - + . .
post   /api/commands/                         + + + + + + + - +
post   /api/commands/{id}/undo/               . + . . . . . . .
get    /api/positions/                        + + + + + + + - +
post   /api/positions/                        - - - - - - - - -
get    /api/escalations/                      + + + + + + + + +
post   /api/escalations/{id}/answer/          + + + + + - + . .
post   /api/escalations/{id}/retry/           - - + - + - + . .
get    /api/incidents/{id}/escalations/       + + + + + + + . .
get    /api/engine/                           + + + + + + + + +
get    /api/tokens/                           + + + + + + + + +
post   /api/tokens/                           + + + + + + + + +
delete /api/tokens/{id}/                      . . . . + . . . .
post   /api/tokens/{id}/rotate/               . . . . + . . . .
get    /api/integrations/                     - - - - + - + - -
post   /api/integrations/                     - - - - + - + - -
patch  /api/integrations/{id}/                - - - - + - . - -
post   /api/integrations/{id}/tokens/         - - - - + - . - -
get    /api/devices/                          - - - - + - + - -
post   /api/devices/                          - - - - + - + - -
patch  /api/devices/{id}/                     - - - - + - . - -
delete /api/devices/{id}/                     - - - - + - . - -
post   /api/devices/{id}/rotate/              - - - - + - . - -
get    /api/positions/refused/                - - + - + - - - -
get    /api/units/{id}/positions/             + + + + + + - . -
get    /api/contacts/                         + + + + + + + + +
post   /api/contacts/                         + + + + + + + + +
post   /api/contacts/order/                   + + + + + + + + +
patch  /api/contacts/{id}/                    . + . . . . . . .
delete /api/contacts/{id}/                    . + . . . . . . .
post   /api/contacts/{id}/code/               . + . . . . . . .
post   /api/contacts/{id}/verify/             . + . . . . . . .
post   /api/contacts/{id}/test/               . + . . . . . . .
get    /api/push/                             + + + + + + + + +
post   /api/push/                             + + + + + + + + +
get    /api/messages/                         + + + + + + + + +
post   /api/messages/{id}/answer/             . + . . . . . . .
post   /api/messages/{id}/read/               . + . . . . . . .
get    /api/incidents/{id}/messages/          + + + + + + + . .
get    /api/reach/                            - - + - + - + - -
get    /api/providers/                        - - - - - - + - -
post   /api/providers/                        - - - - - - + - -
patch  /api/providers/{id}/                   - - - - - - + - -
get    /api/deliveries/failed/                - - - - - - + - -
post   /api/deliveries/{id}/again/            - - - - - - + - -
"""
ANSWERS = {"-": 403, ".": 404}
ROWS = {
    (row[0], row[1]): dict(zip(COLUMNS, row[2:], strict=True))
    for row in (line.split() for line in MATRIX.strip().splitlines()[1:])
}


def operations() -> set[tuple[str, str]]:
    document = SchemaGenerator().get_schema(request=None, public=True)
    return {(method, path) for path, methods in document["paths"].items() for method in methods}


@pytest.fixture
def ids(dani: Person, chief: Person, city: SmallCity) -> dict[str, int]:
    silence = a_rule(Kind.NO_UPDATE, tell(person(dani)))
    fire, other = file(dani, caller_name="Lee"), file(dani)
    link = links(dani, fire, other)
    tile = {"z": 3, "x": 1, "y": 1}
    # `{id}` is of what the address begins with: an incident, unless it stands here by name.
    engine = a_unit(dani.agency, "E 11")
    (sent,) = sends(dani, fire, engine)
    others = {
        "units": engine.pk,
        "crew": plans_crew(dani, engine, begin=clock.now() + timedelta(hours=1)).pk,
        "assignments": sent.pk,
        "maydays": calls_mayday(dani, engine).pk,
        "plans": ResponsePlan.objects.get(incident_type__code="FIRE.STRUCT").pk,
        "escalation-rules": a_published_rule().pk,
        "escalations": fire.escalations.get(rule=silence).pk,
        "agreements": proposes(chief, to=city.coast_guard).pk,
        "emergency-accesses": opens(dani, fire).pk,
        "command-words": a_word(dani.agency).pk,
        "commands": a_run(dani).pk,
        **on_a_roster(dani),
        "contacts": a_method(dani).pk,
        "messages": queues(a_page(dani))[0].pk,
        "providers": a_provider().pk,
        "devices": a_device(dani.agency)[0].pk,
        **a_program(dani.agency),
    }
    return {"id": fire.pk, "report": fire.reports.get().pk, "link": link.pk, **tile, **others}


def address(path: str, ids: dict[str, int]) -> str:
    """The path with the ids of what is there."""
    whose = path.split("/")[2]
    return path.format(**{**ids, "id": ids.get(whose, ids["id"])})


def answers(client: JsonClient, ids: dict[str, int]) -> dict[tuple[str, str], Any]:
    """What every operation says to somebody; deletions come last."""
    rows = sorted(ROWS, key=lambda row: row[0] == "delete")
    return {
        (method, path): getattr(client, method)(
            address(path, ids), {} if method == "get" else {"nonsense": 1}
        )
        for method, path in rows
    }


def test_every_operation_has_a_row() -> None:
    assert operations() == set(ROWS)


@pytest.mark.parametrize("letter", list(COLUMNS))
def test_who_may(request: pytest.FixtureRequest, ids: dict[str, int], letter: str) -> None:
    person: Person = request.getfixturevalue(COLUMNS[letter])
    for (method, path), answer in answers(person.client, ids).items():
        wanted = ROWS[method, path][letter]
        told = f"{method} {path} as {COLUMNS[letter]}: {answer.status_code}"
        if wanted == "+":
            assert answer.status_code in (200, 204, 400), told
        else:
            assert answer.status_code == ANSWERS[wanted], told


def test_nobody_may_anything(anonymous: JsonClient, ids: dict[str, int]) -> None:
    for (method, path), answer in answers(anonymous, ids).items():
        assert answer.status_code == 401, (method, path)
        assert answer.headers["Content-Type"] == PROBLEM


def test_a_token_of_another_scope_opens_nothing(dani: Person, ids: dict[str, int]) -> None:
    program = dani.token_client("a-key-for-nothing", "write:audit")
    open_to_all = set()
    for (method, path), answer in answers(program, ids).items():
        if (method, path) == ("post", "/api/positions/"):
            assert answer.status_code == 403  # only devices tell positions
        elif answer.status_code == 403 and "json" in answer.headers["Content-Type"]:
            assert answer.json()["code"] == "wrong_scope", (method, path)
        else:
            open_to_all.add(path.split("/")[2])
    assert open_to_all == {"reference", "me", "map", "places", "districts", "base"}


def test_reading_is_not_writing(dani: Person, ids: dict[str, int]) -> None:
    reader = dani.token_client("a-key-for-reading", "read:incidents")
    path = f"/api/incidents/{ids['id']}/"
    assert reader.get(path).status_code == 200
    refused = reader.patch(path, {"nonsense": 1})
    assert (refused.status_code, refused.json()["needs"]) == (403, "write:incidents")
