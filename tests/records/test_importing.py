"""Records become the rows that a living city has; the same file again adds nothing."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from agencies.models import Agency, City
from dispatch.models import Assignment, AssignmentTime
from incidents.models import AgencyTrack, Incident, IncidentTime, Report
from incidents.states import Status, TrackState
from records.models import RecordsImport
from records.profile_schema import read_profile
from records.selectors import NotItsDatabase, UnknownWords
from records.services.importing import import_file
from safety_net.core.access import ADMINS, AUDITORS
from safety_net.core.city_log import verifying
from safety_net.core.models import LogEntry
from tests.records import paper
from tests.support.cast import NOON, Person, file
from units.models import Unit

pytestmark = pytest.mark.django_db


def bring(folder: Path, *rows: dict[str, str], profile: str = paper.PROFILE) -> RecordsImport:
    return import_file(
        profile=read_profile(paper.profile(folder, profile)),
        path=paper.write(folder, rows),
        report=folder / "faults.csv",
        at=NOON,
    )


def faults(folder: Path) -> list[tuple[str, ...]]:
    with (folder / "faults.csv").open(encoding="utf-8-sig") as stream:
        rows = csv.DictReader(stream)
        return [(row["line"], row["unit"], row["fault"], row["stored"]) for row in rows]


def everything() -> list[int]:
    models = (Incident, Report, AgencyTrack, IncidentTime, Assignment, AssignmentTime, Unit)
    return [model._default_manager.count() for model in models]


TWO_UNITS = (
    paper.row(),
    paper.row(unit="E2", sent="12:00:50", there="12:09:00", free="12:55:00"),
)


def test_a_call_with_two_units(tmp_path: Path) -> None:
    made = bring(tmp_path, *TWO_UNITS)

    assert (made.read, made.imported, made.known, made.refused) == (2, 2, 0, 0)
    call = Incident.objects.get()
    assert (call.number, call.status, call.priority) == ("X1", Status.CLOSED, 0)
    assert call.closed_at == Assignment.objects.get(unit__call_sign="E2").cleared_at
    assert (round(call.location.x, 4), round(call.location.y, 4)) == (126.1, 37.05)
    assert call.tracks.get().state == TrackState.DONE
    assert call.reports.count() == call.reports_count == 1
    times = {one.code: one.at.strftime("%H:%M:%S") for one in call.times.all()}
    assert times == {"t0": "03:00:00", "t4": "03:00:50", "t7": "03:06:00", "t10": "03:55:00"}
    of_unit = AssignmentTime.objects.filter(assignment__unit__call_sign="E1")
    assert [one.status for one in of_unit] == ["alerted", "on_scene", "clear"]
    unit = Unit.objects.get(call_sign="E1")
    assert (unit.kind.code, unit.agency.slug, unit.brings.get().capability.code) == (
        "engine", "fire", "engine",
    )  # fmt: skip
    assert City.objects.get().slug == "paper"
    assert set(Agency.objects.values_list("slug", flat=True)) == {"fire", "police"}


def test_one_entry_in_the_log_for_auditors_and_admins(tmp_path: Path) -> None:
    bring(tmp_path, *TWO_UNITS)
    (entry,) = LogEntry.objects.all()
    assert (entry.kind, set(entry.audience)) == ("records.imported", {AUDITORS, ADMINS})
    assert (entry.payload["read"], entry.payload["imported"]) == (2, 2)
    assert verifying.verify().seq is None


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    bring(tmp_path, *TWO_UNITS, paper.row(no="2", unit=""))
    before = everything()
    again = bring(tmp_path, *TWO_UNITS, paper.row(no="2", unit=""))
    assert (again.read, again.imported, again.known, again.refused) == (3, 0, 3, 0)
    assert (again.incidents, again.units) == (0, 0)
    assert everything() == before


def test_a_later_file_adds_what_is_new_to_an_incident_that_is_there(tmp_path: Path) -> None:
    bring(tmp_path, TWO_UNITS[0])
    made = bring(tmp_path, *TWO_UNITS)
    assert (made.imported, made.known, made.incidents, made.units) == (1, 1, 0, 1)
    call = Incident.objects.get()
    newest = {one.code: one.at.strftime("%H:%M:%S") for one in call.times.order_by("pk")}
    assert newest == {"t0": "03:00:00", "t4": "03:00:50", "t7": "03:06:00", "t10": "03:55:00"}
    assert call.closed_at == Assignment.objects.get(unit__call_sign="E2").cleared_at


def test_the_same_unit_twice(tmp_path: Path) -> None:
    made = bring(tmp_path, paper.row(), paper.row(free="12:50:00"), paper.row(sent="12:02:00"))
    assert faults(tmp_path) == [
        ("3", "E1", "repeated_row", "no"), ("4", "E1", "repeated_unit", "yes"),
    ]  # fmt: skip
    assert (made.imported, made.refused, Assignment.objects.count()) == (2, 1, 2)


def test_rows_of_one_incident_that_disagree(tmp_path: Path) -> None:
    bring(tmp_path, paper.row(), paper.row(unit="E2", what="cat in tree"))
    assert ("3", "E2", "disagrees", "yes") in faults(tmp_path)
    assert Incident.objects.get().type.code == "FIRE.STRUCT"


def test_nobody_arrived_and_the_rule_may_refuse_that(tmp_path: Path) -> None:
    rows = (paper.row(there=""), paper.row(there="", unit="E2"))
    bring(tmp_path, *rows)
    assert faults(tmp_path) == [("2", "", "no_arrival", "yes")]
    rule = paper.PROFILE + '[rules]\nno_arrival = "refuse"\n'
    made = bring(tmp_path, paper.row(no="9", there=""), paper.row(no="8"), profile=rule)
    assert (made.imported, made.refused) == (1, 1)
    assert not Incident.objects.filter(number="X9").exists()


def test_a_unit_without_a_time_of_being_clear_has_none(tmp_path: Path) -> None:
    bring(tmp_path, paper.row(free=""))
    sent = Assignment.objects.get()
    assert sent.cleared_at == sent.times.get(status="on_scene").at
    assert "no time of being clear" in sent.clear_reason
    assert not sent.times.filter(status="clear").exists()
    assert not Incident.objects.get().times.filter(code="t10").exists()


def test_two_agencies_on_one_call(tmp_path: Path) -> None:
    bring(tmp_path, paper.row(), paper.row(who="P", unit="P1", car="", sent="12:03:00"))
    roles = dict(AgencyTrack.objects.values_list("agency__slug", "role"))
    assert roles == {"fire": "lead", "police": "support"}
    assert Unit.objects.get(call_sign="P1").kind.code == "patrol"


def test_a_city_at_work_and_another_city_are_refused(tmp_path: Path, dani: Person) -> None:
    with pytest.raises(NotItsDatabase, match="small-city"):
        bring(tmp_path, paper.row())
    City.objects.update(slug="paper")
    file(by=dani)
    with pytest.raises(NotItsDatabase, match="at work"):
        bring(tmp_path, paper.row())
    assert not RecordsImport.objects.exists()


def test_incidents_that_no_import_brought_are_refused(tmp_path: Path) -> None:
    bring(tmp_path, paper.row())
    RecordsImport.objects.all().delete()
    with pytest.raises(NotItsDatabase, match="no import brought"):
        bring(tmp_path, paper.row())


def test_words_that_mean_nothing_here_are_refused(tmp_path: Path) -> None:
    wrong = paper.PROFILE.replace('"FIRE.STRUCT"', '"FIRE.DRAGON"').replace('"engine"', '"sled"')
    with pytest.raises(UnknownWords, match=r"FIRE\.DRAGON(.|\n)*sled"):
        bring(tmp_path, paper.row(), profile=wrong)


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    made = bring(
        tmp_path,
        paper.row(),
        paper.row(no="2", x="0", y="0"),
        paper.row(no="3", called=""),
        paper.row(no="4", there="11:00:00"),
        paper.row(no="5", unit=""),
        paper.row(),
    )
    assert (made.read, made.imported, made.refused) == (6, 3, 3)
    told = Counter(stored for *_, stored in faults(tmp_path))
    assert told["no"] == made.refused
    assert made.flagged == len({line for line, *_, stored in faults(tmp_path) if stored != "no"})
    assert sum(made.faults.values()) == len(faults(tmp_path))
