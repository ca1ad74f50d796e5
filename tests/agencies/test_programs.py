"""Tokens with scopes that end, rotate and are revoked; integration accounts that are no people."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate

from agencies.access import standing_keys, viewer_of_token
from agencies.models import Agency, ApiToken, Membership
from agencies.programs import accounts, tokens
from escalation.selectors import choices
from notify.permissions import people_for
from safety_net.core import clock
from safety_net.core.access import SYSTEM
from safety_net.core.models import KeptAnswer, LogEntry
from tests.api.bodies import a_fire, bad_fields, is_refused
from tests.support.cast import JsonClient, Person, a_token
from tests.support.moved_time import Time
from tests.support.programs import an_account, its_client

READING = {"name": "wall board", "scopes": ["read:incidents"], "days": 30}


def with_key(key: str) -> JsonClient:
    client = JsonClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


def test_a_key_is_told_once_and_says_what_it_is(dani: Person) -> None:
    made = dani.client.post("/api/tokens/", READING, headers={"Idempotency-Key": "once"})
    key = made.json()["key"]
    assert key.startswith("safetynet_token_")
    assert made.json()["hint"] == key[-4:]
    assert with_key(key).get("/api/incidents/").status_code == 200
    assert key not in dani.client.get("/api/tokens/").content.decode()
    assert key not in str(list(ApiToken.objects.values()))
    assert key not in str(list(LogEntry.objects.values("payload")))
    assert not KeptAnswer.objects.exists()


def test_a_token_may_what_its_scopes_say(dani: Person) -> None:
    key = dani.client.post("/api/tokens/", READING).json()["key"]
    program = with_key(key)
    problem = is_refused(program.post("/api/incidents/", a_fire()), 403, "wrong_scope")
    assert (problem["needs"], problem["has"]) == ("write:incidents", ["read:incidents"])
    assert is_refused(program.get("/api/rosters/"), 403)["needs"] == "read:rosters"
    assert program.get("/api/me/").status_code == 200


def test_no_token_makes_tokens(dani: Person) -> None:
    program = dani.token_client("a-key-for-all")
    for path in ("/api/tokens/", "/api/integrations/", "/api/devices/"):
        is_refused(program.get(path), 403, "wrong_scope")
        is_refused(program.post(path, READING), 403, "wrong_scope")
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["read:minds"]}, "scopes.0"),
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"days": None}, "days"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_no_token(dani: Person, change: dict[str, object], field: str) -> None:
    assert list(bad_fields(dani.client.post("/api/tokens/", {**READING, **change}))) == [field]
    assert not ApiToken.objects.exists()


def test_rotation_lets_both_keys_live_for_a_while(dani: Person, time: Time) -> None:
    made = dani.client.post("/api/tokens/", READING).json()
    time.passes(days=20)
    again = dani.client.post(f"/api/tokens/{made['id']}/rotate/", {"overlap_hours": 2}).json()
    assert again["key"] != made["key"]
    assert again["expires_at"] > made["expires_at"]
    both = {made["key"], again["key"]}
    assert standing_keys(both) == both
    assert with_key(made["key"]).get("/api/me/").status_code == 200
    time.passes(hours=2, seconds=1)
    assert standing_keys(both) == {again["key"]}
    is_refused(with_key(made["key"]).get("/api/me/"), 401)
    at_once = dani.client.post(f"/api/tokens/{made['id']}/rotate/", {"overlap_hours": 0}).json()
    assert standing_keys([again["key"], at_once["key"]]) == {at_once["key"]}


def test_revoking_ends_it_at_once_and_is_remembered(dani: Person) -> None:
    made = dani.client.post("/api/tokens/", READING).json()
    assert dani.client.delete(f"/api/tokens/{made['id']}/").status_code == 204
    is_refused(with_key(made["key"]).get("/api/me/"), 401)
    entries = LogEntry.objects.filter(kind="token.changed").order_by("seq")
    assert [one.payload["what"] for one in entries] == ["made", "revoked"]
    assert all(one.audience == ["admins", "auditors"] for one in entries)


def test_last_use_is_written_once_a_minute(dani: Person, time: Time) -> None:
    token = a_token(dani.membership, "key")

    def used() -> object:
        assert viewer_of_token("key") is not None
        token.refresh_from_db()
        return token.last_used_at

    first = used()
    assert first is not None
    time.passes(seconds=50)
    assert used() == first
    time.passes(seconds=20)
    assert used() != first


def test_others_tokens_are_not_there(dani: Person, chief: Person, mina: Person) -> None:
    pk = dani.client.post("/api/tokens/", READING).json()["id"]
    for other in (chief, mina):
        is_refused(other.client.delete(f"/api/tokens/{pk}/"), 404)
        is_refused(other.client.post(f"/api/tokens/{pk}/rotate/", {}), 404)


def test_twenty_are_the_most(dani: Person) -> None:
    for number in range(tokens.MOST):
        a_token(dani.membership, f"key {number}")
    is_refused(dani.client.post("/api/tokens/", READING), 409, "too_many_tokens")


def test_an_account_acts_by_its_tokens_and_is_nobody(chief: Person, fire: Agency) -> None:
    made = chief.client.post("/api/integrations/", {"name": "alarm gateway", "role": "call_taker"})
    assert made.status_code == 201
    account = Membership.objects.get(pk=made.json()["id"])
    body = {"name": "key", "scopes": ["write:incidents"], "days": 366}
    token = chief.client.post(f"/api/integrations/{account.pk}/tokens/", body).json()
    assert with_key(token["key"]).post("/api/incidents/", a_fire()).status_code == 201
    entry = LogEntry.objects.get(kind="incident.filed")
    assert (entry.actor_kind, entry.actor_name) == ("integration", "alarm gateway")
    assert not account.user.has_usable_password()
    assert authenticate(username=account.user.username, password="") is None
    # It is called, asked and rostered nowhere.
    assert account not in people_for(chief.viewer, None)
    assert account not in Membership.objects.standing()
    assert "alarm gateway" not in str(choices.choices(fire.pk)["people"])


def test_a_stopped_account_does_nothing(chief: Person, fire: Agency) -> None:
    account = an_account(fire)
    program = its_client(account, "its-key", "read:incidents")
    assert program.get("/api/incidents/").status_code == 200
    path = f"/api/integrations/{account.pk}/"
    assert chief.client.patch(path, {"is_active": False}).json()["is_active"] is False
    is_refused(program.get("/api/incidents/"), 401)
    assert standing_keys(["its-key"]) == set()
    renamed = chief.client.patch(path, {"is_active": True, "name": "gate 2"})
    assert renamed.json()["name"] == "gate 2"
    assert program.get("/api/incidents/").status_code == 200


def test_which_accounts_can_not_be(chief: Person, admin: Person, fire: Agency) -> None:
    an_account(fire, name="gateway")
    taken = chief.client.post("/api/integrations/", {"name": "gateway", "role": "dispatcher"})
    assert list(bad_fields(taken)) == ["name"]
    for role in ("city_admin", "supervisor", "auditor"):
        answer = chief.client.post("/api/integrations/", {"name": role, "role": role})
        assert list(bad_fields(answer)) == ["role"]
    account = accounts.make_account(
        agency_id=fire.pk, name="other", role="dispatcher", by=SYSTEM, at=clock.now()
    )
    is_refused(admin.client.patch(f"/api/integrations/{account.pk}/", {"name": "x"}), 404)


def test_the_pages(chief: Person, dani: Person, mina: Person) -> None:
    form = {"name": "my script", "days": "30", "scopes": ["read:incidents"]}
    shown = dani.browser.post("/account/tokens/", form)
    key = shown.context["key"]
    assert viewer_of_token(key) == dani.viewer
    assert shown.headers["Cache-Control"].count("no-store") == 1
    listed = dani.browser.get("/account/tokens/").content.decode()
    assert "my script" in listed
    assert key not in listed
    assert dani.browser.post("/account/tokens/", {**form, "scopes": []}).status_code == 400
    assert dani.browser.get("/account/integrations/").status_code == 403
    pk = ApiToken.objects.get().pk
    assert mina.browser.post(f"/account/tokens/{pk}/revoke/").status_code == 404
    renewed = dani.browser.post(f"/account/tokens/{pk}/rotate/", {"overlap": "0"}).context["key"]
    assert standing_keys([key, renewed]) == {renewed}
    dani.browser.post(f"/account/tokens/{pk}/revoke/")
    assert standing_keys([renewed]) == set()


def test_the_pages_of_accounts(chief: Person) -> None:
    new = {"name": "gateway", "role": "call_taker"}
    made = chief.browser.post("/account/integrations/new/", new)
    page = made.headers["Location"]
    assert chief.browser.post("/account/integrations/new/", new).status_code == 400
    form = {"name": "key", "days": "366", "scopes": ["write:incidents", "all"]}
    key = chief.browser.post(page, form).context["key"]
    assert ApiToken.objects.get().scopes == ["all"]
    assert standing_keys([key]) == {key}
    chief.browser.post(f"{page}active/", {"active": "no"})
    assert standing_keys([key]) == set()
    for address in (page, "/account/integrations/"):
        assert "gateway" in chief.browser.get(address).content.decode()
