"""The key of a device opens one operation; every other one does not know it."""

from __future__ import annotations

import re

import pytest
from drf_spectacular.generators import SchemaGenerator

from positions.models import Device
from tests.api.bodies import PROBLEM
from tests.support.cast import JsonClient, Person
from tests.support.moving import a_device

TELL = ("post", "/api/positions/")


def operations() -> list[tuple[str, str]]:
    document = SchemaGenerator().get_schema(request=None, public=True)
    return [(method, path) for path, methods in document["paths"].items() for method in methods]


def test_every_other_operation_is_closed(box: JsonClient) -> None:
    found = operations()
    assert TELL in found
    for method, path in found:
        answer = getattr(box, method)(re.sub(r"{\w+}", "1", path), {})
        if (method, path) == TELL:
            assert answer.status_code == 400  # it is let in; an empty body is no batch
        else:
            assert answer.status_code == 401, (method, path)
            assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize("path", ["/", "/desk/", "/admin/", "/unit/"])
def test_pages_send_it_away(box: JsonClient, path: str) -> None:
    answer = box.get(path)
    assert answer.status_code in (302, 401, 403, 404), path
    if answer.status_code == 302:
        assert "login" in answer.headers["Location"]


def test_neither_is_it_a_token_nor_a_token_it(dani: Person, fire_key: str) -> None:
    client = JsonClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {fire_key}")
    assert client.get("/api/me/").status_code == 401
    dani.token_client("a-key-of-dani")
    client.credentials(HTTP_AUTHORIZATION="Device a-key-of-dani")
    assert client.post("/api/positions/", {"fixes": []}).status_code == 401


@pytest.fixture
def fire_key(dani: Person) -> str:
    key = a_device(dani.agency)[1]
    assert Device.objects.count() == 1
    return key
