"""What a crew says from the phone: on its own unit only, in order, late, and each thing once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from agencies.models import Role
from crews.models import UnitLogOn
from dispatch.models import Assignment, AssignmentTime, Mayday
from incidents.models import Incident, Note
from safety_net.core import clock
from safety_net.core.errors import Forbidden
from tests.api.bodies import bad_fields, is_refused
from tests.crews.conftest import acts, logs_on, sends
from tests.support import deeds
from tests.support.cast import Person, a_person, file
from tests.support.fleet import a_unit
from tests.support.small_city import SmallCity
from units.models import Unit
from units.permissions import unit_for
from units.states import Duty


def status_of(assignment: Assignment) -> str:
    assignment.refresh_from_db()
    return assignment.status


def ago(seconds: float) -> str:
    return (clock.now() - timedelta(seconds=seconds)).isoformat()


@pytest.fixture
def byeol(crew: Person, engine: Unit, sent: Assignment) -> Person:
    """On the engine since before it was sent, as on every shift."""
    logs_on(crew, engine)
    UnitLogOn.objects.update(at=clock.now() - timedelta(hours=30))
    Assignment.objects.update(status_since=clock.now() - timedelta(minutes=30))
    return crew


def test_the_phone_shows_where_one_is_sent(byeol: Person, sent: Assignment, dani: Person) -> None:
    deeds.notes(dani, sent.incident, at=clock.now())
    picture = byeol.client.get("/api/crew/").json()
    (shown,) = picture["assignments"]
    assert (shown["id"], shown["status"]) == (sent.pk, "alerted")
    assert set(shown["times"]) == {"alerted"}
    (scene,) = picture["incidents"]
    assert scene["card"]["place"]["address"] == "Mill Bridge"
    assert scene["notes"][0]["text"]
    assert [one["call_sign"] for one in scene["units"]] == ["Pump 1"]
    assert picture["moves"]["alerted"][0] == "acknowledged"
    assert picture["as_of"] > 0


def test_an_agencys_own_notes_stay_with_it(byeol: Person, sent: Assignment, mina: Person) -> None:
    deeds.notes(mina, sent.incident, to="own", at=clock.now())
    assert byeol.client.get("/api/crew/").json()["incidents"][0]["notes"] == []


def test_a_crew_accepts_and_goes(byeol: Person, engine: Unit, sent: Assignment) -> None:
    assert acts(byeol, "accept", engine, assignment=sent.pk).status_code == 200
    assert status_of(sent) == "acknowledged"
    acts(byeol, "status", engine, assignment=sent.pk, status="en_route")
    acts(byeol, "status", engine, assignment=sent.pk, status="on_scene")
    assert status_of(sent) == "on_scene"
    sources = set(AssignmentTime.objects.exclude(status="alerted").values_list("source", flat=True))
    assert sources == {"crew"}


def test_a_crew_clears_and_is_available(byeol: Person, engine: Unit, sent: Assignment) -> None:
    acts(byeol, "clear", engine, assignment=sent.pk, then="available_mobile", reason="false alarm")
    assert status_of(sent) == "clear"
    assert sent.clear_reason == "false alarm"
    engine.refresh_from_db()
    assert engine.duty == Duty.AVAILABLE_MOBILE


def test_a_crew_writes_a_note(byeol: Person, engine: Unit, sent: Assignment) -> None:
    at = ago(600)
    acts(byeol, "note", engine, assignment=sent.pk, text="heavy smoke", at=at)
    note = Note.objects.get()
    assert (note.author, note.text, note.audience) == ("Byeol", "heavy smoke", "all")
    assert clock.now() - note.at > timedelta(minutes=9)


def test_a_crew_says_that_all_is_well(byeol: Person, engine: Unit, sent: Assignment) -> None:
    acts(byeol, "status", engine, assignment=sent.pk, status="on_scene")
    Assignment.objects.update(safety_due_at=clock.now(), safety_missed_at=clock.now())
    assert acts(byeol, "check", engine, assignment=sent.pk).status_code == 200
    sent.refresh_from_db()
    assert sent.safety_missed_at is None


def test_a_crew_calls_mayday(byeol: Person, engine: Unit, sent: Assignment) -> None:
    acts(byeol, "mayday", engine, lon=126.07, lat=37.05)
    acts(byeol, "mayday", engine, lon=126.07, lat=37.05)
    mayday = Mayday.objects.get()
    assert (mayday.raised_by, mayday.incident_id) == ("Byeol", sent.incident_id)
    assert byeol.client.get("/api/crew/").json()["mayday"]["call_sign"] == "Pump 1"


def test_a_free_crew_changes_its_duty(crew: Person, ladder: Unit) -> None:
    logs_on(crew, ladder)
    acts(crew, "duty", ladder, duty="out_of_service", reason="flat tyre")
    ladder.refresh_from_db()
    assert (ladder.duty, ladder.duty_reason) == ("out_of_service", "flat tyre")


def test_a_slip_is_taken_back(byeol: Person, engine: Unit, sent: Assignment) -> None:
    acts(byeol, "accept", engine, assignment=sent.pk)
    acts(byeol, "status", engine, assignment=sent.pk, status="on_scene")
    assert acts(byeol, "undo", engine, assignment=sent.pk).status_code == 200
    assert status_of(sent) == "acknowledged"


# Whose unit


def test_a_crew_acts_on_no_other_unit(
    byeol: Person, dani: Person, ladder: Unit, fire_at_mill: Incident
) -> None:
    other = sends(dani, fire_at_mill, ladder)
    is_refused(acts(byeol, "accept", ladder, assignment=other.pk), 403, "not_logged_on")
    is_refused(acts(byeol, "mayday", ladder), 403, "not_logged_on")
    assert status_of(other) == "alerted"


def test_nor_through_its_own_unit(
    byeol: Person, dani: Person, engine: Unit, ladder: Unit, fire_at_mill: Incident
) -> None:
    other = sends(dani, fire_at_mill, ladder)
    assert set(bad_fields(acts(byeol, "accept", engine, assignment=other.pk))) == {"assignment"}
    assert status_of(other) == "alerted"


def test_a_foreign_unit_is_not_there(byeol: Person, patrol: Unit) -> None:
    assert set(bad_fields(acts(byeol, "mayday", patrol))) == {"unit"}


def test_somebody_who_is_not_on_it_does_not_act(
    engine: Unit, sent: Assignment, city: SmallCity
) -> None:
    mate = a_person("nari", city.fire, Role.FIELD_CREW)
    is_refused(acts(mate, "accept", engine, assignment=sent.pk), 403, "not_logged_on")


def test_a_field_crew_acts_through_dispatch_on_its_own_unit_only(
    byeol: Person, sent: Assignment, engine: Unit, ladder: Unit
) -> None:
    assert unit_for(byeol.viewer, engine.pk, "unit_status") == engine
    with pytest.raises(Forbidden):
        unit_for(byeol.viewer, ladder.pk, "unit_status")


# Late, twice, in order


def test_a_late_act_counts_from_when_the_thumb_pressed(
    byeol: Person, engine: Unit, sent: Assignment
) -> None:
    at = ago(600)
    answer = acts(byeol, "accept", engine, assignment=sent.pk, at=at).json()
    assert answer["happened"][:19] == at[:19]
    kept = AssignmentTime.objects.get(assignment=sent, status="acknowledged")
    assert timedelta(minutes=9) < clock.now() - kept.at < timedelta(minutes=11)


def test_all_well_from_a_dead_spot_does_not_count_as_now(
    byeol: Person, engine: Unit, sent: Assignment
) -> None:
    acts(byeol, "status", engine, assignment=sent.pk, status="on_scene")
    missed = clock.now() - timedelta(minutes=30)
    Assignment.objects.update(safety_due_at=missed, safety_missed_at=missed)
    assert acts(byeol, "check", engine, assignment=sent.pk, at=ago(2400)).status_code == 200
    sent.refresh_from_db()
    assert sent.safety_missed_at == missed


def test_duty_and_mayday_count_from_when_the_thumb_pressed(crew: Person, ladder: Unit) -> None:
    logs_on(crew, ladder)
    UnitLogOn.objects.update(at=clock.now() - timedelta(hours=1))
    Unit.objects.update(duty_since=clock.now() - timedelta(hours=1))
    at = ago(600)
    acts(crew, "duty", ladder, duty="available_mobile", at=at)
    acts(crew, "mayday", ladder, at=at)
    ladder.refresh_from_db()
    assert ladder.duty_since.isoformat() == Mayday.objects.get().raised_at.isoformat() == at


def test_a_queue_is_replayed_in_order(byeol: Person, engine: Unit, sent: Assignment) -> None:
    for seconds, status in ((300, "acknowledged"), (240, "en_route"), (60, "on_scene")):
        answer = acts(byeol, "status", engine, assignment=sent.pk, status=status, at=ago(seconds))
        assert answer.status_code == 200, answer.content
    assert status_of(sent) == "on_scene"
    times = AssignmentTime.objects.filter(assignment=sent).exclude(status="alerted")
    assert [one.status for one in times.order_by("at")] == ["acknowledged", "en_route", "on_scene"]


def test_an_act_that_the_desk_has_overtaken_moves_nothing(
    byeol: Person, engine: Unit, sent: Assignment
) -> None:
    acts(byeol, "status", engine, assignment=sent.pk, status="on_scene")
    acts(byeol, "status", engine, assignment=sent.pk, status="en_route", at=ago(120))
    assert status_of(sent) == "on_scene"
    assert AssignmentTime.objects.filter(assignment=sent, status="en_route").count() == 1


def test_under_one_key_an_act_counts_once(byeol: Person, engine: Unit, sent: Assignment) -> None:
    said: dict[str, Any] = {"assignment": sent.pk, "text": "two floors", "at": ago(5)}
    first = acts(byeol, "note", engine, key="note 1", **said)
    again = acts(byeol, "note", engine, key="note 1", **said)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert Note.objects.count() == 1


def test_two_phones_of_a_unit_may_say_the_same(
    byeol: Person, engine: Unit, sent: Assignment, city: SmallCity
) -> None:
    mate = a_person("nari", city.fire, Role.FIELD_CREW)
    logs_on(mate, engine)
    acts(byeol, "accept", engine, assignment=sent.pk)
    acts(byeol, "status", engine, assignment=sent.pk, status="en_route")
    assert acts(mate, "accept", engine, assignment=sent.pk).status_code == 200
    assert status_of(sent) == "en_route"


def test_what_was_done_before_one_changed_units_still_counts(
    byeol: Person, engine: Unit, ladder: Unit, sent: Assignment
) -> None:
    pressed = ago(120)
    logs_on(byeol, ladder)
    UnitLogOn.objects.filter(unit=ladder).update(at=clock.now() + timedelta(minutes=2))
    answer = acts(byeol, "status", engine, assignment=sent.pk, status="en_route", at=pressed)
    assert answer.status_code == 200
    assert status_of(sent) == "en_route"


def test_after_a_merge_the_act_follows_to_the_master(
    byeol: Person, dani: Person, engine: Unit, sent: Assignment
) -> None:
    master = file(by=dani, at=clock.now())
    deeds.merges(dani, sent.incident, into=master, at=clock.now())
    acts(byeol, "accept", engine, assignment=sent.pk)
    assert Assignment.objects.get(incident=master).status == "acknowledged"


def test_a_jump_is_refused(byeol: Person, engine: Unit, sent: Assignment) -> None:
    answer = acts(byeol, "status", engine, assignment=sent.pk, status="at_hospital")
    is_refused(answer, 409, "illegal_move")


@pytest.mark.parametrize("seconds", [-3600, 25 * 3600])
def test_a_clock_that_is_far_off_is_refused(
    byeol: Person, engine: Unit, sent: Assignment, seconds: int
) -> None:
    answer = acts(byeol, "accept", engine, assignment=sent.pk, at=ago(seconds))
    assert set(bad_fields(answer)) == {"at"}


def test_a_clock_that_is_a_little_ahead_is_forgiven(
    byeol: Person, engine: Unit, sent: Assignment
) -> None:
    assert acts(byeol, "accept", engine, assignment=sent.pk, at=ago(-20)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "explode"},
        {"kind": ["accept"]},
        {"kind": "accept"},
        {"kind": "status", "assignment": "1"},
        {"kind": "status"},
        {"kind": "note", "text": ""},
        {"kind": "note", "text": "x" * 5000},
        {"kind": "note"},
        {"kind": "clear", "then": "out_of_service"},
        {"kind": "duty"},
        {"kind": "duty", "duty": "out_of_service"},
        {"kind": "mayday", "lon": "126", "lat": 37},
        {"kind": "mayday", "lon": 126, "lat": 137},
        {"kind": "accept", "at": "yesterday"},
        {"kind": "accept", "at": "2026-11-22T09:00:00"},
        {"kind": "accept", "nonsense": 1},
    ],
)
def test_what_makes_no_sense_is_refused(byeol: Person, engine: Unit, body: dict[str, Any]) -> None:
    answer = byeol.client.post("/api/crew/acts/", {"unit": engine.pk, **body})
    is_refused(answer, 400, "invalid")


def test_an_ambulance_goes_on_with_a_patient(crew: Person, city: SmallCity) -> None:
    logs_on(crew, a_unit(city.fire, "Ambulance 2", "ambulance"))
    moves = crew.client.get("/api/crew/").json()["moves"]
    assert moves["on_scene"][0] == "patient"
