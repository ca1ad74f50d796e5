"""Without the first wall nothing hidden is shown either: whoever forgets a filter shows nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from dispatch.board import board_for
from dispatch.models import Assignment
from incidents import permissions
from incidents.models import AgencyTrack, Incident, IncidentTime, Note, Report, Share, Summary
from incidents.querysets import IncidentQuerySet, ShareQuerySet
from incidents.services.noting import add_note
from safety_net.core import wall
from safety_net.core.access import Viewer
from safety_net.core.live import reading
from safety_net.core.models import LogEntry
from safety_net.core.postgis.base import WallIsAway
from safety_net.core.wall import building
from tests.support import deeds
from tests.support.agreeing import agree, an_admin, opens
from tests.support.cast import NOON, Person, file
from tests.support.dispatching import sends
from tests.support.escalating import Kind, a_rule, person, tell
from tests.support.fleet import a_unit

TABLES = (Incident, AgencyTrack, Report, Note, IncidentTime, Assignment, Share, Summary)


@pytest.fixture
def no_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every filter and every check was forgotten."""
    everything = lambda self, *_args, **_more: self.all()  # noqa: E731
    for name in ("visible_to", "involving"):
        monkeypatch.setattr(IncidentQuerySet, name, everything)
    monkeypatch.setattr(ShareQuerySet, "summaries", everything)
    monkeypatch.setattr(permissions, "require_part", lambda *_: None)


@pytest.fixture
def fire(dani: Person) -> Incident:
    """With all that belongs to an incident."""
    a_rule(Kind.NO_UPDATE, tell(person(dani)))
    fire = file(by=dani, caller_name="Kim", caller_number="010-1")
    deeds.notes(dani, fire)
    sends(dani, fire, a_unit(dani.agency, "E 11"))
    return fire


def test_no_door_shows_what_is_hidden(
    no_first_wall: None, dani: Person, outsider: Person, fire: Incident
) -> None:
    one = f"/api/incidents/{fire.pk}/"
    doors = [one, *(f"{one}{part}/" for part in ("timeline", "reports", "times", "notes", "units"))]
    doors += [f"{one}{part}/" for part in ("recommendation", "escalations", "messages")]
    for door in doors:
        assert outsider.client.get(door).status_code == 404, door
        assert dani.client.get(door).status_code == 200, door
    lon, lat = fire.location.x, fire.location.y
    lists = [
        "/api/incidents/",
        "/api/incidents/?format=geojson",
        f"/api/incidents/similar/?lon={lon}&lat={lat}",
        "/api/summaries/",
        "/api/escalations/",
    ]
    for door in lists:
        answer = outsider.client.get(door)
        assert answer.status_code == 200
        assert fire.number not in answer.content.decode(), door
        assert f'"id":{fire.pk},' not in answer.content.decode(), door
    said = outsider.client.post("/api/commands/", {"line": f"NT {fire.number} hello"})
    assert said.status_code in (400, 409)


def test_no_snapshot_does(
    no_first_wall: None, dani: Person, outsider: Person, fire: Incident
) -> None:
    with wall.looking(outsider.viewer):
        board = board_for(outsider.viewer)
    parts = ("incidents", "summaries", "assignments", "alarms", "escalations")
    assert not any(board[part] for part in parts)
    with wall.looking(dani.viewer):
        assert [card["id"] for card in board_for(dani.viewer)["incidents"]] == [fire.pk]


def test_nor_does_a_bare_question(dani: Person, outsider: Person, fire: Incident) -> None:
    with wall.looking(outsider.viewer):
        assert not [table for table in TABLES if table._default_manager.exists()]
        assert not LogEntry.objects.filter(subject_type="incident").exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM incidents_incident")
            assert cursor.fetchone() == (0,)
    with wall.looking(None):
        assert not Incident.objects.exists()
    with wall.looking(dani.viewer):
        assert Incident.objects.count() == 1
        assert Assignment.objects.exists()
        assert LogEntry.objects.filter(subject_type="incident").exists()
    assert Incident.objects.exists()


def test_it_lets_through_what_is_agreed_and_no_more(
    no_first_wall: None, dani: Person, chief: Person, outsider: Person
) -> None:
    guard = an_admin(outsider.agency)
    agree(chief, guard, level="full", types=["FIRE.STRUCT"])
    agree(chief, guard, types=["FIRE.ALARM"])
    full, little, hidden = (file(by=dani, kind=f"FIRE.{k}") for k in ("STRUCT", "ALARM", "MARKET"))
    with wall.looking(outsider.viewer):
        assert set(Incident.objects.values_list("pk", flat=True)) == {full.pk}
        assert set(Summary.objects.values_list("pk", flat=True)) == {little.pk}
    opens(outsider, hidden)
    with wall.looking(outsider.viewer):
        assert set(Incident.objects.values_list("pk", flat=True)) == {full.pk, hidden.pk}


def test_services_work_without_it_and_it_stands_again_behind_them(
    dani: Person, outsider: Person, fire: Incident
) -> None:
    with wall.looking(outsider.viewer):
        add_note(incident_id=fire.pk, text="x", audience="all", by=dani.actor, at=NOON)
        assert not Note.objects.exists()


def test_it_stands_after_errors_and_rollbacks(outsider: Person, fire: Incident) -> None:
    """A rollback takes settings of the session back; the next question raises the wall anew."""
    taken_back(outsider.viewer)
    with wall.looking(outsider.viewer):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert not Incident.objects.exists()
        taken_back(None)
        assert not Incident.objects.exists()
    assert Incident.objects.exists()


def taken_back(viewer: Viewer | None) -> None:
    """Look inside a savepoint that is rolled back; the system looks where there is no viewer."""
    with transaction.atomic(), wall.looking(viewer) if viewer else wall.lifted():
        assert Incident.objects.exists() == (viewer is None)
        transaction.set_rollback(True)


def test_it_stands_on_a_new_connection(committing: None, dani: Person, outsider: Person) -> None:
    file(by=dani)
    with wall.looking(outsider.viewer):
        assert not Incident.objects.exists()
        connection.close()
        assert not Incident.objects.exists()
    connection.close()
    assert Incident.objects.exists()
    for _again in range(2):
        assert b'"incidents":[]' in reading.snapshot(outsider.viewer)[1]
        assert b'"incidents":[]' not in reading.snapshot(dani.viewer)[1]


def test_the_next_request_is_not_walled_in_by_the_last(dani: Person, outsider: Person) -> None:
    file(by=dani)
    for who, many in ((outsider, 0), (dani, 1), (outsider, 0)):
        assert len(who.client.get("/api/incidents/").data["results"]) == many
    assert wall.standing() is None
    assert Incident.objects.count() == 1


@pytest.fixture
def away() -> Iterator[None]:
    with transaction.atomic():
        building.take_away(using="default", plan=["something"])
        yield
        transaction.set_rollback(True)


def test_without_the_wall_nobody_looks(dani: Person, away: None) -> None:
    """As while migrations run: refused, and never shown the bare tables."""
    with wall.looking(dani.viewer), pytest.raises(WallIsAway):
        Incident.objects.exists()
    assert not Incident.objects.exists()
    dani.client.raise_request_exception = False
    assert dani.client.get("/api/incidents/").status_code == 503


def test_a_changed_wall_is_built_again(dani: Person, away: None) -> None:
    building.build(using="default")
    with wall.looking(dani.viewer):
        assert not Incident.objects.exists()
