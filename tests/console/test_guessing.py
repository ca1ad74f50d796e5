"""Nobody guesses passwords for long; nobody is kept out because a counter is out of order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from redis.exceptions import ConnectionError as NoRedis

from safety_net.core import throttling
from tests.support.cast import Person

RIGHT = "dani has a password"


@pytest.fixture(autouse=True)
def own_counters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fresh ones, in one window for the whole test whatever the clock says."""
    test = uuid4()
    monkeypatch.setattr(throttling, "_key", lambda who, window: f"guessing:{test}:{who}")
    throttling.fuse.renew()
    yield
    throttling.fuse.renew()


def sign_in(name: str, word: str = "wrong", address: str = "192.0.2.7") -> Any:
    client = Client(REMOTE_ADDR=address)
    return client.post("/login/", {"username": name, "password": word})


def test_after_ten_failures_a_name_waits_even_with_the_right_password(dani: Person) -> None:
    answers = [sign_in("dani", address=f"192.0.2.{n}") for n in range(10)]
    assert {answer.status_code for answer in answers} == {200}
    refused: HttpResponse = sign_in(" DANI ", RIGHT)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 900
    assert 'role="alert"' in refused.content.decode()


def test_another_name_is_not_kept_waiting(dani: Person) -> None:
    for _ in range(10):
        sign_in("mina")
    assert sign_in("dani", RIGHT).status_code == 302


def test_fifty_failures_from_one_address_make_it_wait(dani: Person) -> None:
    for n in range(50):
        sign_in(f"somebody {n}")
    assert sign_in("dani", RIGHT).status_code == 429
    assert sign_in("dani", RIGHT, address="198.51.100.1").status_code == 302


def test_signing_in_rightly_is_not_counted(dani: Person) -> None:
    assert {sign_in("dani", RIGHT).status_code for _ in range(12)} == {302}


def test_without_redis_everybody_may_try(dani: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise NoRedis

    for _ in range(10):
        sign_in("dani")
    monkeypatch.setattr(cache, "get", broken)
    monkeypatch.setattr(cache, "add", broken)
    assert sign_in("dani", RIGHT).status_code == 302


def test_the_admin_site_is_entered_by_the_same_page(dani: Person) -> None:
    answer = Client().get("/admin/login/?next=/admin/auth/")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=%2Fadmin%2Fauth%2F")
    assert Client().post("/admin/login/", {"username": "dani"}).status_code == 302
    assert dani.browser.get("/admin/", follow=True).status_code == 403
