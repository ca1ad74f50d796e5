"""Every operation, with everything the schema allows and much that it does not, as three people.

No answer is a 5xx, and none contradicts the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup

from dispatch.models import ResponsePlan
from tests.escalation.writing import a_published_rule
from tests.support.cast import Person, file
from tests.support.deeds import attaches, links
from tests.support.deeds_units import calls_mayday, plans_crew
from tests.support.dispatching import sends
from tests.support.escalating import Kind, a_rule, person, tell
from tests.support.fleet import a_unit
from tests.support.rostering import on_a_roster

pytestmark = pytest.mark.slow

EXAMPLES = 8
# Whoever is turned away at the door meets the same few lines everywhere.
FEWER = {"anonymous": 2, "outsider": 5}
CHECKED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
# Whoever asks for less than everything: what only admins may do.
ASKS = {
    "admin": (
        "/api/plans/",
        "/api/rosters/",
        "/api/recommendation/",
        "/api/escalation-rules/",
        "/api/providers/",
        "/api/deliveries/",
    ),
    "sol": ("/api/reach/",),
}
WITH_BAD_INPUT = [*CHECKED, "negative_data_rejection"]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request's end leaves the connection of the test, and its transaction, open."""
    moments = (signals.request_started, signals.request_finished)
    for moment in moments:
        moment.disconnect(close_old_connections)
    yield
    for moment in moments:
        moment.connect(close_old_connections)


@pytest.fixture
def document(db: None, one_connection: None) -> Any:
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


@pytest.fixture
def busy(dani: Person, mina: Person) -> dict[str, int]:
    """Something to meet: ids that the generated requests use half of the time.

    `{id}` is of what the address begins with: an incident, unless it stands here by name.
    """
    silence = a_rule(Kind.NO_UPDATE, tell(person(dani)))
    fire, other = file(dani, caller_name="Lee"), file(dani)
    engine = a_unit(dani.agency, "E 11")
    (sent,) = sends(dani, fire, engine)
    return {
        "id": fire.pk,
        "report": attaches(mina, fire).pk,
        "link": links(dani, fire, other).pk,
        "units": engine.pk,
        "crew": plans_crew(dani, engine).pk,
        "assignments": sent.pk,
        "maydays": calls_mayday(dani, engine).pk,
        "escalations": fire.escalations.get(rule=silence).pk,
        **on_a_roster(dani),
        "plans": ResponsePlan.objects.order_by("pk").values_list("pk", flat=True)[0],
        "escalation-rules": a_published_rule().pk,
    }


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("who", ["anonymous", "dani", "outsider", "admin"])
def test_every_operation(
    request: pytest.FixtureRequest,
    document: Any,
    busy: dict[str, int],
    who: str,
    mode: GenerationMode,
) -> None:
    headers = _headers(request, who)
    names = WITH_BAD_INPUT if mode == GenerationMode.NEGATIVE else CHECKED
    checks = [CHECKS.get_one(name) for name in names]
    failures, examples = [], FEWER.get(who, EXAMPLES)
    operations = [found.ok() for found in document.get_all_operations()]
    for operation in [one for one in operations if one.path.startswith(ASKS.get(who, "/"))]:
        for known in _rows_to_meet(operation, mode, busy):
            try:
                _ask(operation, mode, headers, checks, known=known, examples=examples)
            except FailureGroup as group:
                failures += [f"{operation.label}: {one}" for one in group.exceptions]
    assert not failures, "\n\n".join(failures)


def _ask(
    operation: Any,
    mode: GenerationMode,
    headers: dict[str, str],
    checks: list[Any],
    *,
    known: dict[str, int],
    examples: int,
) -> None:
    """A few requests to one operation; with `known`, to rows that exist."""
    chosen = {"path_parameters": known} if known else {}

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **chosen))
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=checks)

    with suppress(Unsatisfiable):  # an operation without input can't be given bad input
        ask()


def _rows_to_meet(
    operation: Any, mode: GenerationMode, busy: dict[str, int]
) -> list[dict[str, int]]:
    """Rows that may exist, then those that do; only what can be asked, and nothing twice."""
    known = _known(operation, busy)
    ways = [{}, known] if known else [{}]
    return (
        ways
        if mode == GenerationMode.POSITIVE
        else [one for one in ways if _spoils(operation, one)]
    )


def _spoils(operation: Any, known: dict[str, int]) -> bool:
    """Whether anything is left that can be wrong: trying to find it out takes a second."""
    # Who asks is no input: its header and its cookie stand among the others.
    headers = [one for one in operation.headers if one.name != "Authorization"]
    return bool([*operation.query, *operation.body, *headers]) or (
        bool(list(operation.path_parameters)) and not known
    )


def _known(operation: Any, busy: dict[str, int]) -> dict[str, int]:
    ids = {**busy, "id": busy.get(operation.path.split("/")[2], busy["id"])}
    return {name: pk for name, pk in ids.items() if f"{{{name}}}" in operation.path}


def _headers(request: pytest.FixtureRequest, who: str) -> dict[str, str]:
    person = request.getfixturevalue(who)
    if not isinstance(person, Person):
        return {}
    person.token_client(f"schemathesis-{who}")
    return {"Authorization": f"Token schemathesis-{who}"}
