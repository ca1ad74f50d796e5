"""What an administrator sees and mends, and whose."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from accounts.models import GivenPassword, Session
from agencies.models import Membership, Role
from agencies.services.accounts import renew_password
from safety_net.core import clock
from tests.support.cast import Person, a_person
from tests.support.doors import arrives, code, has_an_app, password_of, sign_in, told
from tests.support.moved_time import Time
from tests.support.small_city import SmallCity

PAGE = "/account/people/"


def mend(by: Client, person: Person, act: str) -> int:
    return by.post(f"{PAGE}{person.user.pk}/{act}/").status_code


@pytest.fixture
def office(chief: Person) -> Client:
    """The browser of the fire brigade's admin, who has just come in."""
    has_an_app(chief)
    return arrives(chief)


def test_an_admin_sees_who_lacks_what(office: Client, sol: Person, dani: Person) -> None:
    has_an_app(dani)
    page = office.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert re.search(r"Sol.*no second factor yet", page, re.DOTALL)
    assert "✓ second factor" in page


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AGENCY_ADMIN, Role.CITY_ADMIN}))
def test_nobody_else_sees_it(city: SmallCity, dani: Person, role: Role) -> None:
    other = a_person("other", city.fire, role)
    assert other.browser.get(PAGE).status_code == 403
    assert mend(other.browser, dani, "password") == 403
    assert Client().get(PAGE).status_code == 302


def test_an_agency_admin_helps_those_of_the_own_agency_alone(
    office: Client, dani: Person, mina: Person, admin: Person, city: SmallCity
) -> None:
    both = a_person("both", city.fire, Role.DISPATCHER)
    Membership.objects.create(user=both.user, agency=city.police, role=Role.DISPATCHER)
    staff = a_person("staff member", city.fire, Role.DISPATCHER)
    User.objects.filter(pk=staff.user.pk).update(is_staff=True)
    oneself = Person(User.objects.get(username="chul"), dani.membership)
    for foreign in (mina, admin, both, staff, oneself):
        assert mend(office, foreign, "password") == 404, foreign
    assert mend(office, dani, "no-such-act") == 400
    assert mend(office, dani, "sessions") == 302
    assert mend(admin.browser, mina, "unlock") == 302


def test_a_lost_phone_is_reset_and_told(office: Client, sol: Person, chief: Person) -> None:
    has_an_app(sol)
    there = arrives(sol)
    assert mend(office, sol, "second-factor") == 302
    assert there.get("/account/").status_code == 302
    assert sign_in(sol)["Location"] == "/"
    assert told("person.mfa_removed") == [("mfa_removed", sol.user.pk, {"factor": "all"})]


def test_a_password_is_given_once_and_never_written_down(office: Client, dani: Person) -> None:
    page = office.post(f"{PAGE}{dani.user.pk}/password/").content.decode()
    shown = re.search(r'class="secret">([a-z0-9-]{24})<', page)
    assert shown
    assert sign_in(dani, shown.group(1)).status_code == 302
    assert GivenPassword.objects.get().user == dani.user
    assert shown.group(1) not in office.get(PAGE).content.decode()
    assert shown.group(1) not in str(told("person.password_changed"))


def test_somebody_locked_out_may_try_again(office: Client, dani: Person) -> None:
    for _ in range(10):
        sign_in(dani, "wrong", address="192.0.2.7")
    assert "locked out" in office.get(PAGE, headers={"accept-language": "en"}).content.decode()
    mend(office, dani, "unlock")
    assert sign_in(dani).status_code == 302
    assert told("person.unlocked") == [("unlocked", dani.user.pk, {})]


def test_a_closed_account_is_out_at_once(office: Client, dani: Person) -> None:
    there = arrives(dani)
    mend(office, dani, "close")
    assert there.get("/").status_code == 302
    assert not Session.objects.filter(user=dani.user).exists()
    assert sign_in(dani).status_code == 200
    mend(office, dani, "open")
    assert sign_in(dani).status_code == 302


def test_after_a_while_an_admin_proves_it_again_first(
    office: Client, dani: Person, time: Time
) -> None:
    time.passes(minutes=6)
    address = f"{PAGE}{dani.user.pk}/password/"
    answer = office.post(address)
    assert answer["Location"].startswith("/account/again/code/")
    assert not GivenPassword.objects.exists()
    done = office.post("/account/again/code/", {"code": code(steps=1), "next": address})
    assert "secret" in done.content.decode()
    assert GivenPassword.objects.get().user == dani.user


def test_the_admin_site_makes_people_whose_password_is_given(admin: Person) -> None:
    User.objects.filter(pk=admin.user.pk).update(is_staff=True, is_superuser=True)
    word = "a first word for nina"
    made = {"username": "nina", "usable_password": "true", "password1": word, "password2": word}
    assert admin.browser.post("/admin/auth/user/add/", made).status_code == 302
    nina = User.objects.get(username="nina")
    assert GivenPassword.objects.get().user == nina
    assert admin.browser.get(f"/admin/auth/user/{nina.pk}/password/")["Location"] == PAGE
    for secret in ("mfa/authenticator", "socialaccount/socialapp", "account/emailaddress"):
        assert admin.browser.get(f"/admin/{secret}/").status_code == 404
    assert password_of(admin)


def test_a_password_from_the_page_of_members_is_given_too(chief: Person, dani: Person) -> None:
    there = arrives(dani)
    word = renew_password(user_id=dani.user.pk, by=chief.actor, at=clock.now())
    assert there.get("/").status_code == 302
    assert GivenPassword.objects.get().user == dani.user
    client = Client()
    sign_in(dani, word, client=client)
    assert client.get("/")["Location"] == "/account/password/"
