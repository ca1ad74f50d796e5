"""Whatever goes wrong under /api/, the answer is a problem document and never a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from incidents.models import Incident
from tests.api.bodies import a_fire, bad_fields, is_refused
from tests.support.cast import JsonClient, Person

DEEP = "[" * 10_000 + "]" * 10_000


def posts_raw(who: Person, body: str | bytes, kind: str = "application/json") -> Any:
    return who.browser.post("/api/incidents/", body, content_type=kind)


@pytest.mark.parametrize("method", ["get", "post", "patch", "delete", "put"])
@pytest.mark.parametrize("path", ["/api/", "/api/nothing/", "/api/incidents/1/nothing/"])
def test_an_unknown_address(anonymous: JsonClient, method: str, path: str) -> None:
    is_refused(getattr(anonymous, method)(path), 404, "not_found")


def test_a_missing_slash_is_told(dani: Person) -> None:
    assert is_refused(dani.client.post("/api/incidents", a_fire()), 404)["detail"]


def test_an_unknown_address_elsewhere_is_a_page(anonymous: JsonClient) -> None:
    answer = anonymous.get("/nothing/")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_method_that_is_not_there(dani: Person) -> None:
    answer = dani.client.put("/api/incidents/", {})
    is_refused(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_what_cannot_be_given(dani: Person) -> None:
    answer = dani.client.get("/api/incidents/", headers={"Accept": "text/html"})
    is_refused(answer, 406, "not_acceptable")


def test_what_cannot_be_read(dani: Person) -> None:
    is_refused(posts_raw(dani, "type=FIRE", "application/x-www-form-urlencoded"), 415)
    is_refused(posts_raw(dani, "<a/>", "application/xml"), 415, "unsupported_media_type")


@pytest.mark.parametrize("extra", [0, 1])
def test_the_limit_of_a_body(dani: Person, extra: int) -> None:
    body = json.dumps(a_fire(narrative="x"))
    padded = body[:-1] + " " * (1_000_000 + extra - len(body)) + "}"
    answer = posts_raw(dani, padded)
    if extra:
        is_refused(answer, 413, "too_large")
    else:
        assert answer.status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        DEEP,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        '{"type": "FIRE.STRUCT", "type": "HAZ.GAS"}',
        '{"place": {"lon": NaN, "lat": 37.05}, "type": "FIRE.STRUCT"}',
        '{"place": {"lon": Infinity, "lat": 37.05}, "type": "FIRE.STRUCT"}',
        '{"place": {"lon": 1e400, "lat": 37.05}, "type": "FIRE.STRUCT"}',
        '{"narrative": "a\\u0000b"}',
        '{"narrative": "\\ud800"}',
        '{"a\\u0000b": 1}',
        "1" * 5000,
        b"\xff\xfe",
        b'{"type": "\xed\xa0\x80"}',
    ],
    ids=lambda body: str(body)[:30],
)
def test_json_that_is_none_or_cannot_be_kept(dani: Person, body: str | bytes) -> None:
    is_refused(posts_raw(dani, body), 400, "invalid")
    assert not Incident.objects.exists()


def test_a_member_that_is_too_deep(dani: Person) -> None:
    deep: Any = "x"
    for _ in range(40):
        deep = {"x": deep}
    is_refused(dani.client.post("/api/incidents/", a_fire(place=deep)), 400, "invalid")


def test_a_missing_csrf_token(dani: Person) -> None:
    strict = JsonClient(enforce_csrf_checks=True)
    strict.cookies = dani.client.cookies
    is_refused(strict.post("/api/incidents/", a_fire()), 403, "permission_denied")


def test_a_foreign_host(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/api/me/", headers={"host": "evil.test"})
    is_refused(answer, 400, "unreadable")


class TestOutage:
    """The database is away: the same request may be sent again."""

    @pytest.fixture
    def away(self, dani: Person) -> Iterator[JsonClient]:
        client = dani.client
        client.raise_request_exception = False

        def fails(*args: Any, **kwargs: Any) -> Any:
            raise OperationalError("the server closed the connection unexpectedly")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(connection, "cursor", fails)
            yield client

    def test_in_the_api(self, away: JsonClient) -> None:
        answer = away.post("/api/incidents/", a_fire())
        is_refused(answer, 503, "unavailable")
        assert answer.headers["Retry-After"] == "2"

    def test_on_a_page(self, away: JsonClient) -> None:
        answer = away.get("/")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
        assert answer.headers["Content-Type"].startswith("text/html")


def test_what_nobody_foresaw(dani: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*args: Any, **kwargs: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("dispatch.api.reference.reference_for", breaks)
    dani.client.raise_request_exception = False
    answer = dani.client.get("/api/reference/")
    is_refused(answer, 500, "broken")
    assert b"ZeroDivision" not in answer.content
    assert answer.headers["X-Request-ID"]


def test_nothing_of_the_picture_stays_in_a_cache(dani: Person) -> None:
    for path in ("incidents/", "me/", "reference/", "incidents/?format=geojson"):
        assert "no-store" in dani.client.get(f"/api/{path}").headers["Cache-Control"]


def test_fields_are_named_by_their_path(dani: Person) -> None:
    body = {"place": {"lat": "x"}, "report": {"channel": "x"}}
    fields = bad_fields(dani.client.post("/api/incidents/", body))
    assert set(fields) == {"type", "place.lon", "place.lat", "report.channel"}


@pytest.mark.parametrize(
    "query", ["format=", "format=xml", "format=json&format=", "format=a&format=json"]
)
def test_a_format_that_is_not_given_is_refused(dani: Person, query: str) -> None:
    assert dani.client.get(f"/api/incidents/?{query}").status_code == 406
    assert dani.client.get("/api/incidents/?format=json").status_code == 200
