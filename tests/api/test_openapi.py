"""The OpenAPI document: valid, whole, and the readable page opens under our CSP."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from safety_net.core.scopes import SCOPES
from tests.support.cast import Person

METHODS = {"get", "post", "patch", "put", "delete"}
TWICE_IS_ONCE = (
    "/api/me/",
    "/api/positions/",
    "/api/crew/positions/",
    "/api/rosters/calendars/",
    "/api/contacts/{id}/verify/",
    "/api/escalation-rules/overlaps/",
    "/api/escalation-rules/preview/",
    "/api/escalation-rules/what-if/",
    # An answer with a key in it is not kept.
    "/api/tokens/",
    "/api/integrations/",
    "/api/devices/",
)
# docs/notifying.md tells providers how to call back; nobody else can.
FOR_PROVIDERS = "/api/notify/callbacks/<slug:slug}/"
ALWAYS = {"401", "403", "406", "429", "503"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document, made with every check that there is."""
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out, stderr=StringIO())
    found: dict[str, Any] = yaml.safe_load(out.getvalue())
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")


def test_every_operation_tells_what_can_go_wrong(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        answers = operation["responses"]
        assert set(answers) >= ALWAYS, (path, method)
        for status, answer in answers.items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], (path, status)
                assert answer["description"]
        if method != "get":
            assert set(answers) >= {"400", "409", "413", "415"}, (path, method)
        if "{" in path:
            assert "404" in answers, (path, method)


def test_every_post_of_an_incident_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        names = {one["name"] for one in operation.get("parameters", [])}
        takes = method == "post" and not path.startswith(TWICE_IS_ONCE)
        assert ("Idempotency-Key" in names) == takes, (path, method)
        assert ("422" in operation["responses"]) == takes, (path, method)


def test_every_operation_has_a_summary_and_a_name_of_its_own(document: dict[str, Any]) -> None:
    found = operations(document)
    assert all(operation.get("summary") for _, _, operation in found)
    assert len({operation["operationId"] for _, _, operation in found}) == len(found)


def test_every_address_is_documented(document: dict[str, Any]) -> None:
    addresses = {path.removeprefix("/api/").count("/") for path in document["paths"]}
    assert addresses
    known = {path.replace("{id}", "<pk>") for path in document["paths"]}
    for address in _addresses(get_resolver()):
        if address.startswith("/api/") and address not in (
            "/api/schema/",
            "/api/docs/",
            FOR_PROVIDERS,
        ):
            assert address in known, address


def test_every_operation_says_which_scope_a_token_needs(document: dict[str, Any]) -> None:
    keys = ("/api/tokens/", "/api/integrations/", "/api/devices/")
    persons = (
        "/api/agreements/{id}/sign/",
        "/api/emergency-accesses/",
        "/api/me/hand-over/",
    )
    for path, method, operation in operations(document):
        [scopes] = [one["token"] for one in operation["security"] if "token" in one] or [None]
        if path.startswith(keys + persons):
            assert scopes is None, (path, method)
        else:
            assert scopes is not None, (path, method)
            assert set(scopes) <= set(SCOPES), (path, method)


def test_the_readable_page(dani: Person) -> None:
    page = dani.browser.get("/api/docs/")
    assert page.status_code == 200
    assert b"<script>" not in page.content
    script = dani.browser.get("/api/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")


def _addresses(resolver: URLResolver, prefix: str = "/") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        whole = prefix + _readable(str(one.pattern))
        if isinstance(one, URLResolver):
            found += _addresses(one, whole)
        elif isinstance(one, URLPattern) and not str(one.pattern).startswith("^"):
            found.append(whole)
    return found


def _readable(pattern: str) -> str:
    """`incidents/<int:pk>/` as the document writes it."""
    return (
        pattern.replace("<int:pk>", "<pk>")
        .replace("<int:", "{")
        .replace(">/", "}/")
        .replace("<pk}", "<pk>")
    )
