"""Keys of devices: made by the command or in the admin site, told once."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from positions.models import Device, RefusedFix
from positions.selectors.latest import last_heard
from positions.selectors.rules import stale_after
from positions.services.devices import device_of
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


def test_the_admin_site_tells_the_key_once(
    root: Client, fire: Agency, engine: Unit, patrol: Unit
) -> None:
    form = {"agency": fire.pk, "unit": engine.pk, "name": "box", "is_active": "on"}
    form |= {"expires_at_0": "", "expires_at_1": ""}
    page = root.post(reverse("admin:positions_device_add"), form, follow=True)
    device = Device.objects.get()
    [text] = [str(message) for message in page.context["messages"] if "box" in str(message)][-1:]
    key = text.split()[-1]
    page = root.get(reverse("admin:positions_device_change", args=[device.pk]))
    assert device.digest not in page.content.decode()
    action = {"action": "give_new_keys", "_selected_action": [device.pk]}
    root.post(reverse("admin:positions_device_changelist"), action)
    assert device_of(key) is None
    bad = root.post(reverse("admin:positions_device_add"), {**form, "unit": patrol.pk, "name": "b"})
    assert bad.status_code == 200
    assert Device.objects.count() == 1


def test_the_other_pages_of_the_admin_site_open(root: Client, fire: Agency, time: Time) -> None:
    tells(fire, time.now(), 7)
    for name in ("device", "agencypositionrules", "kindpositionrules", "refusedfix"):
        assert root.get(reverse(f"admin:positions_{name}_changelist")).status_code == 200
    assert root.get(reverse("admin:positions_refusedcount_changelist")).status_code == 200
    assert root.get(reverse("admin:positions_refusedfix_add")).status_code == 403
    assert RefusedFix.objects.exists()


def test_a_unit_of_another_agency_is_no_device_of_ours(fire: Agency, patrol: Unit) -> None:
    with pytest.raises(ValidationError):
        Device(agency=fire, unit=patrol, name="box").clean()


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
