"""The pages of escalation rules, as those who read and write them see them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from escalation.definition import Definition
from escalation.selectors.choices import names
from escalation.sentence import in_short, sentence
from escalation.wording import words
from tests.escalation.writing import a_definition, a_published_rule, a_step, as_definition, makes
from tests.support.cast import Person
from tests.support.small_city import SmallCity

LIST = "/escalation/rules/"


def at_night() -> Definition:
    scope = {
        "types": ["FIRE.STRUCT"],
        "priorities": [0],
        "districts": ["dong-mill"],
        "days": [6, 7],
        "starts": "22:00",
        "ends": "06:00",
        "traffic": "real",
    }
    asks = {"wait": 90, "act": "add_agency", "agency_kind": "police"}
    return as_definition(a_definition(a_step(0), asks, scope=scope))


def test_desks_read_and_admins_write(
    chief: Person, admin: Person, dani: Person, auditor: Person, mina: Person
) -> None:
    citys, ours = a_published_rule().pk, a_published_rule(chief.agency.pk).pk
    for who in (chief, admin, dani):
        assert who.browser.get(LIST).status_code == 200
        assert who.browser.get(f"{LIST}{citys}/").status_code == 200
        assert who.browser.get(f"{LIST}{ours}/").status_code == 200
    assert mina.browser.get(f"{LIST}{ours}/").status_code == 404
    assert dani.browser.get(f"{LIST}new/").status_code == 403
    assert auditor.browser.get(LIST).status_code == 403
    assert Client().get(LIST).status_code == 302


def test_whoever_may_not_write_is_told_so(dani: Person, chief: Person) -> None:
    citys = a_published_rule().pk
    for who, may_copy in ((dani, False), (chief, True)):
        page = who.browser.get(f"{LIST}{citys}/").context["page"]
        assert (page["may_write"], page["may_copy"]) == (False, may_copy)


def test_the_list_says_each_rule_in_a_sentence(admin: Person) -> None:
    a_published_rule()
    page = admin.browser.get(LIST, headers={"Accept-Language": "en"}).content.decode()
    assert "When the lead has not acknowledged within 30 s of being asked" in page
    assert "T+1 min" in page
    assert "fired 0 times in 7 days" in page


def test_a_rule_reads_as_english_in_english(city: SmallCity) -> None:
    said = sentence(at_night(), names(), words())
    assert said == (
        "When the lead has not acknowledged within 30 s of being asked, for P0 incidents of "
        "structure fire in Mill at Sat·Sun 22:00–06:00, about any agency (only real ones), then"
    )
    assert in_short(at_night(), names(), words()) == [
        ("T+0", "every supervisor of the agency that it is about"),
        ("T+1 min 30 s", "ask for help from police"),
    ]


def test_and_as_korean_in_korean(city: SmallCity) -> None:
    with translation.override("ko"):
        said = sentence(at_night(), names(), words())
        steps = in_short(at_night(), names(), words())
    assert said == (
        "토·일 22:00–06:00에 mill ko에서 발생한 P0 건물화재 사건(실제만)에서 모든 기관에 대하여 "
        "요청받은 때부터 30초 안에 주관 기관이 확인하지 않으면"
    )
    assert steps == [
        ("T+0", "해당 기관의 상황팀장 전원에게"),
        ("T+1분 30초", "경찰에 지원을 요청합니다"),
    ]


@pytest.mark.parametrize("path", ["", "new/"])
def test_the_pages_take_the_same_for_any_number(chief: Person, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert chief.browser.get(f"{LIST}{path}").status_code == 200
        return len(seen)

    makes(chief)
    queries()
    before = queries()
    for _ in range(4):
        a_published_rule(chief.agency.pk)
    assert queries() == before
    assert before <= 16


def test_what_became_of_a_rule_is_on_its_page(chief: Person) -> None:
    rule = a_published_rule(chief.agency.pk)
    page = chief.browser.get(f"{LIST}{rule.pk}/").content.decode()
    assert "published" in page
    assert "v1" in page
