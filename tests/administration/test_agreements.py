"""Agreements are proposed, signed and ended on pages, which show what one would show."""

from __future__ import annotations

import re
from typing import Any

import pytest

from agreements.models import Agreement
from tests.administration.entries import entries
from tests.support.cast import Person, a_person, file
from tests.support.small_city import SmallCity

PLACE = "/administration/agreements/"


@pytest.fixture
def form(city: SmallCity) -> dict[str, Any]:
    """The fire brigade shows the coast guard its vessel fires and structure fires."""
    return {
        "direction": "gives",
        "other": city.coast_guard.pk,
        "level": "summary",
        "types": "fire, EMS.ARREST",
        "priorities": ["0", "1"],
        "valid_from": "2026-01-01T09:00",
        "valid_to": "",
        "purpose": "ships near the harbour",
        "version": "0",
    }


def proposes(who: Person, form: dict[str, Any]) -> Agreement:
    page = who.browser.post(f"{PLACE}new/", form).content.decode()
    asked = re.search(r'name="confirmed"\s+value="(\w+)"', page)
    assert asked, page
    answer = who.browser.post(f"{PLACE}new/", {**form, "confirmed": asked[1]})
    assert answer.status_code == 302
    return Agreement.objects.latest("pk")


def test_from_proposal_to_end(
    chief: Person, dani: Person, city: SmallCity, form: dict[str, Any]
) -> None:
    fire, harbour = file(by=dani), a_person("cho", city.coast_guard, "agency_admin")
    shown = chief.browser.post(f"{PLACE}new/", form).content.decode()
    assert "This would show 1 of the open incidents." in shown
    assert fire.number in shown
    made = proposes(chief, form)
    assert (made.types, made.priorities) == (["EMS.ARREST", "FIRE"], [0, 1])
    address = f"{PLACE}{made.pk}/"
    harbour.browser.cookies["django_language"] = "en"
    page = harbour.browser.get(address).content.decode()
    assert "This would show 1 of the open incidents." in page
    assert fire.number not in page  # before both signed it is not theirs to see
    for who in (chief, harbour):
        made.refresh_from_db()
        assert who.browser.post(address, {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert made.in_force
    assert harbour.browser.post(address, {"version": made.version}).status_code == 409
    assert harbour.browser.post(address, {"end": "1", "reason": ""}).status_code == 400
    with entries() as heard:
        assert harbour.browser.post(address, {"end": "1", "reason": "moved"}).status_code == 302
    assert "agreement.ended" in {one.kind for one in heard}
    ended = chief.browser.get(PLACE, {"ended": "1"}).content.decode()
    assert "ships near the harbour" in ended
    assert "moved" in chief.browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("types", "CIRCUS"), ("level", "loud"), ("purpose", ""), ("other", "0"),
     ("valid_to", "2025-01-01T09:00"), ("priorities", ["9"])],
)  # fmt: skip
def test_what_cannot_be_agreed_is_said(
    chief: Person, form: dict[str, Any], field: str, value: Any
) -> None:
    sent = {**form, field: value}
    page = chief.browser.post(f"{PLACE}new/", sent)
    asked = re.search(r'name="confirmed"\s+value="(\w+)"', page.content.decode())
    if asked:
        page = chief.browser.post(f"{PLACE}new/", {**sent, "confirmed": asked[1]})
    assert page.status_code == 400
    assert not Agreement.objects.exists()


def test_who_looks_after_the_city_sees_it_and_signs_for_nobody(
    chief: Person, admin: Person, mina: Person, form: dict[str, Any]
) -> None:
    made = proposes(chief, form)
    address = f"{PLACE}{made.pk}/"
    assert admin.browser.get(address).status_code == 200
    assert admin.browser.post(address, {"version": "1"}).status_code == 403
    police = a_person("pol", mina.agency, "agency_admin")
    assert police.browser.get(address).status_code == 404


def test_other_terms_take_the_place_of_those_that_stand(
    chief: Person, form: dict[str, Any]
) -> None:
    made = proposes(chief, form)
    page = chief.browser.get(f"{PLACE}new/", {"replaces": made.pk}).content.decode()
    assert "ships near the harbour" in page
    assert "EMS.ARREST, FIRE" in page
