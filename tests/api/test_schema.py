"""Every operation, with everything the schema allows and much that it does not, as several people.

No answer is a 5xx, and none contradicts the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
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

CHECKED = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]
WITH_BAD_INPUT = [*CHECKED, "negative_data_rejection"]
EXAMPLES = 8


@dataclass(frozen=True)
class Asker:
    """Sends the first so many of the requests that are made up, to addresses that begin so."""

    name: str
    begins: tuple[str, ...] = ("/",)
    examples: int = EXAMPLES


# Making up a request costs more than answering it, so all of them send the same ones. First those
# who change nothing: whoever is turned away at the door meets the same few lines everywhere.
ASKERS = (
    Asker("anonymous", examples=2),
    Asker("outsider", examples=5),
    Asker("dani"),
    Asker("sol", ("/api/reach/",)),
    # What only admins may do.
    Asker(
        "admin",
        (
            "/api/plans/",
            "/api/rosters/",
            "/api/recommendation/",
            "/api/escalation-rules/",
            "/api/providers/",
            "/api/deliveries/",
        ),
    ),
)


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
def test_every_operation(
    request: pytest.FixtureRequest, document: Any, busy: dict[str, int], mode: GenerationMode
) -> None:
    headers = {asker: _headers(request, asker.name) for asker in ASKERS}
    names = WITH_BAD_INPUT if mode == GenerationMode.NEGATIVE else CHECKED
    checks = [CHECKS.get_one(name) for name in names]
    failures: list[str] = []
    for operation in [found.ok() for found in document.get_all_operations()]:
        crowd = {
            asker: theirs
            for asker, theirs in headers.items()
            if operation.path.startswith(asker.begins)
        }
        for known in _rows_to_meet(operation, mode, busy):
            failures += _ask(operation, mode, crowd, checks, known=known)
    assert not failures, "\n\n".join(failures)


def _ask(
    operation: Any,
    mode: GenerationMode,
    crowd: dict[Asker, dict[str, str]],
    checks: list[Any],
    *,
    known: dict[str, int],
) -> list[str]:
    """A few requests to one operation; with `known`, to rows that exist. What was wrong."""
    chosen = {"path_parameters": known} if known else {}
    failures: list[str] = []
    sent = 0

    @settings(
        max_examples=max(asker.examples for asker in crowd),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **chosen))
    def ask(case: Any) -> None:
        nonlocal sent
        for asker, headers in crowd.items():
            if sent < asker.examples:
                try:
                    case.call_and_validate(headers=headers, checks=checks)
                except FailureGroup as group:
                    who = f"{operation.label} as {asker.name}"
                    failures.extend(f"{who}: {one}" for one in group.exceptions)
        sent += 1

    with suppress(Unsatisfiable):  # an operation without input can't be given bad input
        ask()
    return failures


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
