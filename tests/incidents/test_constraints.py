"""What must always be true, the database also knows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from incidents.models import (
    AgencyTrack,
    Disposition,
    Incident,
    IncidentTime,
    IncidentType,
    Link,
    Note,
    Report,
)
from incidents.services import linking, noting
from tests.support import deeds
from tests.support.cast import NOON, Person, file


def refuses(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"status": "lost"}, "incident_status_is_known"),
        ({"priority": 5}, "incident_priority_is_known"),
        ({"severity": 0}, "incident_severity_is_known"),
        ({"severity": 6}, "incident_severity_is_known"),
        ({"status": "closed"}, "a_closed_incident_has_time_and_disposition"),
        ({"closed_at": NOON}, "a_closed_incident_has_time_and_disposition"),
        ({"status": "merged"}, "a_merged_incident_has_a_master"),
    ],
)
def test_incidents(dani: Person, change: dict[str, Any], constraint: str) -> None:
    fire = file(by=dani)
    with refuses(constraint), transaction.atomic():
        Incident.objects.filter(pk=fire.pk).update(**change)


def test_a_closed_incident_has_a_disposition(dani: Person) -> None:
    fire = file(by=dani)
    with refuses("a_closed_incident_has_time_and_disposition"), transaction.atomic():
        Incident.objects.filter(pk=fire.pk).update(status="closed", closed_at=NOON)


def test_only_a_merged_incident_has_a_master(dani: Person) -> None:
    fire, other = file(by=dani), file(by=dani)
    with refuses("a_merged_incident_has_a_master"), transaction.atomic():
        Incident.objects.filter(pk=fire.pk).update(merged_into=other)


def test_an_incident_is_not_its_own_duplicate(dani: Person) -> None:
    fire = file(by=dani)
    with refuses("an_incident_is_not_its_own_duplicate"), transaction.atomic():
        Incident.objects.filter(pk=fire.pk).update(status="merged", merged_into=fire)


def test_a_number_is_given_once(dani: Person) -> None:
    fire, other = file(by=dani), file(by=dani)
    with refuses("number"), transaction.atomic():
        Incident.objects.filter(pk=other.pk).update(number=fire.number)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"role": "boss"}, "track_role_is_known"),
        ({"state": "asleep", "acknowledged_at": NOON}, "track_state_is_known"),
        ({"state": "declined"}, "a_declined_track_has_a_reason"),
        ({"state": "acknowledged"}, "a_track_at_work_was_acknowledged"),
        ({"state": "working"}, "a_track_at_work_was_acknowledged"),
        ({"state": "done"}, "a_track_at_work_was_acknowledged"),
    ],
)
def test_tracks(dani: Person, change: dict[str, Any], constraint: str) -> None:
    fire = file(by=dani)
    with refuses(constraint), transaction.atomic():
        AgencyTrack.objects.filter(incident=fire, agency=dani.agency).update(**change)


def test_an_agency_has_one_track(dani: Person) -> None:
    fire = file(by=dani)
    track = deeds.track(fire, dani.agency)
    track.pk = None
    with refuses("one_track_per_agency"), transaction.atomic():
        track.save(force_insert=True)


def test_links(dani: Person) -> None:
    fire, other = file(by=dani), file(by=dani)
    link = deeds.links(dani, fire, other)
    with refuses("an_incident_links_to_another"), transaction.atomic():
        Link.objects.filter(pk=link.pk).update(target=fire)
    link.pk = None
    with refuses("one_standing_link_of_a_kind"), transaction.atomic():
        link.save(force_insert=True)


def test_types(db: None) -> None:
    with refuses("type_priority_is_known"), transaction.atomic():
        IncidentType.objects.filter(code="FIRE.STRUCT").update(priority=9)


def test_what_is_in_use_stays(dani: Person) -> None:
    fire = file(by=dani)
    deeds.closes(dani, fire, override="over", disposition="", note="")
    for row in (fire.type, Disposition.objects.all()[0], dani.agency):
        with pytest.raises(ProtectedError):
            row.delete()


def test_the_catalogue_is_the_table_of_the_domain(db: None) -> None:
    assert IncidentType.objects.count() >= 52
    kinds = {
        kind for one in IncidentType.objects.all() for kind in [one.lead_kind, *one.support_kinds]
    }
    assert kinds <= {"fire", "police", "city", "coast_guard", "health", "utility", ""}
    assert IncidentType.objects.get(code="TEST.DRILL").is_exercise


@pytest.mark.parametrize(
    ("table", "field", "constraint"),
    [
        (Report, "channel", "report_channel_is_known"),
        (Note, "audience", "note_audience_is_known"),
        (Link, "kind", "link_kind_is_known"),
        (IncidentTime, "code", "time_code_is_known"),
    ],
)
def test_words_that_nobody_knows(
    dani: Person, table: type[Model], field: str, constraint: str
) -> None:
    fire, other = file(by=dani), file(by=dani)
    noting.add_note(incident_id=fire.pk, text="x", audience="all", by=dani.actor, at=NOON)
    linking.add_link(
        incident_id=fire.pk, target_id=other.pk, kind="related", by=dani.actor, at=NOON
    )
    with refuses(constraint), transaction.atomic():
        table._default_manager.update(**{field: "?"})
