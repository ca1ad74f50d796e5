"""A request that is sent twice under one key acts once and is answered alike."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from agencies.models import Agency
from safety_net.core import acting, idempotency, wall
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid, Refusal
from safety_net.core.idempotency import KeyReused
from safety_net.core.models import KeptAnswer
from safety_net.core.rest import JSONParser
from tests.support.at_once import at_once, refusals
from tests.support.cast import Person


class Counter:
    """A view that counts how often it really acts."""

    actor = SYSTEM

    def __init__(self) -> None:
        self.acts = 0
        self.refuses = False

    @idempotency.once
    def post(self, request: Request) -> Response:
        if self.refuses:
            raise Refusal("not today")
        self.acts += 1
        Agency.objects.filter(pk=acting.viewer_of(request).agency_id or 0).update(short_en="acted")
        return Response({"acts": self.acts}, status=201)


def request_of(
    who: Person, key: str | None = "key", *, body: Any = None, path: str = "/api/x/"
) -> Request:
    headers = {} if key is None else {"HTTP_IDEMPOTENCY_KEY": key}
    plain = APIRequestFactory().post(path, body or {"a": 1}, format="json", **headers)
    plain.user = who.user
    acting.bind(plain, who.viewer)
    wall.free()
    request = Request(plain, parsers=[JSONParser()])
    request.user = who.user
    return request


def test_the_second_time_the_first_answer_comes_back(dani: Person) -> None:
    view = Counter()
    first, second = view.post(request_of(dani)), view.post(request_of(dani))
    assert view.acts == 1
    assert (
        (second.status_code, second.data) == (first.status_code, first.data) == (201, {"acts": 1})
    )
    assert second.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers


def test_without_a_key_everything_acts(dani: Person) -> None:
    view = Counter()
    view.post(request_of(dani, None))
    view.post(request_of(dani, None))
    assert view.acts == 2
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("other", [{"body": {"a": 2}}, {"path": "/api/y/"}])
def test_a_key_stands_for_one_request(dani: Person, other: dict[str, Any]) -> None:
    view = Counter()
    view.post(request_of(dani))
    with pytest.raises(KeyReused):
        view.post(request_of(dani, **other))
    assert view.acts == 1


def test_keys_of_two_people_are_apart(dani: Person, mina: Person) -> None:
    view = Counter()
    view.post(request_of(dani))
    view.post(request_of(mina))
    assert view.acts == 2


def test_a_refusal_is_not_kept(dani: Person) -> None:
    view = Counter()
    view.refuses = True
    with pytest.raises(Refusal):
        view.post(request_of(dani))
    assert not KeptAnswer.objects.exists()
    view.refuses = False
    assert view.post(request_of(dani)).data == {"acts": 1}


@pytest.mark.parametrize("key", ["x" * 201, "tab\there"])
def test_a_key_is_short_and_printable(dani: Person, key: str) -> None:
    with pytest.raises(Invalid):
        Counter().post(request_of(dani, key))


@pytest.mark.usefixtures("committing")
def test_twins_at_the_same_moment_act_once(dani: Person) -> None:
    view = Counter()
    outcomes = at_once(*(partial(view.post, request_of(dani)) for _ in range(6)))
    assert refusals(outcomes) == []
    assert view.acts == 1
    assert {str(answer.data) for answer in outcomes} == {"{'acts': 1}"}
