"""Keys of devices: made by the command, by REST or on their page; told once."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from positions.models import Device, RefusedFix
from positions.selectors.latest import last_heard
from positions.selectors.rules import stale_after
from positions.services.devices import device_of
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields
from tests.support.cast import Person
from tests.support.moved_time import Time
from tests.support.moving import a_fix, tells
from units.models import Unit


def token(*words: str) -> str:
    out = StringIO()
    call_command("device_token", *words, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_the_command_makes_a_key_and_renews_it(fire: Agency, engine: Unit) -> None:
    first = token("fire", "radio gateway", "--days", "30")
    device = device_of(first)
    assert device is not None
    assert (device.agency, device.unit, device.name) == (fire, None, "radio gateway")
    second = token("fire", "radio gateway", "--unit", "e 11")
    assert device_of(first) is None
    renewed = device_of(second)
    assert renewed is not None
    assert (renewed.pk, renewed.unit) == (device.pk, engine)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    "words",
    [
        ("nowhere", "box"),
        ("police", "box", "--unit", "E 11"),
        ("fire", "box", "--days", "0"),
        ("fire", "box", "--days", "367"),
        ("fire", ""),
    ],
)
def test_the_command_refuses_nonsense(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        token(*words)
    assert not Device.objects.exists()


@pytest.fixture
def root(dani: Person) -> Client:
    dani.user.is_staff = dani.user.is_superuser = True
    dani.user.save()
    return dani.browser


def test_the_other_pages_of_the_admin_site_open(root: Client, fire: Agency, time: Time) -> None:
    tells(fire, time.now(), 7)
    for name in ("agencypositionrules", "kindpositionrules", "refusedfix"):
        assert root.get(reverse(f"admin:positions_{name}_changelist")).status_code == 200
    assert root.get(reverse("admin:positions_refusedcount_changelist")).status_code == 200
    assert root.get(reverse("admin:positions_refusedfix_add")).status_code == 403
    assert RefusedFix.objects.exists()


def test_a_device_comes_and_goes_over_rest(
    chief: Person, engine: Unit, ladder: Unit, patrol: Unit, time: Time
) -> None:
    made = chief.client.post("/api/devices/", {"name": "box", "unit": engine.pk})
    assert made.status_code == 201
    pk, first = made.json()["id"], made.json()["key"]
    assert first.startswith("safetynet_device_")
    assert first[:30] not in chief.client.get("/api/devices/").content.decode()
    other = chief.client.post("/api/devices/", {"name": "b", "unit": patrol.pk})
    assert list(bad_fields(other)) == ["unit"]
    assert list(bad_fields(chief.client.post("/api/devices/", {"name": "box"}))) == ["name"]
    moved = chief.client.patch(f"/api/devices/{pk}/", {"unit": ladder.pk})
    assert moved.json()["unit"] == ladder.pk
    rotated = chief.client.post(f"/api/devices/{pk}/rotate/", {"overlap_hours": 1})
    second = rotated.json()["key"]
    assert device_of(first) == device_of(second) == Device.objects.get()
    time.passes(hours=1, seconds=1)
    assert device_of(first) is None
    assert chief.client.delete(f"/api/devices/{pk}/").status_code == 204
    assert device_of(second) is None
    assert chief.client.get(f"/api/devices/{pk}/").status_code == 405
    assert chief.client.post(f"/api/devices/{pk}/rotate/", {}).status_code == 404
    kinds = LogEntry.objects.filter(kind="device.changed").order_by("seq")
    said = [entry.payload["what"] for entry in kinds]
    assert said == ["made", "changed", "rotated", "revoked"]
    assert "safetynet_device" not in str(list(kinds.values_list("payload", flat=True)))


def test_the_page_of_devices(chief: Person, dani: Person, engine: Unit) -> None:
    page = "/account/devices/"
    assert dani.browser.get(page).status_code == 403
    form = {"name": "box", "unit": engine.pk, "days": "30"}
    shown = chief.browser.post(page, form)
    device = Device.objects.get()
    key = shown.context["key"]
    assert device_of(key) == device
    assert key in shown.content.decode()
    assert chief.browser.post(page, form).status_code == 400  # the name is taken
    assert chief.browser.post(page, {"name": "x", "unit": "0", "days": "30"}).status_code == 400
    listed = chief.browser.get(page).content.decode()
    assert "box" in listed
    assert key not in listed
    renewed = chief.browser.post(f"{page}{device.pk}/rotate/", {"overlap": "0"}).context["key"]
    assert device_of(key) is None
    assert device_of(renewed) == device
    chief.browser.post(f"{page}{device.pk}/revoke/")
    assert device_of(renewed) is None


def test_where_a_unit_was_last_heard(fire: Agency, engine: Unit, time: Time) -> None:
    assert last_heard(engine.pk) is None
    now = time.now()
    tells(fire, now, a_fix(engine, now))
    found = last_heard(engine.pk)
    assert found is not None
    assert (found.lon, found.lat, found.at) == (126.07, 37.05, now)
    time.passes(hours=13)
    assert last_heard(engine.pk) is None


def test_every_agency_has_a_limit(fire: Agency, police: Agency) -> None:
    assert stale_after()[police.pk] == 120
