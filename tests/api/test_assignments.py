"""Units on incidents over REST: sent, moved, checked, undone, cleared, corrected."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext

from dispatch.models import Assignment
from incidents.models import Disposition, Incident
from safety_net.core import clock
from safety_net.core.clock import iso
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.deeds import everything, kinds
from tests.support.dispatching import moves_on, sends, times
from tests.support.fleet import a_unit
from units import hooks
from units.models import Unit


@pytest.fixture
def fire(dani: Person) -> Incident:
    return file(dani, at=clock.now())


@pytest.fixture
def engine(dani: Person) -> Unit:
    return a_unit(dani.agency, "E 11")


@pytest.fixture
def ladder(dani: Person) -> Unit:
    return a_unit(dani.agency, "L 1", "ladder")


@pytest.fixture
def sent(dani: Person, fire: Incident, engine: Unit) -> Assignment:
    return sends(dani, fire, engine, at=clock.now())[0]


def act(who: Person, assignment: Assignment, verb: str, **body: Any) -> Any:
    return who.client.post(f"/api/assignments/{assignment.pk}/{verb}/", body)


def test_units_are_sent_and_listed(
    dani: Person, mina: Person, fire: Incident, engine: Unit, ladder: Unit
) -> None:
    path = f"/api/incidents/{fire.pk}/units/"
    body = {"units": [ladder.pk, engine.pk], "status": "en_route", "alarm_level": 2}
    answer = dani.client.post(path, body)
    assert answer.status_code == 201, answer.content
    first, second = answer.json()["results"]
    assert (first["call_sign"], first["primary"], second["primary"]) == ("L 1", True, False)
    assert (first["status"], first["alarm_level"], first["assigned_by"]) == ("en_route", 2, "Dani")
    assert mina.client.get(path).json()["results"] == [first, second]


def test_the_other_dispatcher_learns_who_was_faster(
    dani: Person, sol: Person, sent: Assignment, engine: Unit, fire: Incident
) -> None:
    other = file(dani)
    path = f"/api/incidents/{other.pk}/units/"
    refused = is_refused(sol.client.post(path, {"units": [engine.pk]}), 409, "unit_engaged")
    (told,) = refused["units"]
    assert (told["call_sign"], told["number"], told["assigned_by"]) == ("E 11", fire.number, "Dani")
    on_purpose = sol.client.post(path, {"units": [engine.pk], "also": True})
    assert on_purpose.status_code == 201


def test_cleared_units_come_after_those_that_are_there(
    dani: Person, fire: Incident, sent: Assignment, ladder: Unit
) -> None:
    sends(dani, fire, ladder, at=clock.now())
    cleared = act(dani, sent, "clear", reason="out", then="available_mobile").json()
    assert (cleared["status"], cleared["clear_reason"]) == ("clear", "out")
    found = dani.client.get(f"/api/incidents/{fire.pk}/units/").json()["results"]
    assert [(one["call_sign"], one["primary"]) for one in found] == [("L 1", True), ("E 11", False)]
    unit = dani.client.get(f"/api/units/{sent.unit_id}/").json()
    assert unit["status"] == "available_mobile"


def test_a_status_with_the_time_at_which_it_was_reached(
    dani: Person, fire: Incident, sent: Assignment
) -> None:
    earlier = sent.assigned_at + (clock.now() - sent.assigned_at) / 2
    moved = act(dani, sent, "status", status="en_route", at=iso(earlier)).json()
    assert (moved["status"], moved["since"]) == ("en_route", iso(earlier))
    assert times(fire)["t6"] == earlier


def test_only_a_supervisor_moves_against_the_table(
    dani: Person, sol: Person, sent: Assignment
) -> None:
    is_refused(act(dani, sent, "status", status="transport"), 409, "illegal_move")
    is_refused(act(dani, sent, "status", status="transport", reason="radio was silent"), 403)
    body = {"status": "transport", "reason": "radio was silent", "destination": "Mill Hospital"}
    moved = act(sol, sent, "status", **body).json()
    assert (moved["status"], moved["destination"]) == ("transport", "Mill Hospital")
    is_refused(act(sol, sent, "clear"), 409, "illegal_move")
    is_refused(act(dani, sent, "clear", override_reason="handed over"), 403)
    assert act(sol, sent, "clear", override_reason="handed over").json()["status"] == "clear"


def test_checks_and_undoing(dani: Person, sent: Assignment) -> None:
    is_refused(act(dani, sent, "check"), 409, "not_watched")
    assert act(dani, sent, "status", status="on_scene").json()["safety_due_at"]
    assert act(dani, sent, "check").status_code == 200
    assert act(dani, sent, "undo").json()["status"] == "alerted"
    is_refused(act(dani, sent, "undo"), 409, "too_late_to_undo")


def test_a_unit_sent_by_mistake(dani: Person, fire: Incident, sent: Assignment) -> None:
    undone = act(dani, sent, "undo").json()
    with translation.override("ko"):  # the language of whoever asked is that of the reason
        mistake = gettext("sent by mistake")
    assert (undone["status"], undone["clear_reason"]) == ("clear", mistake)
    assert kinds(fire)[-1] == "assignment.undone"


def test_a_crew_undoes_its_own_moves_but_was_sent_by_the_desk(
    crew: Person, sent: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_refused(act(crew, sent, "status", status="en_route"), 403)
    monkeypatch.setattr(hooks, "_manned_units", [lambda viewer: {sent.unit_id}])
    is_refused(act(crew, sent, "undo"), 409, "too_late_to_undo")
    act(crew, sent, "status", status="en_route")
    assert sent.times.get(status="en_route").source == "crew"
    assert act(crew, sent, "undo").json()["status"] == "alerted"


def test_all_units_of_ones_agency_at_once(
    dani: Person, mina: Person, fire: Incident, sent: Assignment, ladder: Unit
) -> None:
    sends(dani, fire, ladder, at=clock.now())
    patrol = a_unit(mina.agency, "P 7", "patrol")
    (theirs,) = sends(mina, fire, patrol, at=clock.now())
    path = f"/api/incidents/{fire.pk}/units/clear/"
    freed = dani.client.post(path, {"reason": "fire is out", "then": "returning"}).json()
    assert {one["call_sign"] for one in freed["results"]} == {"E 11", "L 1"}
    assert Assignment.objects.get(pk=theirs.pk).cleared_at is None


def test_times_stand_beside_each_other(dani: Person, fire: Incident, sent: Assignment) -> None:
    moves_on(dani, sent, "on_scene", at=clock.now())
    path = f"/api/assignments/{sent.pk}/times/"
    right = sent.assigned_at - timedelta(seconds=20)
    body = {"status": "on_scene", "at": iso(right), "reason": "said by radio"}
    assert dani.client.post(path, body).status_code == 201
    rows = dani.client.get(path).json()["results"]
    arrived = [one for one in rows if one["status"] == "on_scene"]
    assert [one["counts"] for one in arrived] == [True, False], "in the order of time"
    assert (arrived[0]["at"], arrived[0]["source"]) == (iso(right), "correction")
    assert (arrived[0]["reason"], arrived[0]["who"]) == ("said by radio", "Dani")
    assert times(fire)["t7"] == right


def test_a_close_says_which_units_are_still_there(
    dani: Person, sol: Person, fire: Incident, sent: Assignment
) -> None:
    path = f"/api/incidents/{fire.pk}/close/"
    version = Incident.objects.get(pk=fire.pk).version
    over = Disposition.objects.all()[0].code
    body = {"disposition": over, "version": version, "override_reason": "over"}
    refused = is_refused(sol.client.post(path, body), 409, "units_still_assigned")
    assert refused["units"][0]["call_sign"] == "E 11"
    closed = sol.client.post(path, {**body, "released_to": "returning"})
    assert closed.json()["status"] == "closed", closed.content


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("status", {}, "status"),
        ("status", {"status": "clear"}, "status"),
        ("status", {"status": "flying"}, "status"),
        ("status", {"status": 3}, "status"),
        ("status", {"status": "en_route", "at": "2099-01-01T00:00:00Z"}, "at"),
        ("status", {"status": "en_route", "at": "2026-11-22T03:00:00"}, "at"),
        ("status", {"status": "en_route", "destination": "x" * 201}, "destination"),
        ("clear", {"then": "out_of_service"}, "then"),
        ("clear", {"reason": "x" * 301}, "reason"),
        ("check", {"ok": True}, "ok"),
        ("undo", {"ok": True}, "ok"),
        ("times", {"status": "en_route", "at": "2026-11-22T03:00:00Z"}, "reason"),
        ("times", {"status": "en_route", "reason": "x"}, "at"),
        ("times", {"status": "x", "at": "2026-11-22T03:00:00Z", "reason": "x"}, "status"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_stored(
    dani: Person, sent: Assignment, verb: str, body: dict[str, Any], field: str
) -> None:
    before = everything(sent.incident), sent.times.count()
    assert list(bad_fields(act(dani, sent, verb, **body))) == [field]
    assert (everything(sent.incident), sent.times.count()) == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "units"),
        ({"units": []}, "units"),
        ({"units": "all"}, "units"),
        ({"units": [0]}, "units.0"),
        ({"units": [99999]}, "units"),
        ({"units": [True]}, "units.0"),
        ({"units": list(range(1, 52))}, "units"),
        ({"units": [1], "status": "patient"}, "status"),
        ({"units": [1], "alarm_level": 0}, "alarm_level"),
        ({"units": [1], "also": "yes"}, "also"),
    ],
)
def test_nobody_is_sent_by_a_request_that_cannot_be_used(
    dani: Person, fire: Incident, body: dict[str, Any], field: str
) -> None:
    answer = dani.client.post(f"/api/incidents/{fire.pk}/units/", body)
    assert list(bad_fields(answer)) == [field]
    assert not Assignment.objects.exists()


def test_another_agencys_unit_is_seen_and_left_alone(
    mina: Person, fire: Incident, sent: Assignment
) -> None:
    assert mina.client.get(f"/api/assignments/{sent.pk}/times/").status_code == 200
    for verb in ("status", "clear", "check", "undo", "times"):
        is_refused(act(mina, sent, verb), 403)


def test_sent_twice_with_one_key_goes_once(dani: Person, fire: Incident, engine: Unit) -> None:
    path, body = f"/api/incidents/{fire.pk}/units/", {"units": [engine.pk]}
    headers = {"Idempotency-Key": "one"}
    first, again = (dani.client.post(path, body, headers=headers) for _ in range(2))
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Assignment.objects.count() == 1
