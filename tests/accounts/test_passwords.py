"""Passwords: long, not made of what anybody would try; given, forgotten and changed."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from accounts.models import GivenPassword
from accounts.services.passwords import give
from safety_net.core import clock
from tests.support.cast import JsonClient, Person
from tests.support.doors import arrives, has_an_app, sign_in, told

NEW = "four plain words in a row"
BY_MAIL = override_settings(SAFETY_NET_SMTP_URL="smtp://mail.example")


@pytest.mark.parametrize(
    "good", [NEW, "네 낱말로 된 긴 암호문", "correct-horse-battery", "x9" * 3 + "q7LmT" * 38]
)
def test_length_counts_and_nothing_has_to_be_mixed(dani: Person, good: str) -> None:
    validate_password(good, dani.user)


@pytest.mark.parametrize(
    "bad",
    [
        "short",
        "elevenchars",
        "password1234",
        "danidanidani1",
        "SafetyNet2026",
        "firefirefire112",
        "z" * 201,
    ],
)
def test_what_is_short_or_made_of_known_words_is_refused(dani: Person, bad: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(bad, dani.user)


def test_the_page_says_what_is_wrong_and_guards_the_present_password(dani: Person) -> None:
    client = arrives(dani)
    given = {"old_password": "wrong", "new_password1": "short", "new_password2": "short"}
    answers = [client.post("/account/password/", given) for _ in range(11)]
    assert 'role="alert"' in answers[0].content.decode()
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_a_given_password_is_good_for_choosing_one(dani: Person, chief: Person) -> None:
    known = give(user=dani.user, by=chief.actor, at=clock.now())
    client = Client()
    assert sign_in(dani, known, client=client).status_code == 302
    program = JsonClient()
    program.cookies = client.cookies
    assert program.get("/api/me/").json()["code"] == "password_change_required"
    assert client.get("/")["Location"] == "/account/password/"
    given = {"old_password": known, "new_password1": NEW, "new_password2": NEW}
    client.post("/account/password/", given)
    assert client.get("/").status_code == 200
    assert not GivenPassword.objects.exists()
    assert [data["how"] for _, _, data in told("person.password_changed")] == ["given", "by_hand"]


def test_without_mail_nothing_is_forgotten_by_mail(dani: Person) -> None:
    assert "/account/forgotten/" not in Client().get("/login/").content.decode()
    assert Client().get("/account/forgotten/").status_code == 404
    assert Client().post("/account/forgotten/", {"email": "x@example.org"}).status_code == 404


@BY_MAIL
def test_a_forgotten_password_by_mail_replaces_the_password_alone(dani: Person) -> None:
    has_an_app(dani)
    User.objects.filter(pk=dani.user.pk).update(email="dani@fire.example")
    there, stranger = arrives(dani), Client(headers={"accept-language": "en"})
    assert "/account/forgotten/" in stranger.get("/login/").content.decode()
    for address in ("nobody@fire.example", "DANI@fire.example"):
        answer = stranger.post("/account/forgotten/", {"email": address})
        assert answer["Location"] == "/account/forgotten/sent/"
    [letter] = mail.outbox
    link = re.search(r"http://testserver(\S+)", str(letter.body))
    assert link
    page = stranger.get(link.group(1))
    assert stranger.get(page["Location"]).status_code == 200
    given = {"new_password1": NEW, "new_password2": NEW}
    assert stranger.post(page["Location"], given)["Location"] == "/account/forgotten/done/"
    assert there.get("/").status_code == 302
    assert sign_in(dani, NEW)["Location"] == "/login/code/"
    assert told("person.password_changed") == [
        ("password_changed", dani.user.pk, {"how": "by_mail"})
    ]
    assert (
        "does not work"
        in Client(headers={"accept-language": "en"}).get(link.group(1)).content.decode()
    )


@BY_MAIL
def test_mails_are_not_asked_for_without_end(dani: Person) -> None:
    User.objects.filter(pk=dani.user.pk).update(email="dani@fire.example")
    asked = {"email": "dani@fire.example"}
    answers = [Client().post("/account/forgotten/", asked).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]
    assert len(mail.outbox) == 10
