"""Agencies are set up on a page; what would change for open incidents is shown first."""

from __future__ import annotations

import re
from typing import Any

import pytest

from administration.history import changes_of, version_of
from agencies.models import Agency
from agencies.services import agencies
from safety_net.core import clock
from safety_net.core.errors import Invalid, StaleVersion
from tests.administration.entries import entries
from tests.support.cast import Person, file

NEW = {
    "slug": "harbour",
    "kind": "partner",
    "name_ko": "항만공사",
    "name_en": "Harbour",
    "short_ko": "항만",
    "short_en": "Harbour",
    "colour": "grey",
    "informed_from": "1",
    "answer_seconds": "45",
    "is_active": "on",
}


def form_of(agency: Agency, **more: Any) -> dict[str, Any]:
    shown = {
        **{name: getattr(agency, name) for name in NEW if name not in ("slug", "kind")},
        "informed_from": "" if agency.informed_from is None else agency.informed_from,
        "is_active": "on",
        "version": agency.version,
    }
    return {name: value for name, value in {**shown, **more}.items() if value is not None}


def address(agency: Agency) -> str:
    return f"/administration/agencies/{agency.pk}/"


def test_a_new_agency_takes_part_and_everybody_hears_of_it(admin: Person) -> None:
    with entries() as heard:
        answer = admin.browser.post("/administration/agencies/new/", NEW)
    made = Agency.objects.get(slug="harbour")
    assert answer["Location"] == address(made)
    assert (made.informed_from, made.answer_seconds) == (1, 45)
    assert (heard[0].kind, heard[0].audience) == ("agency.changed", ["everyone"])
    assert heard.only["what"] == "made"


@pytest.mark.parametrize(
    ("field", "value"),
    [("slug", "fire"), ("slug", "no good"), ("short_en", "FIRE"), ("colour", "#ff0000"),
     ("answer_seconds", "0"), ("name_ko", " "), ("kind", "circus"), ("informed_from", "7")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(admin: Person, field: str, value: str) -> None:
    with entries() as heard:
        answer = admin.browser.post("/administration/agencies/new/", {**NEW, field: value})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert heard == []


def test_switching_off_is_shown_first_and_then_done(
    admin: Person, dani: Person, police: Agency
) -> None:
    fire = file(by=dani)
    form = form_of(police, is_active=None)
    with entries() as heard:
        shown = admin.browser.post(address(police), form)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert fire.number in page  # the city is informed of it, so its admin may see it
    assert heard == []
    asked = re.search(r'name="confirmed"\s+value="(\w+)"', page)
    assert asked
    other = {**form, "short_en": "Else", "confirmed": asked[1]}
    assert (
        "What this would change now" in admin.browser.post(address(police), other).content.decode()
    )
    assert admin.browser.post(address(police), {**form, "confirmed": asked[1]}).status_code == 302
    police.refresh_from_db()
    assert not police.is_active
    former = dani.client.get("/api/reference/").json()["former"]["agencies"]
    assert [one["id"] for one in former] == [police.pk]


def test_nobody_switches_off_the_agency_that_they_act_for(admin: Person) -> None:
    with pytest.raises(Invalid):
        agencies.edit(
            agency_id=admin.agency.pk,
            version=1,
            changes={"is_active": False},
            by=admin.actor,
            at=clock.now(),
        )


def test_the_second_of_two_is_told(admin: Person, police: Agency) -> None:
    form = form_of(police, answer_seconds=90)
    assert admin.browser.post(address(police), form).status_code == 302
    late = admin.browser.post(address(police), {**form, "answer_seconds": 50})
    assert late.status_code == 409
    assert "it is now version 2" in late.content.decode()
    police.refresh_from_db()
    assert police.answer_seconds == 90
    with pytest.raises(StaleVersion):
        agencies.edit(agency_id=police.pk, version=1, changes={}, by=admin.actor, at=clock.now())


def test_keeping_what_is_there_says_nothing(admin: Person, police: Agency) -> None:
    with entries() as heard:
        admin.browser.post(address(police), form_of(police))
    assert heard == []


def test_the_history_tells_before_and_after_and_leads_back(admin: Person, police: Agency) -> None:
    for seconds in (60, 90):
        police.refresh_from_db()
        admin.browser.post(address(police), form_of(police, answer_seconds=seconds))
    [latest, first] = changes_of(
        "agency.changed", police.pk, "agency", {"answer_seconds": "seconds"}
    )
    assert (latest.who, latest.version, first.version) == ("Ara", 3, 2)
    assert (latest.lines[0].before, latest.lines[0].after) == ("60", "90")
    before = version_of("agency.changed", police.pk, "agency", 1)
    assert before
    assert before["answer_seconds"] == 30  # told by what the first change replaced
    page = admin.browser.get(address(police), {"version": "1"}).content.decode()
    assert "The form shows version 1" in page
    assert re.search(r'value="30"[^>]*id="id_answer_seconds"', page)
    assert 'name="version" value="3"' in page
    assert version_of("agency.changed", police.pk, "agency", 9) is None


def test_the_list_is_searched(admin: Person) -> None:
    def found(**query: str) -> str:
        return admin.browser.get("/administration/agencies/", query).content.decode()

    assert "airport-fire" in found(q="airport")
    assert "coast-guard" not in found(q="airport")
    assert "coast-guard" not in found(disabled="1")
    assert found(q="\0")
