"""Signing in by an identity provider: a real one, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from agencies.models import Membership
from safety_net.settings import openid
from tests.support.cast import Person
from tests.support.doors import code, has_an_app, told
from tests.support.openid import Provider

MAIL = "dani@fire.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


@pytest.fixture
def city_says(provider: Provider, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """What the installation's file says of the provider, beside where it is."""
    overrides = []

    def says(**more: Any) -> None:
        found = openid.providers(provider.file(tmp_path, **more))
        changed = override_settings(SOCIALACCOUNT_PROVIDERS=openid.as_library_settings(found))
        changed.enable()
        overrides.append(changed)

    yield says
    for changed in reversed(overrides):
        changed.disable()


@pytest.fixture
def with_mail(dani: Person) -> Person:
    """Dani, whose address an administrator wrote down."""
    User.objects.filter(pk=dani.user.pk).update(email=MAIL)
    return dani


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_the_first_time_a_verified_address_finds_the_account_and_then_the_name_does(
    provider: Provider, city_says: Callable[..., None], with_mail: Person
) -> None:
    city_says(link_by_email=True)
    assert "City sign-in" in Client().get("/login/").content.decode()
    provider.knows("d-1", email=MAIL.upper(), email_verified=True)
    client = Client()
    assert provider.signs_in(client, "d-1")["Location"] == "/"
    assert is_in(client)
    User.objects.filter(pk=with_mail.user.pk).update(email="other@fire.example")
    provider.knows("d-1", email="new@elsewhere.example", email_verified=False)
    again = Client()
    provider.signs_in(again, "d-1")
    assert is_in(again)
    assert told("person.provider_linked", "person.signed_in") == [
        ("provider_linked", with_mail.user.pk, {"provider": "city"}),
        *[("signed_in", with_mail.user.pk, {"how": "provider", "second_factor": ""})] * 2,
    ]


@pytest.mark.parametrize(
    ("allowed", "claims"),
    [
        (False, {"email": MAIL, "email_verified": True}),
        (True, {"email": MAIL}),
        (True, {"email": MAIL, "email_verified": False}),
        (True, {"email": MAIL, "email_verified": "true"}),
        (True, {"email": "nobody@fire.example", "email_verified": True}),
        (True, {}),
    ],
)
def test_whoever_is_not_found_by_the_rule_is_nobody_here(
    provider: Provider,
    city_says: Callable[..., None],
    with_mail: Person,
    allowed: bool,
    claims: dict[str, Any],
) -> None:
    city_says(link_by_email=allowed)
    provider.knows("d-2", **claims)
    people = User.objects.count()
    client = Client()
    answer = provider.signs_in(client, "d-2")
    assert answer.status_code == 403
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)
    assert told("person.sign_in_refused") == [("sign_in_refused", 0, {"what": "provider"})]


def test_an_address_that_two_have_finds_nobody(
    provider: Provider, city_says: Callable[..., None], with_mail: Person, mina: Person
) -> None:
    User.objects.filter(pk=mina.user.pk).update(email=MAIL)
    city_says(link_by_email=True)
    provider.knows("d-3", email=MAIL, email_verified=True)
    assert provider.signs_in(Client(), "d-3").status_code == 403


def test_no_right_comes_from_outside(
    provider: Provider, city_says: Callable[..., None], with_mail: Person
) -> None:
    city_says(link_by_email=True)
    Membership.objects.filter(pk=with_mail.membership.pk).update(is_active=False)
    provider.knows("d-4", email=MAIL, email_verified=True, role="city_admin", groups=["admin"])
    client = Client()
    provider.signs_in(client, "d-4")
    assert client.get("/").status_code == 403
    assert Membership.objects.filter(user=with_mail.user, is_active=True).count() == 0


def test_a_closed_account_stays_closed(
    provider: Provider, city_says: Callable[..., None], with_mail: Person
) -> None:
    city_says(link_by_email=True)
    provider.knows("d-5", email=MAIL, email_verified=True)
    provider.signs_in(Client(), "d-5")
    User.objects.filter(pk=with_mail.user.pk).update(is_active=False)
    client = Client()
    assert provider.signs_in(client, "d-5").status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(("vouches", "page"), [(False, 302), (True, 200)])
def test_a_supervisor_needs_a_second_factor_unless_the_provider_vouches_for_it(
    provider: Provider, city_says: Callable[..., None], sol: Person, vouches: bool, page: int
) -> None:
    User.objects.filter(pk=sol.user.pk).update(email="sol@fire.example")
    city_says(link_by_email=True, second_factor=vouches)
    provider.knows("s-1", email="sol@fire.example", email_verified=True)
    client = Client()
    provider.signs_in(client, "s-1")
    assert client.get("/").status_code == page
    has_an_app(sol)
    client = Client()
    assert provider.signs_in(client, "s-1")["Location"] == "/login/code/"
    assert client.post("/login/code/", {"code": code()})["Location"] == "/"
    assert is_in(client)


def test_who_says_no_there_is_led_back(
    provider: Provider, city_says: Callable[..., None], with_mail: Person
) -> None:
    city_says()
    provider.knows("d-6", email=MAIL)
    client = Client()
    answer = provider.signs_in(client, "d-6", allows=False)
    assert answer["Location"] == "/login/?provider=failed"
    assert 'role="alert"' in client.get(answer["Location"]).content.decode()


def test_an_answer_that_nobody_asked_for_signs_nobody_in(
    provider: Provider, city_says: Callable[..., None], with_mail: Person
) -> None:
    city_says(link_by_email=True)
    client = Client()
    answer = client.get("/account/openid/city/back/?code=x&state=y")
    assert answer.status_code == 302
    assert not is_in(client)
    assert Client().get("/account/openid/other/back/?code=x").status_code == 404
    # A link alone begins nothing: it takes our own form.
    assert "oauth2" not in Client().get("/account/openid/city/login/").get("Location", "")


@pytest.mark.parametrize(
    ("line", "word"),
    [("client_id = 1", "secret of"), ("colour = 1", "unknown"), ("[[", "can't be read")],
)
def test_a_file_that_can_not_be_used_is_said_at_the_start(
    tmp_path: Path, line: str, word: str
) -> None:
    whole = 'id="a"\nname="A"\nserver_url="https://x.example"\nclient_secret_file="none"\n'
    path = tmp_path / "openid.toml"
    path.write_text(f"[[provider]]\n{whole}{line}\n")
    with pytest.raises(ImproperlyConfigured, match=word):
        openid.providers(str(path))
    with pytest.raises(ImproperlyConfigured):
        openid.providers(str(tmp_path / "nowhere"))


def test_browsers_may_be_led_to_the_provider_and_nowhere_else(tmp_path: Path) -> None:
    found = [{"server_url": "https://id.example/realm", "origins": ["https://login.example"]}]
    assert openid.origins(found) == ["https://id.example", "https://login.example"]
