"""Units and crews over REST."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from safety_net.core import clock
from safety_net.core.clock import iso
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import NOON, Person, file
from tests.support.deeds_units import calls_mayday, fresh_unit, plans_crew
from tests.support.dispatching import sends
from tests.support.fleet import a_station, a_unit
from units import hooks
from units.models import Unit


@pytest.fixture
def engine(dani: Person) -> Unit:
    return a_unit(dani.agency, "E 11")


def test_shared_units_and_ones_own(dani: Person, mina: Person, engine: Unit) -> None:
    hidden = a_unit(mina.agency, "Shadow 1", "detective", shared=False)
    a_unit(mina.agency, "P 7", "patrol")

    def seen(who: Person, query: str = "") -> list[str]:
        answer = who.client.get(f"/api/units/{query}").json()
        assert not answer["truncated"]
        return [one["call_sign"] for one in answer["results"]]

    assert seen(dani) == ["E 11", "P 7"]
    assert seen(mina) == ["E 11", "P 7", "Shadow 1"]
    assert seen(mina, f"?agency={mina.agency.pk}&kind=patrol") == ["P 7"]
    assert seen(mina, "?q=shad") == ["Shadow 1"]
    assert seen(mina, "?active=false") == []
    is_refused(dani.client.get(f"/api/units/{hidden.pk}/"), 404)
    is_refused(dani.client.post(f"/api/units/{hidden.pk}/duty/", {}), 404)


def test_the_card_never_says_where_a_unit_is_sent(
    dani: Person, outsider: Person, engine: Unit
) -> None:
    (sent,) = sends(dani, file(by=dani), engine)
    card = outsider.client.get(f"/api/units/{engine.pk}/").json()
    assert (card["status"], card["incidents"], card["emergency"]) == ("alerted", 1, False)
    assert "incident" not in card
    is_refused(outsider.client.get(f"/api/assignments/{sent.pk}/times/"), 404)


def test_an_admin_adds_changes_and_puts_away(chief: Person, mina: Person) -> None:
    station = a_station(chief.agency, "Mill")
    body = {"call_sign": "Pump 3", "kind": "engine", "station": station.pk, "radio": "ch 4"}
    made = chief.client.post("/api/units/", body)
    assert made.status_code == 201, made.content
    card = made.json()
    assert (card["station"], card["capabilities"], card["version"]) == (
        station.pk,
        {"engine": 1},
        1,
    )
    path = f"/api/units/{card['id']}/"
    change = {"version": 1, "capabilities": {"engine": 1, "tanker": 2}, "shared": False}
    changed = chief.client.patch(path, change)
    assert changed.json()["capabilities"] == {"engine": 1, "tanker": 2}
    assert changed.json()["version"] == 2
    is_refused(mina.client.get(path), 404)
    stale = is_refused(chief.client.patch(path, {"version": 1, "phone": "119"}), 409)
    assert (stale["code"], stale["yours"], stale["current"]) == ("stale_version", 1, 2)
    assert stale["unit"]["capabilities"] == {"engine": 1, "tanker": 2}
    assert not chief.client.patch(path, {"version": 2, "active": False}).json()["active"]
    assert chief.client.get("/api/units/").json()["results"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "engine"}, "call_sign"),
        ({"call_sign": "E 1", "kind": "rocket"}, "kind"),
        ({"call_sign": "e 11", "kind": "engine"}, "call_sign"),
        ({"call_sign": "E 1", "kind": "engine", "station": 99999}, "station"),
        ({"call_sign": "E 1", "kind": "engine", "capabilities": {"wings": 1}}, "capabilities"),
        (
            {"call_sign": "E 1", "kind": "engine", "capabilities": {"engine": 0}},
            "capabilities.engine",
        ),
        ({"call_sign": "E 1", "kind": "engine", "capabilities": []}, "capabilities"),
        ({"call_sign": "E 1", "kind": "engine", "crew_minimum": 9}, "crew_minimum"),
        ({"call_sign": "E 1", "kind": "engine", "crew_size": -1}, "crew_size"),
        ({"call_sign": "E 1", "kind": "engine", "crew_size": True}, "crew_size"),
        ({"call_sign": "E 1", "kind": "engine", "simulated": True}, "simulated"),
    ],
)
def test_what_cannot_be_used_is_named(
    chief: Person, engine: Unit, body: dict[str, Any], field: str
) -> None:
    assert list(bad_fields(chief.client.post("/api/units/", body))) == [field]
    assert Unit.objects.count() == 1


@pytest.mark.parametrize("body", [{}, {"version": 1}, {"radio": "ch 4"}])
def test_a_change_says_what_and_on_what(chief: Person, engine: Unit, body: dict[str, Any]) -> None:
    bad_fields(chief.client.patch(f"/api/units/{engine.pk}/", body))


def test_duty(dani: Person, engine: Unit) -> None:
    path = f"/api/units/{engine.pk}/duty/"
    assert list(bad_fields(dani.client.post(path, {"duty": "out_of_service"}))) == ["reason"]
    assert list(bad_fields(dani.client.post(path, {"duty": "asleep"}))) == ["duty"]
    card = dani.client.post(path, {"duty": "out_of_service", "reason": "pump broken"}).json()
    assert (card["status"], card["reason"]) == ("out_of_service", "pump broken")
    refused = is_refused(dani.client.post(path, {"duty": "returning"}), 409, "illegal_move")
    assert (refused["was"], refused["wanted"]) == ("out_of_service", "returning")


def test_an_engaged_unit_keeps_its_duty(dani: Person, engine: Unit) -> None:
    sends(dani, file(by=dani), engine)
    answer = dani.client.post(f"/api/units/{engine.pk}/duty/", {"duty": "available_mobile"})
    assert is_refused(answer, 409, "unit_engaged")["units"][0]["call_sign"] == "E 11"


def test_a_crew_acts_on_the_unit_that_it_is_logged_on_to(
    crew: Person, engine: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/api/units/{engine.pk}/duty/"
    is_refused(crew.client.post(path, {"duty": "available_mobile"}), 403)
    monkeypatch.setattr(hooks, "_manned_units", [lambda viewer: {engine.pk}])
    assert crew.client.post(path, {"duty": "available_mobile"}).status_code == 200


def test_crews_over_rest(sol: Person, mina: Person, engine: Unit) -> None:
    path, now = f"/api/units/{engine.pk}/crews/", clock.now()
    member = {"name": "Byeol", "position": "driver", "membership": sol.membership.pk}
    body = {
        "begin": iso(now),
        "end": iso(now + timedelta(hours=8)),
        "shift": "day",
        "members": [member, {"name": "Haneul"}],
    }
    made = sol.client.post(path, body)
    assert made.status_code == 201, made.content
    (listed,) = sol.client.get(path).json()["results"]
    assert listed == made.json()
    assert [one["name"] for one in listed["members"]] == ["Byeol", "Haneul"]
    overlap = is_refused(sol.client.post(path, body), 409, "crew_overlaps")
    assert overlap["crew"]["id"] == listed["id"]
    is_refused(mina.client.get(path), 403)
    assert sol.client.delete(f"{path}{listed['id']}/").status_code == 204
    is_refused(sol.client.delete(f"{path}999/"), 404)


def test_a_shift_that_is_over_stays(sol: Person, engine: Unit) -> None:
    past = plans_crew(sol, engine, begin=clock.now() - timedelta(hours=9))
    answer = sol.client.delete(f"/api/units/{engine.pk}/crews/{past.pk}/")
    is_refused(answer, 409, "crew_is_over")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"members": []}, "members"),
        ({"members": [{"position": "driver"}]}, "members.0.name"),
        ({"members": [{"name": "x", "membership": 99999}]}, "members"),
        ({"end": "2026-11-22T00:00:00+09:00"}, "end"),
        ({"end": "2026-12-22T00:00:00+09:00"}, "end"),
        ({"begin": "2026-11-22T09:00:00"}, "begin"),
        ({"leader": "x"}, "leader"),
    ],
)
def test_crews_that_cannot_be(
    sol: Person, engine: Unit, change: dict[str, Any], field: str
) -> None:
    body = {
        "begin": "2026-11-22T09:00:00+09:00",
        "end": "2026-11-22T18:00:00+09:00",
        "members": [{"name": "Byeol"}],
        **change,
    }
    answer = sol.client.post(f"/api/units/{engine.pk}/crews/", body)
    assert list(bad_fields(answer)) == [field]
    assert not engine.crews.exists()


def test_a_mayday_over_rest(dani: Person, sol: Person, mina: Person, engine: Unit) -> None:
    sends(dani, file(by=dani), engine)
    path = f"/api/units/{engine.pk}/mayday/"
    is_refused(dani.client.post(path, {"lon": 126.07}), 400, "invalid")
    assert list(bad_fields(dani.client.post(path, {"lon": 37.0, "lat": 126.0}))) == ["lat"]
    made = dani.client.post(path, {"lon": 126.07, "lat": 37.05})
    assert made.status_code == 201, made.content
    mayday = made.json()
    assert dani.client.post(path, {}).json()["id"] == mayday["id"]
    is_refused(mina.client.post(f"/api/maydays/{mayday['id']}/acknowledge/", {}), 403)
    taken = sol.client.post(f"/api/maydays/{mayday['id']}/acknowledge/", {}).json()
    assert taken["acknowledged_by"] == "Sol"
    end = f"/api/maydays/{mayday['id']}/end/"
    assert list(bad_fields(sol.client.post(end, {}))) == ["reason"]
    ended = sol.client.post(end, {"reason": "all out"}).json()
    assert (ended["ended_by"], ended["end_reason"]) == ("Sol", "all out")
    assert not dani.client.get(f"/api/units/{engine.pk}/").json()["emergency"]


def test_a_mayday_is_not_there_for_whoever_was_not_told(
    dani: Person, outsider: Person, auditor: Person, engine: Unit
) -> None:
    mayday = calls_mayday(dani, engine)
    for stranger in (outsider, auditor):
        answer = stranger.client.post(f"/api/maydays/{mayday.pk}/acknowledge/", {})
        is_refused(answer, 404)


def test_sent_twice_made_once(chief: Person) -> None:
    body = {"call_sign": "Pump 3", "kind": "engine"}
    answers = [
        chief.client.post("/api/units/", body, headers={"Idempotency-Key": "one"}) for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert fresh_unit(Unit.objects.get()).duty_since != NOON
