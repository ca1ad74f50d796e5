"""The desk's page, small choices, and pages for when something is wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from agencies.access import SESSION_KEY
from agencies.models import Agency, Membership, Role
from tests.support.cast import Person, a_person


def test_a_stranger_is_led_to_the_login_page(city: object) -> None:
    answer = Client().get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/")


def test_the_desk_is_one_page_with_one_fixed_number_of_questions(
    dani: Person, django_assert_num_queries: Any
) -> None:
    browser = dani.browser
    # Session, person, membership for the viewer, memberships for the switch, the city.
    with django_assert_num_queries(5):
        answer = browser.get("/")
    assert answer.status_code == 200
    assert "<safety-desk" in answer.content.decode()
    assert "csrftoken" in answer.cookies


def test_the_desk_opens_with_all_escalations_at_their_own_address(dani: Person) -> None:
    answer = dani.browser.get("/escalation/")
    assert answer.status_code == 200
    assert "<safety-desk" in answer.content.decode()
    stranger = Client().get("/escalation/")
    assert (stranger.status_code, stranger["Location"]) == (302, "/login/?next=/escalation/")


def test_pages_without_a_desk_watch_the_engine_for_those_who_are_signed_in(
    admin: Person, city: object
) -> None:
    page = admin.browser.get("/plans/").content.decode()
    assert "data-engine-watch" in page
    assert "js/engine_watch.js" in page
    assert "data-engine-watch" not in Client().get("/login/").content.decode()


def test_the_words_that_a_script_fills_in_are_in_the_language_of_the_page(admin: Person) -> None:
    page = admin.browser.get("/plans/", headers={"accept-language": "ko"}).content.decode()
    assert 'data-ok="엔진 %(seconds)s초"' in page


def test_every_inline_script_carries_the_nonce_of_the_policy(dani: Person) -> None:
    answer = dani.browser.get("/")
    policy = answer["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce
    assert "unsafe-inline" not in policy
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", answer.content.decode())
    assert inline
    assert all(f'nonce="{nonce.group(1)}"' in attributes for attributes in inline)
    assert not re.search(r"\s(style|on\w+)=", answer.content.decode())


def test_somebody_without_an_agency_is_told_so(city: object) -> None:
    user = get_user_model().objects.create_user("nobody", password="nobody has a password")
    browser = Client()
    browser.force_login(user)
    answer = browser.get("/")
    assert answer.status_code == 403
    assert "nobody" in answer.content.decode()


def test_one_acts_for_another_agency_of_ones_own(dani: Person, police: Agency) -> None:
    Membership.objects.create(user=dani.user, agency=police, role=Role.CALL_TAKER)
    browser = dani.browser
    answer = browser.post("/agency/", {"agency": police.pk})
    assert (answer.status_code, browser.session[SESSION_KEY]) == (302, police.pk)
    page = browser.get("/").content.decode()
    assert re.search(rf'value="{police.pk}"\s+selected', page)


@pytest.mark.parametrize("wanted", ["police", "", "0", "-1", "9" * 30])
def test_one_does_not_act_for_a_foreign_agency(dani: Person, police: Agency, wanted: str) -> None:
    wanted = str(police.pk) if wanted == "police" else wanted
    browser = dani.browser
    assert browser.post("/agency/", {"agency": wanted}).status_code == 403
    assert browser.session[SESSION_KEY] == dani.agency.pk


def test_a_theme_is_remembered(city: object) -> None:
    browser = Client()
    answer = browser.post("/theme/", {"theme": "light", "next": "/login/"})
    assert answer["Location"] == "/login/"
    assert 'data-theme="light"' in browser.get("/login/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_a_choice_never_leads_elsewhere(city: object, target: str) -> None:
    answer = Client().post("/theme/", {"theme": "dark", "next": target})
    assert answer["Location"] == "/"


def test_an_unknown_theme_is_refused_and_an_unknown_cookie_ignored(city: object) -> None:
    browser = Client()
    assert browser.post("/theme/", {"theme": '"><script>'}).status_code == 400
    browser.cookies["theme"] = "purple"
    assert 'data-theme="dark"' in browser.get("/login/").content.decode()


def test_pages_speak_both_languages(city: object) -> None:
    browser = Client()
    assert '<html lang="ko"' in browser.get("/login/").content.decode()
    browser.post("/language/", {"language": "en", "next": "/login/"})
    assert '<html lang="en"' in browser.get("/login/").content.decode()


def test_a_wrong_address_has_a_page_of_its_own(dani: Person) -> None:
    answer = dani.browser.get("/no/such/page/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()


def test_signing_out_ends_the_session(dani: Person) -> None:
    browser = dani.browser
    assert browser.post("/logout/").status_code == 302
    assert browser.get("/").status_code == 302


def test_a_role_that_hears_no_incidents_comes_to_its_own_page(fire: Agency) -> None:
    auditor = a_person("ora", fire, Role.AUDITOR)
    answer = auditor.browser.get("/", follow=True)
    assert answer.redirect_chain == [("/audit/", 302)]
    assert "<safety-desk" not in answer.content.decode()
    assert 'action="/logout/"' in answer.content.decode()


def test_a_membership_that_ends_while_the_desk_opens_is_no_fault(
    dani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safety_net.console.desk.active_memberships", lambda user_id: [])
    assert dani.browser.get("/").status_code == 403
