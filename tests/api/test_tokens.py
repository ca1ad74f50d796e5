"""Sessions and tokens: who one is, and how a token is made."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from agencies.models import ApiToken, Membership
from incidents.models import Incident, IncidentTime
from safety_net.core import clock
from safety_net.core.models import LogEntry
from tests.api.bodies import a_fire, bad_fields, is_refused
from tests.support.cast import JsonClient, Person, file


def make_key(who: Person, *more: str) -> str:
    """What the command prints."""
    out = StringIO()
    words = [who.user.username, who.agency.slug, "test program", "--scopes", "all", *more]
    call_command("api_token", *words, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def make_token(who: Person, *more: str) -> JsonClient:
    """A client with a token that the command made."""
    client = JsonClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {make_key(who, *more)}")
    return client


def test_a_token_acts_as_its_membership(dani: Person) -> None:
    program = make_token(dani)
    me = program.get("/api/me/").json()
    assert (me["user"], me["agency"], me["role"]) == (dani.user.pk, dani.agency.pk, "dispatcher")


def test_a_program_is_an_integration_in_the_log(dani: Person) -> None:
    assert make_token(dani).post("/api/incidents/", a_fire()).status_code == 201
    assert LogEntry.objects.get(kind="incident.filed").actor_kind == "integration"
    assert set(IncidentTime.objects.values_list("source", flat=True)) == {"integration"}
    dani.client.post("/api/incidents/", a_fire())
    assert LogEntry.objects.filter(kind="incident.filed").latest("seq").actor_kind == "user"


def test_a_token_needs_no_csrf_and_a_session_does(dani: Person) -> None:
    program = make_token(dani)
    strict = JsonClient(enforce_csrf_checks=True)
    strict.cookies = dani.client.cookies
    is_refused(strict.post("/api/incidents/", a_fire()), 403)
    assert not Incident.objects.exists()
    program.handler.enforce_csrf_checks = True
    assert program.post("/api/incidents/", a_fire()).status_code == 201


def test_only_a_digest_is_kept(dani: Person) -> None:
    key = make_key(dani)
    assert len(key) >= 43
    assert ApiToken.objects.get().digest == hashlib.sha256(key.encode()).hexdigest()


def test_a_token_ends(dani: Person) -> None:
    program = make_token(dani, "--days", "1")
    assert program.get("/api/me/").status_code == 200
    ApiToken.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    is_refused(program.get("/api/me/"), 401, "authentication_failed")


def test_a_token_ends_with_its_membership(dani: Person) -> None:
    program = make_token(dani)
    Membership.objects.update(is_active=False)
    is_refused(program.get("/api/me/"), 401)


@pytest.mark.parametrize("header", ["Token", "Token nonsense", "Token a b", "Token \xff", "Token "])
def test_a_token_that_is_none(anonymous: JsonClient, header: str) -> None:
    anonymous.credentials(HTTP_AUTHORIZATION=header)
    answer = anonymous.get("/api/me/")
    is_refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Token"


def test_nobody_is_refused(anonymous: JsonClient, dani: Person) -> None:
    fire = file(dani)
    paths = ["reference/", "me/", "incidents/", f"incidents/{fire.pk}/", "incidents/similar/"]
    for path in paths:
        is_refused(anonymous.get(f"/api/{path}"), 401, "not_authenticated")
    is_refused(anonymous.post("/api/incidents/", a_fire()), 401, "not_authenticated")


def test_a_person_without_a_membership_is_refused(dani: Person) -> None:
    client = dani.client
    Membership.objects.update(is_active=False)
    is_refused(client.get("/api/incidents/"), 403)


@pytest.mark.parametrize(
    "words",
    [
        ("nobody", "fire", "x", "--scopes", "all"),
        ("dani", "police", "x", "--scopes", "all"),
        ("dani", "fire", "x", "--scopes", "all", "--days", "0"),
        ("dani", "fire", "x", "--scopes", "all", "--days", "367"),
        ("dani", "fire", "x" * 101, "--scopes", "all"),
        ("dani", "fire", "x", "--scopes", "read:minds"),
        ("dani", "fire", "x", "--scopes", ","),
        ("dani", "fire", "x"),
    ],
)
def test_the_command_refuses_clearly(dani: Person, words: Any) -> None:
    with pytest.raises(CommandError):
        call_command("api_token", *words, stdout=StringIO(), stderr=StringIO())
    assert not ApiToken.objects.exists()


def test_act_for_another_of_ones_agencies(dani: Person, mina: Person) -> None:
    Membership.objects.create(user=dani.user, agency=mina.agency, role="supervisor")
    theft = file(mina, "CRIME.THEFT")
    path = f"/api/incidents/{theft.pk}/"
    is_refused(dani.client.get(path), 404)
    me = dani.client.post("/api/me/agency/", {"agency": mina.agency.pk}).json()
    assert (me["agency"], me["role"], len(me["agencies"])) == (mina.agency.pk, "supervisor", 2)
    assert dani.client.get(path).status_code == 200


def test_an_agency_that_is_not_ones_own(dani: Person, mina: Person) -> None:
    answer = dani.client.post("/api/me/agency/", {"agency": mina.agency.pk})
    assert list(bad_fields(answer)) == ["agency"]
    is_refused(make_token(dani).post("/api/me/agency/", {"agency": dani.agency.pk}), 409)


def test_a_language_is_chosen(dani: Person) -> None:
    for language in ("en", "ko"):
        answer = dani.client.post("/api/me/", {"language": language})
        assert answer.json()["language"] == language
        assert dani.client.get("/api/me/").json()["language"] == language
    assert list(bad_fields(dani.client.post("/api/me/", {"language": "xx"}))) == ["language"]
