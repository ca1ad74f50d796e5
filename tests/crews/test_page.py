"""The phone's page: who gets it, under which policy, and the script that keeps it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.cast import Person


def test_a_crew_gets_its_page(crew: Person) -> None:
    answer = crew.browser.get("/unit/")
    assert answer.status_code == 200
    assert "<unit-phone" in answer.content.decode()
    assert "csrftoken" in answer.cookies


def test_a_phone_may_keep_the_page_for_nothing_personal_is_in_it(
    crew: Person, dani: Person
) -> None:
    def page(who: Person) -> str:
        text = who.browser.get("/unit/").content.decode()
        return re.sub(r'(nonce|value)="[^"]*"', "", text)

    assert page(crew) == page(dani)
    assert "Byeol" not in page(crew)


def test_every_inline_script_carries_the_nonce_of_the_policy(crew: Person) -> None:
    answer = crew.browser.get("/unit/")
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    assert nonce
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", answer.content.decode())
    assert inline
    assert all(f'nonce="{nonce.group(1)}"' in attributes for attributes in inline)


@pytest.mark.parametrize("who", ["staff", "hana", "auditor", "admin"])
def test_a_role_that_says_nothing_of_units_is_told_so(
    request: pytest.FixtureRequest, who: str
) -> None:
    person: Person = request.getfixturevalue(who)
    answer = person.browser.get("/unit/")
    assert answer.status_code == 403
    assert "<unit-phone" not in answer.content.decode()


def test_a_crew_that_signs_in_comes_to_its_page(crew: Person, dani: Person) -> None:
    answer = crew.browser.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/unit/")
    assert "<safety-desk" in crew.browser.get("/?desk").content.decode()
    assert dani.browser.get("/").status_code == 200


def test_a_stranger_signs_in_first(city: object) -> None:
    answer = Client().get("/unit/")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/unit/")


def test_the_worker_comes_from_the_pages_own_place(city: object) -> None:
    answer = Client().get("/unit/worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert b"addEventListener" in answer.content
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
