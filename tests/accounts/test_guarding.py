"""Nobody guesses passwords for long, and nobody is kept out because a counter is out of order."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from redis.exceptions import ConnectionError as NoRedis

from accounts.models import Attempt
from accounts.tasks import forget
from safety_net.core.models import LogEntry
from tests.support.cast import Person
from tests.support.doors import code, has_an_app, password_of, sign_in, told
from tests.support.moved_time import Time

HOME, ELSEWHERE = "192.0.2.7", "198.51.100.1"


def test_after_ten_failures_a_name_waits_even_with_the_right_password(
    dani: Person, mina: Person, time: Time
) -> None:
    answers = [sign_in(dani, "wrong", address=f"192.0.2.{n}") for n in range(10)]
    assert {answer.status_code for answer in answers} == {200}
    refused = sign_in(" DANI ", password_of(dani))
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 901
    assert 'role="alert"' in refused.content.decode()
    assert sign_in(mina).status_code == 302
    time.passes(minutes=16)
    assert sign_in(dani).status_code == 302


def test_it_is_told_once_and_without_what_was_typed(dani: Person) -> None:
    for _ in range(12):
        sign_in(dani, "my secret word", address=HOME)
    sign_in("a password in the wrong field", "x", address=HOME)
    found = told("person.sign_in_refused", "person.locked_out")
    refused = ("sign_in_refused", dani.user.pk, {"what": "password"})
    locked = ("locked_out", dani.user.pk, {"whom": "name", "seconds": 900})
    assert found == [*[refused] * 10, locked, ("sign_in_refused", 0, {"what": "password"})]
    rows = LogEntry.objects.filter(kind__startswith="person.").values()
    assert "secret" not in str(rows)
    assert "wrong field" not in str(rows)
    assert {row["address"] for row in rows} == {HOME}


def test_fifty_failures_from_one_address_make_it_wait(dani: Person, mina: Person) -> None:
    for n in range(50):
        sign_in(f"somebody {n % 8}", address=HOME)
        Attempt.objects.filter(name=Attempt.objects.latest("pk").name).update(name=str(n % 8))
    assert sign_in(dani, address=HOME).status_code == 429
    assert sign_in(dani, address=ELSEWHERE).status_code == 302
    assert ("locked_out", 0, {"whom": "address", "seconds": 900}) in told("person.locked_out")


def test_one_password_sprayed_over_many_names_locks_the_address_that_does_it(
    dani: Person,
) -> None:
    for n in range(20):
        assert sign_in(f"somebody {n}", "Summer2026!", address=HOME).status_code == 200
    assert sign_in(dani, "Summer2026!", address=HOME).status_code == 429
    assert sign_in(dani, address=ELSEWHERE).status_code == 302
    assert told("person.locked_out") == [("locked_out", 0, {"whom": "spray", "seconds": 900})]


def test_a_spray_from_everywhere_is_told_once(dani: Person) -> None:
    for n in range(63):
        sign_in(f"somebody {n}", address=f"192.0.2.{n}")
    suspected = ("guessing_suspected", 0, {"names": 60, "addresses": 60})
    assert told("person.guessing_suspected") == [suspected]
    assert sign_in(dani, address=HOME).status_code == 302


def test_signing_in_rightly_is_not_counted(dani: Person) -> None:
    assert {sign_in(dani).status_code for _ in range(12)} == {302}
    assert not Attempt.objects.exists()


def test_codes_count_like_passwords(dani: Person) -> None:
    has_an_app(dani)
    client = Client()
    sign_in(dani, client=client)
    answers = [client.post("/login/code/", {"code": "000000"}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]
    assert client.post("/login/code/", {"code": code()}).status_code == 429
    assert told("person.sign_in_refused")[0] == (
        "sign_in_refused",
        dani.user.pk,
        {"what": "code"},
    )


def test_without_redis_people_sign_in_and_guessers_still_wait(
    dani: Person, mina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise NoRedis

    for act in ("get", "add", "incr", "set"):
        monkeypatch.setattr(cache, act, broken)
    has_an_app(mina)
    client = Client()
    sign_in(mina, client=client)
    assert client.post("/login/code/", {"code": code()}).status_code == 302
    for _ in range(10):
        sign_in(dani, "wrong")
    assert sign_in(dani).status_code == 429


def test_somebody_whose_account_is_closed_is_told_nothing_more_than_others(dani: Person) -> None:
    dani.user.is_active = False
    dani.user.save()
    right, wrong = sign_in(dani), sign_in(dani, "wrong")
    assert right.status_code == wrong.status_code == 200
    assert "not right" in right.content.decode() or "맞지 않습니다" in right.content.decode()
    assert [data["what"] for _, _, data in told("person.sign_in_refused")] == [
        "inactive",
        "password",
    ]


def test_old_failures_are_swept_up(dani: Person, time: Time) -> None:
    sign_in(dani, "wrong")
    forget()
    assert Attempt.objects.count() == 1
    time.passes(hours=1)
    forget()
    assert not Attempt.objects.exists()


def test_the_admin_site_is_entered_by_the_same_page(dani: Person) -> None:
    stranger = Client()
    answer = stranger.get("/admin/login/?next=/admin/auth/")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=%2Fadmin%2Fauth%2F")
    assert stranger.post("/admin/login/", {"username": "dani"}).status_code == 302
    assert dani.browser.get("/admin/", follow=True).status_code == 403
