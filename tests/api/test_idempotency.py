"""A POST that is sent twice under one Idempotency-Key acts once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Role
from incidents.models import Incident, Note
from safety_net.core.models import KeptAnswer
from tests.api.bodies import a_fire, is_refused
from tests.support.at_once import at_once
from tests.support.cast import JsonClient, Person, file
from tests.support.deeds import head

KEY = {"Idempotency-Key": "6f6c1a52-call-one"}


def posts(client: JsonClient, body: Any, key: str = KEY["Idempotency-Key"]) -> Any:
    return client.post("/api/incidents/", body, headers={"Idempotency-Key": key})


def test_a_repeat_is_answered_alike(hana: Person) -> None:
    first = posts(hana.client, a_fire())
    again = posts(hana.client, a_fire())
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Incident.objects.count() == 1
    assert head() == 1


def test_the_order_of_members_is_no_difference(hana: Person) -> None:
    first = posts(hana.client, a_fire())
    turned = dict(reversed(a_fire().items()))
    assert posts(hana.client, turned).json() == first.json()


def test_another_body_is_refused(hana: Person) -> None:
    posts(hana.client, a_fire())
    answer = posts(hana.client, a_fire(narrative="something else"))
    is_refused(answer, 422, "idempotency_key_reused")
    assert Incident.objects.count() == 1


def test_another_address_is_refused(hana: Person) -> None:
    fire = file(hana)
    for act, status in (("acknowledge", 200), ("start", 422)):
        path = f"/api/incidents/{fire.pk}/{act}/"
        assert hana.client.post(path, {}, headers=KEY).status_code == status


def test_a_refusal_keeps_nothing(hana: Person) -> None:
    wrong = a_fire(type="FIRE.NONE")
    assert posts(hana.client, wrong).status_code == 400
    assert not KeptAnswer.objects.exists()
    assert posts(hana.client, a_fire()).status_code == 201


def test_a_conflict_keeps_nothing(dani: Person) -> None:
    fire = file(dani)
    path = f"/api/incidents/{fire.pk}/start/"
    is_refused(dani.client.post(path, {}, headers=KEY), 409)
    dani.client.post(f"/api/incidents/{fire.pk}/acknowledge/", {})
    assert dani.client.post(path, {}, headers=KEY).status_code == 200


def test_two_people_may_choose_the_same_key(hana: Person, mina: Person) -> None:
    assert posts(hana.client, a_fire()).status_code == 201
    assert posts(mina.client, a_fire()).status_code == 201
    assert Incident.objects.count() == 2


def test_what_was_done_for_one_agency_is_not_answered_for_another(
    hana: Person, mina: Person
) -> None:
    posts(hana.client, a_fire())
    hana.membership.agency = mina.agency
    hana.membership.save()
    is_refused(posts(hana.client, a_fire()), 422, "idempotency_key_reused")


@pytest.mark.parametrize("key", ["", "x" * 201, "bell\x07", "schlüssel"])
def test_a_key_that_cannot_be(hana: Person, key: str) -> None:
    is_refused(posts(hana.client, a_fire(), key), 400)
    assert not Incident.objects.exists()


def test_what_was_done_in_one_role_is_not_answered_in_another(hana: Person) -> None:
    posts(hana.client, a_fire())
    hana.membership.role = Role.DISPATCHER
    hana.membership.save()
    is_refused(posts(hana.client, a_fire()), 422, "idempotency_key_reused")


@pytest.mark.parametrize("path", ["/api/me/", "/api/me/agency/"])
def test_what_is_the_same_done_twice_needs_no_kept_answer(hana: Person, path: str) -> None:
    bodies: dict[str, list[dict[str, Any]]] = {
        "/api/me/": [{"language": "ko"}, {"language": "en"}],
        "/api/me/agency/": [{"agency": hana.agency.pk}] * 2,
    }
    for body in bodies[path]:
        assert hana.client.post(path, body, headers=KEY).status_code == 200
    assert not KeptAnswer.objects.exists()


def test_without_a_key_two_posts_are_two(hana: Person) -> None:
    for _ in range(2):
        assert hana.client.post("/api/incidents/", a_fire()).status_code == 201
    assert Incident.objects.count() == 2


def test_a_lost_answer_does_not_note_twice(dani: Person) -> None:
    fire = file(dani)
    for _ in range(3):
        dani.client.post(f"/api/incidents/{fire.pk}/notes/", {"text": "gate is open"}, headers=KEY)
    assert Note.objects.count() == 1


def test_twins_at_the_same_moment_file_once(committing: None, hana: Person) -> None:
    clients = [another_tab(hana) for _ in range(6)]
    answers = at_once(*[lambda client=client: posts(client, a_fire()) for client in clients])
    assert {answer.status_code for answer in answers} == {201}
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 5
    assert Incident.objects.count() == 1


def test_a_twin_acts_when_the_first_one_was_refused(committing: None, dani: Person) -> None:
    """Both are refused or one succeeds, but never is a refusal kept as the answer."""
    fire = file(dani)
    path = f"/api/incidents/{fire.pk}/acknowledge/"
    tabs = [another_tab(dani) for _ in range(4)]
    keys = ["one", "one", "two", "two"]
    answers = at_once(
        *[
            lambda tab=tab, key=key: tab.post(path, {}, headers={"Idempotency-Key": key})
            for tab, key in zip(tabs, keys, strict=True)
        ]
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200, 200, 409, 409]
    assert KeptAnswer.objects.count() == 1


def test_different_keys_do_not_wait_for_each_other(committing: None, hana: Person) -> None:
    clients = [another_tab(hana) for _ in range(4)]
    answers = at_once(
        *[
            lambda client=client, number=number: posts(client, a_fire(), f"key {number}")
            for number, client in enumerate(clients)
        ]
    )
    assert {answer.status_code for answer in answers} == {201}
    numbers = sorted(answer.json()["number"][-4:] for answer in answers)
    assert numbers == ["0001", "0002", "0003", "0004"]
    assert threading.active_count() < 20


def another_tab(who: Person) -> JsonClient:
    """The same session in another tab: a client of its own."""
    client = JsonClient()
    client.cookies = who.client.cookies
    return client


def test_the_logs_head_is_locked_after_the_answer_is_kept(hana: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        posts(hana.client, a_fire())
    statements = [str(query["sql"]) for query in asked.captured_queries]
    locks = next(n for n, sql in enumerate(statements) if "core_loghead" in sql)
    keeps = next(n for n, sql in enumerate(statements) if sql.startswith('UPDATE "core_kept'))
    assert keeps < locks
    assert [sql.split()[0] for sql in statements[locks:]] == ["SELECT", "WITH", "RELEASE"]
