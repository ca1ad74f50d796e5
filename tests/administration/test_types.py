"""Types of incident and targets are set up on pages; desks hear of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from dispatch.models import AgeingTarget
from dispatch.services.targets import set_target
from incidents.models import IncidentType
from safety_net.core import clock
from safety_net.core.errors import StaleVersion
from tests.administration.entries import entries
from tests.support.cast import Person, a_type, file

NEW = {
    "code": "FIRE.BARN",
    "name_ko": "축사화재",
    "name_en": "barn fire",
    "priority": "1",
    "lead_kind": "fire",
    "support_kinds": ["police"],
    "apco": "FSTRU",
    "is_active": "on",
}
TYPES = "/administration/types/"
TARGETS = "/administration/targets/"


def form_of(kind: IncidentType, **more: Any) -> dict[str, Any]:
    names = ("name_ko", "name_en", "priority", "lead_kind", "support_kinds", "apco", "version")
    shown = {**{name: getattr(kind, name) for name in names}, "is_active": "on", **more}
    return {name: value for name, value in shown.items() if value is not None}


def confirmed(page: str) -> str:
    found = re.search(r'name="confirmed"\s+value="(\w+)"', page)
    assert found
    return found[1]


def test_a_new_type_is_offered(admin: Person, dani: Person) -> None:
    with entries() as heard:
        assert admin.browser.post(f"{TYPES}new/", NEW).status_code == 302
    assert (heard[0].kind, heard[0].audience) == ("incident_type.changed", ["everyone"])
    known = dani.client.get("/api/reference/").json()["incident_types"]
    assert "FIRE.BARN" in {one["code"] for one in known}


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "FIRE.STRUCT"), ("code", "fire"), ("name_en", ""), ("priority", "9"),
     ("support_kinds", ["fire"]), ("lead_kind", "circus")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(admin: Person, field: str, value: Any) -> None:
    with entries() as heard:
        assert admin.browser.post(f"{TYPES}new/", {**NEW, field: value}).status_code == 400
    assert heard == []


def test_open_incidents_are_told_of_before(admin: Person, dani: Person) -> None:
    fire, kind = file(by=dani), a_type("FIRE.STRUCT")
    address = f"{TYPES}{kind.pk}/"
    for change in ({"lead_kind": "city", "support_kinds": []}, {"is_active": None}):
        form = form_of(kind, **change)
        page = admin.browser.post(address, form).content.decode()
        assert fire.number in page
        kind.refresh_from_db()
        assert kind.version == 1
    form["confirmed"] = confirmed(page)
    with entries() as heard:
        assert admin.browser.post(address, form).status_code == 302
    assert heard.only["what"] == "disabled"
    known = dani.client.get("/api/reference/").json()
    assert "FIRE.STRUCT" in {one["code"] for one in known["former"]["incident_types"]}
    assert admin.browser.post(address, form).status_code == 409


def test_types_are_found(admin: Person) -> None:
    found = admin.browser.get(TYPES, {"q": "market", "family": "FIRE"}).content.decode()
    assert "FIRE.MARKET" in found
    assert "FIRE.STRUCT" not in found


def test_a_target_says_who_would_be_late(admin: Person, dani: Person) -> None:
    fire = file(by=dani, at=clock.now() - timedelta(seconds=20))
    city = AgeingTarget.objects.get(priority=0)
    address = f"{TARGETS}{city.pk}/"
    form = {"pending_seconds": "10", "response_seconds": "420", "version": "1"}
    page = admin.browser.post(address, form).content.decode()
    assert "would be late at once" in page
    assert fire.number in page
    with entries() as heard:
        admin.browser.post(address, {**form, "confirmed": confirmed(page)})
    assert heard.only["was"] == {"pending_seconds": 30, "response_seconds": None}
    priority = dani.client.get("/api/reference/").json()["priorities"][0]
    assert (priority["pending_seconds"], priority["response_seconds"]) == (10, 420)


def test_a_type_has_targets_of_its_own_and_gives_them_up(admin: Person, dani: Person) -> None:
    address = f"{TARGETS}new/?type=FIRE.MARKET&priority=2"
    form = {"pending_seconds": "45", "response_seconds": "", "version": "0"}
    assert admin.browser.post(address, form).status_code == 302
    [own] = dani.client.get("/api/reference/").json()["type_targets"]
    assert (own["type"], own["priority"], own["pending_seconds"]) == ("FIRE.MARKET", 2, 45)
    assert "FIRE.MARKET" in admin.browser.get(TARGETS).content.decode()
    with pytest.raises(StaleVersion):
        set_target(
            incident_type=a_type("FIRE.MARKET"),
            priority=2,
            pending_seconds=50,
            response_seconds=None,
            version=0,
            by=admin.actor,
            at=clock.now(),
        )
    kept = AgeingTarget.objects.get(incident_type__code="FIRE.MARKET")
    with entries() as heard:
        admin.browser.post(f"{TARGETS}{kept.pk}/", {"drop": "1"})
    assert heard.only["what"] == "removed"
    assert dani.client.get("/api/reference/").json()["type_targets"] == []


@pytest.mark.parametrize("seconds", ["0", "-1", "86401", "soon", ""])
def test_seconds_that_are_none(admin: Person, seconds: str) -> None:
    city = AgeingTarget.objects.get(priority=0)
    form = {"pending_seconds": seconds, "version": "1"}
    assert admin.browser.post(f"{TARGETS}{city.pk}/", form).status_code == 400


@pytest.mark.parametrize("query", ["", "?priority=9", "?type=NO.SUCH&priority=1", "?priority=x"])
def test_a_target_of_nothing_is_not_there(admin: Person, query: str) -> None:
    assert admin.browser.get(f"{TARGETS}new/{query}").status_code == 404
