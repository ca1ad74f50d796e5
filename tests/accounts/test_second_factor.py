"""Who leads, configures or audits acts only after a second factor: pages, REST and sockets."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from agencies.models import Agency, Membership, Role
from agencies.proving import DEMO_DOOR, NEEDS_SECOND_FACTOR, SECOND_FACTOR
from safety_net.core.live import identity
from safety_net.core.live.protocol import NO_MEMBERSHIP
from tests.support.cast import JsonClient, Person, a_person
from tests.support.doors import (
    arrives,
    code,
    has_an_app,
    has_recovery_codes,
    sign_in,
    told,
)
from tests.support.moved_time import Time
from tests.support.nursery import ROOT
from tests.support.small_city import SmallCity


def rest(client: Client) -> JsonClient:
    """REST by the session of a browser."""
    program = JsonClient()
    program.cookies = client.cookies
    return program


def listens(client: Client) -> object:
    return identity.admit({"cookie": f"sessionid={client.cookies['sessionid'].value}"})


@pytest.mark.parametrize("role", Role)
def test_the_role_decides_who_needs_one(city: SmallCity, role: Role) -> None:
    client = arrives(a_person("somebody", city.fire, role))
    page, answer = client.get("/inbox/"), rest(client).get("/api/me/")
    if role in NEEDS_SECOND_FACTOR:
        assert (page.status_code, page["Location"]) == (302, "/account/")
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_required")
        assert listens(client) == NO_MEMBERSHIP
        assert client.get("/account/").status_code == 200
    else:
        assert (page.status_code, answer.status_code) == (200, 200)
        assert isinstance(listens(client), identity.Claims)


def test_a_supervisor_sets_up_an_app_and_goes_on(sol: Person) -> None:
    client = arrives(sol)
    page = client.get("/account/app/").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret
    assert client.post("/account/app/", {"code": "000000"}).status_code == 200
    given = {"code": code(secret=secret.group(1))}
    answer = client.post("/account/app/", given)
    assert (answer.status_code, answer["Location"]) == (302, "/account/codes/")
    assert (
        len(re.findall(r"<code>\d{8}</code>", client.get("/account/codes/").content.decode())) == 10
    )
    assert client.get("/inbox/").status_code == 200
    assert told("person.mfa_enrolled", "person.recovery_codes_seen") == [
        ("mfa_enrolled", sol.user.pk, {"factor": "totp"}),
        ("recovery_codes_seen", sol.user.pk, {}),
    ]
    kept = Authenticator.objects.get(user=sol.user, type="totp")
    assert secret.group(1) not in str(kept.data)  # sealed


def test_the_next_time_the_code_is_asked_for_and_is_good_once(sol: Person) -> None:
    has_an_app(sol)
    client = Client()
    answer = sign_in(sol, client=client)
    assert answer["Location"] == "/login/code/"
    assert client.get("/").status_code == 302  # not in yet
    now = code()
    assert client.post("/login/code/", {"code": now}).status_code == 302
    assert client.get("/").status_code == 200
    again = Client()
    sign_in(sol, client=again)
    assert again.post("/login/code/", {"code": now}).status_code == 200
    assert again.post("/login/code/", {"code": code(steps=-1)}).status_code == 200
    assert again.post("/login/code/", {"code": code(steps=1)}).status_code == 302
    assert told("person.signed_in")[-1] == (
        "signed_in",
        sol.user.pk,
        {"how": "password", "second_factor": "totp"},
    )


def test_a_recovery_code_opens_once(sol: Person) -> None:
    has_an_app(sol)
    first = has_recovery_codes(sol)[0]
    for status in (302, 200):
        client = Client()
        sign_in(sol, client=client)
        answer = client.post("/login/code/", {"code": f" {first[:4]} {first[4:]} "})
        assert answer.status_code == status


def test_who_set_one_up_is_asked_for_it_though_the_role_needs_none(dani: Person) -> None:
    has_an_app(dani)
    assert sign_in(dani)["Location"] == "/login/code/"


def test_taking_it_away_asks_for_it_and_leads_back_to_setting_it_up(
    sol: Person, time: Time
) -> None:
    has_an_app(sol)
    client = arrives(sol)
    time.passes(minutes=6)
    answer = client.post("/account/app/remove/")
    assert answer["Location"].startswith("/account/again/code/")
    # A password alone is not enough where there is more.
    assert client.get("/account/again/")["Location"].startswith("/account/again/code/")
    given = {"code": code(steps=1), "next": "/account/app/remove/"}
    client.post("/account/again/code/", given)
    client.post("/account/app/remove/")
    assert not Authenticator.objects.filter(user=sol.user).exists()
    assert client.get("/inbox/")["Location"] == "/account/"
    assert told("person.mfa_removed") == [("mfa_removed", sol.user.pk, {"factor": "totp"})]


def test_a_dispatcher_who_becomes_supervisor_sets_one_up_before_going_on(dani: Person) -> None:
    client = arrives(dani)
    assert rest(client).get("/api/me/").status_code == 200
    Membership.objects.filter(pk=dani.membership.pk).update(role=Role.SUPERVISOR)
    assert rest(client).get("/api/me/").status_code == 403
    assert client.get("/").status_code == 302


def test_another_agency_where_one_leads_wants_one(dani: Person, police: Agency) -> None:
    Membership.objects.create(user=dani.user, agency=police, role=Role.SUPERVISOR)
    client = arrives(dani)
    chosen = {"agency": police.pk}
    assert client.post("/agency/", chosen)["Location"] == "/account/"
    refused = rest(client).post("/api/me/agency/", chosen)
    assert refused.json()["code"] == "second_factor_required"
    assert rest(client).get("/api/me/").json()["agency"] == dani.agency.pk
    has_an_app(dani)
    client = arrives(dani)
    assert client.post("/agency/", chosen)["Location"] == "/"
    assert told("person.agency_chosen") == [
        ("agency_chosen", dani.user.pk, {"before": dani.agency.pk, "agency": chosen["agency"]})
    ]


def test_the_admin_site_wants_one_of_everybody(dani: Person) -> None:
    dani.user.is_staff = dani.user.is_superuser = True
    dani.user.save()
    assert arrives(dani).get("/admin/")["Location"] == "/account/"
    has_an_app(dani)
    assert arrives(dani).get("/admin/").status_code == 200


def test_a_session_of_the_demo_door_is_good_in_the_demo_only(sol: Person) -> None:
    client = sol.browser
    session = client.session
    session[SECOND_FACTOR] = DEMO_DOOR
    session.save()
    with override_settings(SAFETY_NET_DEMO=True):
        assert client.get("/inbox/").status_code == 200
    assert rest(client).get("/api/me/").json()["code"] == "demo_is_over"
    assert client.get("/inbox/")["Location"] == "/login/"
    assert client.get("/inbox/")["Location"] == "/login/?next=/inbox/"


def test_production_knows_no_demo() -> None:
    source = (ROOT / "safety_net" / "settings" / "production.py").read_text(encoding="utf-8")
    assert "SAFETY_NET_DEMO = False" in source
