"""Refused positions are counted, listed with their reason, and bounded in number."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from agencies.models import Agency
from positions.models import Device, RefusedCount, RefusedFix
from positions.services import refusing
from positions.services.ingesting import ingest
from positions.services.scope import Scope
from positions.states import Source
from positions.tasks import forget_refused_fixes
from tests.support.cast import Person
from tests.support.moved_time import Time
from tests.support.moving import a_fix, tells
from tests.support.small_city import SmallCity
from units.models import Unit


def test_every_one_is_counted_and_a_few_are_listed(
    fire: Agency, engine: Unit, gateway: Device, noon: datetime
) -> None:
    bad = [a_fix(None, noon, call_sign="E 99") for _ in range(30)]
    for _ in range(2):
        ingest([*bad, 7, a_fix(engine, noon)], scope=Scope.of_device(gateway), received=noon)
    counts = dict(RefusedCount.objects.filter(agency=fire).values_list("reason", "number"))
    assert counts == {"unknown_unit": 60, "malformed": 2, "duplicate": 1}
    assert RefusedFix.objects.count() == 2 * refusing.KEPT_OF_A_BATCH
    one = RefusedFix.objects.order_by("pk")[0]
    assert (one.named, one.reason, one.device, one.received_at) == (
        "E 99",
        "unknown_unit",
        gateway,
        noon,
    )
    assert '"call_sign":"E 99"' in one.sent


def test_whatever_was_sent_can_be_listed(fire: Agency, noon: datetime) -> None:
    tells(fire, noon, {"call_sign": "\x00\ud800"}, {"unit": 10**400}, {"unit": "x" * 5000}, None)
    assert RefusedFix.objects.count() == 4
    assert all(len(one.sent) <= refusing.LONGEST_SENT for one in RefusedFix.objects.all())


def test_the_citys_own_simulation_is_not_listed(fire: Agency, noon: datetime) -> None:
    ingest([7], scope=Scope(agency_id=None, source=Source.SIMULATION), received=noon)
    assert not RefusedFix.objects.exists()


def test_the_list_is_bounded_by_age_and_by_number(
    fire: Agency, police: Agency, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusing, "KEPT_OF_AN_AGENCY", 3)
    tells(fire, noon - timedelta(days=8), 1)
    tells(fire, noon, 1, 2, 3, 4, 5)
    tells(police, noon, 1, 2)
    assert refusing.forget_refused(at=noon) == 3
    kept = list(RefusedFix.objects.order_by("pk").values_list("agency__slug", "sent"))
    assert kept == [("fire", "3"), ("fire", "4"), ("fire", "5"), ("police", "1"), ("police", "2")]
    assert sum(RefusedCount.objects.values_list("number", flat=True)) == 8


def test_who_looks_after_devices_sees_them(
    city: SmallCity, gateway: Device, sol: Person, chief: Person, time: Time
) -> None:
    now = time.now()
    tells(city.fire, now - timedelta(days=2), {"unit": 4})
    ingest([a_fix(None, now, call_sign="E 99")], scope=Scope.of_device(gateway), received=now)
    tells(city.police, now, {"unit": 5})
    for person in (sol, chief):
        answer = person.client.get("/api/positions/refused/").json()
        assert answer["counts"] == {"malformed": 1, "unknown_unit": 1}
        assert [one["code"] for one in answer["latest"]] == ["unknown_unit", "malformed"]
        assert answer["latest"][0]["unit"] == "E 99"
        assert answer["latest"][0]["device"] == "gateway"
    today = sol.client.get("/api/positions/refused/?days=1").json()
    assert today["counts"] == {"unknown_unit": 1}
    assert sol.client.get("/api/positions/refused/?days=0").status_code == 400


def test_beat_clears_up(fire: Agency, noon: datetime) -> None:
    tells(fire, noon - timedelta(days=365), 1)
    assert forget_refused_fixes() >= 1
