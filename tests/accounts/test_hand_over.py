"""The next person sits down: another session, the same agency, nothing of who left."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import Session
from accounts.services.passwords import give
from agencies.models import Membership, Role
from safety_net.core import clock
from tests.support.cast import JsonClient, Person, a_person
from tests.support.doors import (
    arrives,
    code,
    has_an_app,
    password_of,
    told,
)
from tests.support.moved_time import Time
from tests.support.small_city import SmallCity


def program(client: Client) -> JsonClient:
    """REST by the session of a browser, which it may change."""
    made = JsonClient()
    made.cookies = client.cookies
    return made


def hands_over(desk: JsonClient, to: Person | None = None, **given: str) -> Any:
    if to is not None:
        given = {"username": to.user.get_username(), "password": password_of(to), **given}
    return desk.post("/api/me/hand-over/", given)


@pytest.fixture
def desk(dani: Person) -> JsonClient:
    """Dani's desk."""
    return program(arrives(dani))


def test_the_next_person_has_a_session_of_their_own(
    desk: JsonClient, dani: Person, hana: Person
) -> None:
    before = desk.cookies["sessionid"].value
    answer = hands_over(desk, hana)
    assert answer.status_code == 200
    assert answer.json()["me"] | {"language": ""} == desk.get("/api/me/").json() | {"language": ""}
    assert answer.json()["me"]["name"] == "Hana"
    assert desk.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()
    left = JsonClient()
    left.cookies["sessionid"] = before
    assert left.get("/api/me/").status_code == 401
    assert told("desk.handed_over", "person.signed_in")[1:] == [
        ("desk.handed_over", dani.user.pk, {"to": hana.user.pk, "name": "Hana"}),
        ("signed_in", hana.user.pk, {"how": "hand_over", "second_factor": ""}),
    ]


def test_a_supervisor_proves_the_second_factor_too(desk: JsonClient, sol: Person) -> None:
    has_an_app(sol)
    asked = hands_over(desk, sol)
    assert asked.json() == {"me": None, "code": True, "key": None}
    assert desk.get("/api/me/").json()["name"] == "Dani"  # still
    wrong = hands_over(desk, code="000000")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "not_proven")
    done = hands_over(desk, code=code())
    assert done.json()["me"]["role"] == "supervisor"
    assert desk.get("/api/me/").json()["name"] == "Sol"


def test_what_was_begun_is_forgotten_after_a_while(
    desk: JsonClient, sol: Person, time: Time
) -> None:
    has_an_app(sol)
    hands_over(desk, sol)
    time.passes(minutes=4)
    assert hands_over(desk, code=code()).status_code == 400


def test_a_code_without_a_password_before_it_opens_nothing(desk: JsonClient, sol: Person) -> None:
    has_an_app(sol)
    assert hands_over(desk, code=code()).status_code == 400


def test_who_has_something_to_set_up_does_that_on_a_page(
    desk: JsonClient, sol: Person, hana: Person, chief: Person
) -> None:
    assert hands_over(desk, sol).json()["code"] == "set_up_first"
    word = give(user=hana.user, by=chief.actor, at=clock.now())
    assert hands_over(desk, username="hana", password=word).json()["code"] == "set_up_first"


def test_only_somebody_of_this_agency_with_a_desk_takes_it(
    desk: JsonClient, dani: Person, mina: Person, city: SmallCity
) -> None:
    auditor = a_person("ora", city.fire, Role.AUDITOR)
    assert hands_over(desk, mina).json()["code"] == "not_at_this_desk"
    assert hands_over(desk, auditor).json()["code"] == "not_at_this_desk"
    assert hands_over(desk, dani).json()["code"] == "not_proven"  # it is theirs already
    Membership.objects.create(user=mina.user, agency=city.fire, role=Role.CALL_TAKER)
    taken = hands_over(desk, mina).json()["me"]
    assert (taken["agency"], taken["role"]) == (city.fire.pk, "call_taker")


def test_it_is_guarded_like_the_door(desk: JsonClient, hana: Person) -> None:
    answers = [hands_over(desk, username="hana", password="wrong").status_code for _ in range(11)]
    assert answers == [400] * 10 + [429]
    refused = hands_over(desk, hana)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert int(refused.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "body",
    [{}, {"username": "hana"}, {"code": "1", "password": "x"}, {"credential": "text"}, {"code": 1}],
)
def test_half_a_proof_is_a_bad_request(desk: JsonClient, body: dict[str, Any]) -> None:
    assert desk.post("/api/me/hand-over/", body).status_code == 400


@pytest.mark.parametrize("credential", [{}, {"id": 5}, {"id": "AAAA", "response": {}}])
def test_a_key_that_says_nonsense_is_refused(
    desk: JsonClient, sol: Person, credential: dict[str, Any]
) -> None:
    has_an_app(sol)
    hands_over(desk, sol)
    assert desk.post("/api/me/hand-over/", {"credential": credential}).status_code == 400


def test_a_program_hands_over_nothing(dani: Person, hana: Person) -> None:
    assert hands_over(dani.token_client("key"), hana).json()["code"] == "wrong_scope"
