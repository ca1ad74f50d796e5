"""Sessions last a shift, are seen by their person, and end at once when they should."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from accounts.models import Session
from accounts.services.activity import set_active
from accounts.services.second_factors import reset
from accounts.sessions import see
from accounts.tasks import forget
from agencies.models import Membership, Role
from safety_net.core import clock
from safety_net.core.live import identity
from safety_net.core.live.protocol import NO_MEMBERSHIP, SIGNED_OUT
from tests.support.cast import JsonClient, Person
from tests.support.doors import arrives, code, has_an_app, password_of, sign_in, told
from tests.support.moved_time import Time

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def status(client: Client) -> int:
    """What REST says to the session of a browser."""
    program = JsonClient()
    program.cookies = client.cookies
    return program.get("/api/me/").status_code


def key(client: Client) -> str:
    return str(client.cookies["sessionid"].value)


def listens(client: Client) -> object:
    return identity.admit({"cookie": f"sessionid={key(client)}"})


def test_signing_in_gives_another_key_and_takes_nothing_from_whoever_sat_here(
    dani: Person, mina: Person
) -> None:
    client = arrives(dani)
    client.session["agency_id"] = dani.agency.pk
    before = key(client)
    client.post("/logout/")
    sign_in(mina, client=client)
    assert key(client) != before
    assert "agency_id" not in client.session
    assert not Session.objects.filter(session_key=before).exists()
    assert told("person.signed_in", "person.signed_out") == [
        ("signed_in", dani.user.pk, {"how": "password", "second_factor": ""}),
        ("signed_out", dani.user.pk, {"why": "by_hand", "sessions": 1}),
        ("signed_in", mina.user.pk, {"how": "password", "second_factor": ""}),
    ]


def test_a_key_that_was_put_there_before_signing_in_is_not_the_one_after(dani: Person) -> None:
    has_an_app(dani)
    client = Client()
    sign_in(dani, client=client)  # the code is still to come
    planted = key(client)
    assert status(client) == 401
    client.post("/login/code/", {"code": code()})
    assert key(client) != planted
    assert status(client) == 200


def test_it_ends_after_a_shift_however_busy(dani: Person, time: Time) -> None:
    client = arrives(dani)
    for _ in range(12):
        time.passes(hours=1)
        assert status(client) == 200
    time.passes(minutes=59)
    assert isinstance(listens(client), identity.Claims)
    time.passes(minutes=2)
    assert status(client) == 401
    assert listens(client) == SIGNED_OUT


@override_settings(SAFETY_NET_IDLE_MINUTES={"": 120, Role.CALL_TAKER: 10})
def test_one_that_is_left_alone_ends_sooner_by_role(dani: Person, hana: Person, time: Time) -> None:
    calm, strict = arrives(dani), arrives(hana)
    time.passes(minutes=9)
    assert (status(calm), status(strict)) == (200, 200)
    time.passes(minutes=9)
    assert status(strict) == 200  # it was used meanwhile
    time.passes(minutes=11)
    assert (status(calm), status(strict)) == (200, 401)
    forget()
    assert list(Session.objects.values_list("user", flat=True)) == [dani.user.pk]


@override_settings(SAFETY_NET_IDLE_MINUTES={"": 10})
def test_an_open_desk_is_at_work_and_a_page_that_only_watches_the_engine_is_not(
    dani: Person, mina: Person, time: Time
) -> None:
    desk, page = arrives(dani), arrives(mina)
    for _ in range(3):
        time.passes(minutes=4)
        see({key(desk)})  # as the hub does for whoever is connected
        page.get("/api/engine/")
    assert (status(desk), status(page)) == (200, 401)


def test_one_sees_where_one_is_signed_in_and_ends_the_others(dani: Person, mina: Person) -> None:
    here, there = arrives(dani, user_agent=FIREFOX), arrives(dani)
    foreign = arrives(mina)
    page = here.get("/account/").content.decode()
    assert "Firefox · Linux" in page
    assert key(here) not in page
    assert key(there) not in page
    ends = re.findall(r'action="(/account/sessions/[0-9a-f]{16}/end/)"', page)
    assert len(ends) == 2
    foreign.post(ends[1])
    assert status(there) == 200  # nobody ends another's
    here.post(ends[1])
    assert (status(here), status(there), status(foreign)) == (200, 401, 200)
    third = arrives(dani)
    here.post("/account/sessions/others/end/")
    assert (status(here), status(third)) == (200, 401)
    out = {"why": "elsewhere", "sessions": 1}
    assert told("person.signed_out") == [("signed_out", dani.user.pk, out)] * 2


def test_ending_the_one_that_one_sits_at_signs_out(dani: Person) -> None:
    client = arrives(dani)
    page = client.get("/account/").content.decode()
    answer = client.post(re.findall(r'action="(/account/sessions/[0-9a-f]{16}/end/)"', page)[0])
    assert answer["Location"] == "/login/"
    assert status(client) == 401


def membership_ends(who: Person) -> None:
    Membership.objects.filter(pk=who.membership.pk).update(is_active=False)


def account_is_closed(who: Person) -> None:
    set_active(user=who.user, active=False, by=who.actor, at=clock.now())


def account_is_switched_off_by_hand(who: Person) -> None:
    User.objects.filter(pk=who.user.pk).update(is_active=False)


def second_factor_is_reset(who: Person) -> None:
    reset(user=who.user, by=who.actor, at=clock.now())


def password_is_set(who: Person) -> None:
    who.user.set_password("another long password")
    who.user.save()


def becomes_supervisor(who: Person) -> None:
    Membership.objects.filter(pk=who.membership.pk).update(role=Role.SUPERVISOR)


@pytest.mark.parametrize(
    ("end", "rest", "socket"),
    [
        (membership_ends, 403, NO_MEMBERSHIP),
        (account_is_closed, 401, SIGNED_OUT),
        (account_is_switched_off_by_hand, 401, SIGNED_OUT),
        (second_factor_is_reset, 401, SIGNED_OUT),
        (password_is_set, 401, SIGNED_OUT),
        (becomes_supervisor, 403, NO_MEMBERSHIP),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_whatever_ends_it_ends_it_at_once(
    dani: Person, end: Callable[[Person], None], rest: int, socket: object
) -> None:
    client = arrives(dani)
    claims = listens(client)
    assert isinstance(claims, identity.Claims)
    end(dani)
    assert status(client) == rest
    assert listens(client) == socket
    assert claims in identity.ended([claims])  # what the hub asks every 1.5 s


def test_an_account_that_is_opened_again_has_no_old_session(dani: Person) -> None:
    client = arrives(dani)
    for active in (False, True):
        set_active(user=dani.user, active=active, by=dani.actor, at=clock.now())
    assert status(client) == 401
    assert arrives(dani).get("/").status_code == 200
    assert told("person.activity_changed") == [
        ("activity_changed", dani.user.pk, {"active": False}),
        ("activity_changed", dani.user.pk, {"active": True}),
    ]


def test_a_new_password_ends_all_other_sessions(dani: Person) -> None:
    here, there = arrives(dani), arrives(dani)
    new = "four plain words in a row"
    given = {"old_password": password_of(dani), "new_password1": new, "new_password2": new}
    assert here.post("/account/password/", given)["Location"] == "/account/"
    assert (status(here), status(there)) == (200, 401)
    assert sign_in(dani).status_code == 200
    assert sign_in(dani, new).status_code == 302
    assert told("person.password_changed") == [
        ("password_changed", dani.user.pk, {"how": "by_hand"})
    ]
