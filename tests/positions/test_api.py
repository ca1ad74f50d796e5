"""Positions over REST: devices tell them and can do nothing else; members see what they may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agencies.models import Agency
from positions.models import AgencyPositionRules, Device, LatestFix
from safety_net.core import clock
from tests.api.bodies import is_refused
from tests.support.cast import JsonClient, Person
from tests.support.moved_time import Time
from tests.support.moving import a_device, a_fix, tells
from units.models import Unit

POSITIONS = "/api/positions/"


def of_device(key: str) -> JsonClient:
    client = JsonClient()
    client.credentials(HTTP_AUTHORIZATION=f"Device {key}")
    return client


def test_a_gateway_tells(box: JsonClient, engine: Unit, patrol: Unit, time: Time) -> None:
    now = time.now()
    fixes = [
        a_fix(engine, now),
        a_fix(patrol, now),
        a_fix(None, now, call_sign="E 99"),
        {**a_fix(None, now), "unit": 0},
    ]
    answer = box.post(POSITIONS, {"fixes": fixes}, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert answer.json()["accepted"] == 1
    refused = answer.json()["refused"]
    assert [one["code"] for one in refused] == ["not_yours", "unknown_unit", "malformed"]
    assert refused[1] == {"index": 2, "code": "unknown_unit", "text": "There is no such unit."}
    assert "“unit”" in refused[2]["text"]


def test_a_repeat_is_told_as_such(box: JsonClient, engine: Unit, time: Time) -> None:
    body = {"fixes": [a_fix(engine, time.now())]}
    assert box.post(POSITIONS, body).json() == {"accepted": 1, "refused": []}
    assert box.post(POSITIONS, body).json()["refused"][0]["code"] == "duplicate"


def test_the_device_of_one_unit(fire: Agency, engine: Unit, ladder: Unit, time: Time) -> None:
    device, key = a_device(fire, engine)
    now = time.now()
    answer = of_device(key).post(POSITIONS, {"fixes": [a_fix(None, now), a_fix(ladder, now)]})
    assert answer.json()["accepted"] == 1
    assert answer.json()["refused"][0]["code"] == "not_yours"
    device.refresh_from_db()
    assert device.last_used_at is not None


def test_last_used_is_written_once_a_minute(fire: Agency, engine: Unit, time: Time) -> None:
    device, key = a_device(fire, engine)

    def used() -> object:
        of_device(key).post(POSITIONS, {"fixes": []})
        device.refresh_from_db()
        return device.last_used_at

    first = used()
    time.passes(seconds=30)
    assert used() == first
    time.passes(seconds=31)
    assert used() != first


@pytest.mark.parametrize(
    "body",
    [{}, {"fixes": {}}, {"fixes": "x"}, {"fixes": None}, {"fixes": [], "more": 1}, {"fix": []}],
)
def test_what_is_no_batch(box: JsonClient, body: dict[str, object]) -> None:
    is_refused(box.post(POSITIONS, body), 400, "invalid")


def test_too_much_at_once(box: JsonClient, engine: Unit, time: Time) -> None:
    now = time.now()
    fixes = [a_fix(engine, now, ago=ago) for ago in range(1001)]
    is_refused(box.post(POSITIONS, {"fixes": fixes}), 413, "too_large")
    assert not LatestFix.objects.exists()
    deep: object = []
    for _ in range(40):
        deep = [deep]
    is_refused(box.post(POSITIONS, {"fixes": [deep]}), 400, "invalid")
    for raw in ('{"fixes": [{"unit": NaN}]}', '{"fixes": [', "[]"):
        answer = box.generic("POST", POSITIONS, raw, content_type="application/json")
        is_refused(answer, 400, "invalid")


def test_only_a_device_may_tell(
    anonymous: JsonClient, dani: Person, crew: Person, chief: Person, engine: Unit
) -> None:
    body = {"fixes": [a_fix(engine, clock.now())]}
    answer = anonymous.post(POSITIONS, body)
    is_refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Device"
    for person in (dani, crew, chief):
        is_refused(person.client.post(POSITIONS, body), 403)
    is_refused(dani.token_client("a-key-of-dani").post(POSITIONS, body), 403)
    assert not LatestFix.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"expires_at": "2026-01-02T00:00:00Z"},
        {"digest": "0" * 64},
    ],
)
def test_a_key_that_ended_is_worth_nothing(fire: Agency, change: dict[str, object]) -> None:
    device, key = a_device(fire)
    assert of_device(key).post(POSITIONS, {"fixes": []}).status_code == 200
    Device.objects.filter(pk=device.pk).update(**change)
    is_refused(of_device(key).post(POSITIONS, {"fixes": []}), 401)


def test_the_key_of_an_agency_that_is_gone(fire: Agency) -> None:
    _, key = a_device(fire)
    fire.is_active = False
    fire.save()
    is_refused(of_device(key).post(POSITIONS, {"fixes": []}), 401)
    for words in ("Device", f"Device {key} {key}", "Device \u00ff"):
        client = JsonClient()
        client.credentials(HTTP_AUTHORIZATION=words)
        is_refused(client.post(POSITIONS, {"fixes": []}), 401)


def test_members_see_them_with_their_age(
    dani: Person, engine: Unit, ladder: Unit, time: Time
) -> None:
    now = time.now()
    tells(
        dani.agency,
        now,
        a_fix(engine, now, ago=119, heading=90, speed_kmh=12, accuracy_m=5),
        a_fix(ladder, now, ago=122),
    )
    answer = dani.client.get(POSITIONS).json()
    assert not answer["truncated"]
    first, second = answer["results"]
    assert (first["unit"], first["stale"], first["heading"]) == (engine.pk, False, 90)
    assert (second["unit"], second["stale"]) == (ladder.pk, True)
    assert 119 <= first["age_seconds"] <= 120
    assert (first["source"], first["simulated"]) == ("device", False)


def test_each_agency_says_what_is_stale_and_what_is_forgotten(
    dani: Person, engine: Unit, ladder: Unit, time: Time
) -> None:
    AgencyPositionRules.objects.create(
        agency=dani.agency, stale_after_seconds=10, forget_after_seconds=60
    )
    now = time.now()
    tells(dani.agency, now, a_fix(engine, now, ago=20), a_fix(ladder, now, ago=61))
    [only] = dani.client.get(POSITIONS).json()["results"]
    assert (only["unit"], only["stale"]) == (engine.pk, True)


def test_positions_follow_the_unit(
    dani: Person, mina: Person, auditor: Person, engine: Unit, ladder: Unit
) -> None:
    now = clock.now()
    tells(dani.agency, now, a_fix(engine, now), a_fix(ladder, now, ago=1))
    Unit.objects.filter(pk=ladder.pk).update(is_shared=False)

    def seen(person: Person) -> list[int]:
        return [one["unit"] for one in person.client.get(POSITIONS).json()["results"]]

    assert seen(dani) == [engine.pk, ladder.pk]
    assert seen(mina) == [engine.pk]
    is_refused(auditor.client.get(POSITIONS), 403)
    history = f"/api/units/{ladder.pk}/positions/"
    assert dani.client.get(history).status_code == 200
    for person in (mina, auditor):
        is_refused(person.client.get(history), 404)
    Unit.objects.filter(pk=engine.pk).update(is_active=False)
    assert seen(mina) == []


def test_a_box(dani: Person, engine: Unit, ladder: Unit, time: Time) -> None:
    now = time.now()
    tells(dani.agency, now, a_fix(engine, now), a_fix(ladder, now, lon=126.2))
    found = dani.client.get(f"{POSITIONS}?bbox=126.06,37,126.08,37.1").json()["results"]
    assert [one["unit"] for one in found] == [engine.pk]
    for nonsense in ("1,2,3", "a,b,c,d", "nan,0,1,1", "2,0,1,1", "0,0,1,91"):
        is_refused(dani.client.get(f"{POSITIONS}?bbox={nonsense}"), 400, "invalid")
    is_refused(dani.client.get(f"{POSITIONS}?box=1"), 400, "invalid")


def test_where_it_has_been_is_for_its_own_agency(dani: Person, mina: Person, engine: Unit) -> None:
    history = f"/api/units/{engine.pk}/positions/"
    assert dani.client.get(history).status_code == 200
    is_refused(mina.client.get(history), 403)


def test_a_track(dani: Person, engine: Unit, time: Time) -> None:
    now = time.now()
    for ago in (7200, 1200, 600, 0):
        tells(dani.agency, now, a_fix(engine, now, ago=ago, lon=126.07 + ago / 1e5))
    path = f"/api/units/{engine.pk}/positions/"
    time.passes(seconds=1)
    found = dani.client.get(path).json()
    assert not found["truncated"]
    assert [round(one["lon"], 4) for one in found["results"]] == [126.082, 126.076, 126.07]
    query = {"from": (now - timedelta(hours=3)).isoformat(), "to": now.isoformat()}
    assert len(dani.client.get(path, query).json()["results"]) == 4
    line = dani.client.get(path, {**query, "format": "geojson"})
    assert line.headers["Content-Type"] == "application/geo+json"
    assert len(line.json()["geometry"]["coordinates"]) == 4
    assert len(line.json()["properties"]["times"]) == 4
    lone = {"from": now.isoformat(), "format": "geojson"}
    assert dani.client.get(path, lone).json()["geometry"] is None


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"from": "2026-11-22T09:00:00"},
        {"from": "2026-11-22T09:00:00Z", "to": "2026-11-22T08:00:00Z"},
        {"from": "2026-11-01T09:00:00Z", "to": "2026-11-22T08:00:00Z"},
        {"since": "2026-11-22T09:00:00Z"},
    ],
)
def test_spans_that_are_none(dani: Person, engine: Unit, query: dict[str, str]) -> None:
    is_refused(dani.client.get(f"/api/units/{engine.pk}/positions/", query), 400, "invalid")
