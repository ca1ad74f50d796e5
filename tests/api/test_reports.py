"""Reports over REST: every caller is kept, and whoever looks at callers leaves a trace."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident, Report
from safety_net.core.models import LogEntry
from tests.api.bodies import bad_fields, is_refused
from tests.support.cast import Person, file
from tests.support.deeds import attaches, closes, merges
from tests.support.small_city import MARKET


@pytest.fixture
def fire_at_mill(dani: Person, mina: Person) -> Incident:
    return file(dani, caller_name="Lee Sun", caller_number="010-1234-5678")


def reports(who: Person, it: Incident, query: str = "?callers=1") -> list[dict[str, Any]]:
    answer = who.client.get(f"/api/incidents/{it.pk}/reports/{query}")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def looks() -> list[LogEntry]:
    return list(LogEntry.objects.filter(kind="caller.read"))


def test_a_dispatcher_reads_the_caller_and_that_is_recorded(
    mina: Person, fire_at_mill: Incident
) -> None:
    [report] = reports(mina, fire_at_mill)
    assert (report["caller_name"], report["caller_number"]) == ("Lee Sun", "010-1234-5678")
    [look] = looks()
    assert (look.actor_name, look.audience) == ("Mina", ["auditors"])
    assert look.payload == {"reports": [report["id"]]}


def test_every_look_is_recorded(dani: Person, fire_at_mill: Incident) -> None:
    reports(dani, fire_at_mill)
    reports(dani, fire_at_mill)
    assert len(looks()) == 2


@pytest.mark.parametrize("who", ["staff", "crew", "chief", "admin"])
def test_others_learn_only_that_somebody_called(
    request: pytest.FixtureRequest, who: str, fire_at_mill: Incident
) -> None:
    person = request.getfixturevalue(who)
    [report] = reports(person, fire_at_mill, query="")
    is_refused(person.client.get(f"/api/incidents/{fire_at_mill.pk}/reports/?callers=1"), 403)
    assert report["has_caller"] is True
    assert "caller_name" not in report
    assert "caller_number" not in report
    assert looks() == []


def test_who_does_not_ask_for_callers_leaves_no_trace(dani: Person, fire_at_mill: Incident) -> None:
    for query in ("", "?callers=0"):
        [report] = reports(dani, fire_at_mill, query)
        assert report["has_caller"] is True
        assert "caller_name" not in report
    assert looks() == []


def test_a_duplicates_callers_are_read_on_its_master(dani: Person, fire_at_mill: Incident) -> None:
    twin = file(dani, place=MARKET, caller_name="Park")
    merges(dani, twin, fire_at_mill)
    shown = reports(dani, fire_at_mill)
    assert [one["caller_name"] for one in shown] == ["Lee Sun", "Park"]
    read = [(look.subject_id, look.payload["reports"]) for look in looks()]
    assert read == [(fire_at_mill.pk, [shown[0]["id"]]), (twin.pk, [shown[1]["id"]])]


def test_a_merge_shows_no_callers_to_who_was_not_on_the_duplicate(
    dani: Person, mina: Person, fire_at_mill: Incident
) -> None:
    gas = file(dani, "HAZ.GAS", narrative="it smells here", caller_name="Park")
    gas.tracks.filter(agency=mina.agency).delete()
    merges(dani, gas, fire_at_mill)
    assert [one["caller_name"] for one in reports(dani, fire_at_mill)] == ["Lee Sun", "Park"]
    before = len(looks())
    assert [one["incident"] for one in reports(mina, fire_at_mill)] == [fire_at_mill.pk]
    [look] = looks()[before:]
    assert look.subject_id == fire_at_mill.pk


def test_attach_another_caller(mina: Person, fire_at_mill: Incident) -> None:
    body = {
        "channel": "citizen",
        "caller_name": "Kim",
        "narrative": "I see flames",
        "lon": 126.071,
        "lat": 37.051,
    }
    answer = mina.client.post(f"/api/incidents/{fire_at_mill.pk}/reports/", body)
    assert answer.status_code == 201, answer.content
    card = answer.json()
    assert card["reports"] == 2
    report = Report.objects.get(pk=card["report_id"])
    assert (report.channel, report.caller_name) == ("citizen", "Kim")
    assert report.location is not None


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"lon": 126.07}, []),
        ({"lon": 126.07, "lat": None}, ["lat"]),
        ({"lon": 0, "lat": 0}, ["lon", "lat"]),
        ({"channel": 1}, ["channel"]),
        ({"place": {"lon": 126, "lat": 37}}, ["place"]),
        ({"received_at": "2020-01-01T00:00:00Z"}, ["received_at"]),
    ],
)
def test_what_cannot_be_attached_is_named(
    dani: Person, fire_at_mill: Incident, body: dict[str, Any], fields: list[str]
) -> None:
    answer = dani.client.post(f"/api/incidents/{fire_at_mill.pk}/reports/", body)
    assert list(bad_fields(answer)) == fields


def test_typing_goes_on_after_saving(hana: Person, fire_at_mill: Incident) -> None:
    first = fire_at_mill.reports.get()
    path = f"/api/incidents/{fire_at_mill.pk}/reports/{first.pk}/"
    answer = hana.client.patch(path, {"narrative": "flames", "caller_name": "Lee Sun-hee"})
    assert answer.status_code == 200, answer.content
    assert answer.json()["narrative"] == "flames"
    assert b"Lee" not in answer.content
    fire_at_mill.refresh_from_db()
    assert fire_at_mill.narrative == "flames"


def test_an_empty_change_is_refused(hana: Person, fire_at_mill: Incident) -> None:
    first = fire_at_mill.reports.get()
    answer = hana.client.patch(f"/api/incidents/{fire_at_mill.pk}/reports/{first.pk}/", {})
    assert bad_fields(answer) == {}


def test_a_report_of_another_incident_is_not_there(hana: Person, fire_at_mill: Incident) -> None:
    other = attaches(hana, file(hana, place=MARKET))
    path = f"/api/incidents/{fire_at_mill.pk}/reports/{other.pk}/"
    is_refused(hana.client.patch(path, {"narrative": "x"}), 404)
    path = f"/api/incidents/{fire_at_mill.pk}/reports/{2**63}/"
    is_refused(hana.client.patch(path, {"narrative": "x"}), 404)


def amend(who: Person, report: Report, **body: Any) -> Any:
    return who.client.patch(f"/api/incidents/{report.incident_id}/reports/{report.pk}/", body)


def test_only_the_agency_that_took_it_amends_a_report(
    mina: Person, staff: Person, fire_at_mill: Incident
) -> None:
    first = fire_at_mill.reports.get()
    is_refused(amend(mina, first, narrative="nothing here"), 403, "forbidden")
    assert amend(staff, first, narrative="flames").status_code == 200


def test_who_may_not_read_callers_does_not_change_them(
    staff: Person, fire_at_mill: Incident
) -> None:
    first = fire_at_mill.reports.get()
    is_refused(amend(staff, first, caller_name="Nobody"), 403, "forbidden")
    first.refresh_from_db()
    assert first.caller_name == "Lee Sun"


def test_every_caller_is_kept(hana: Person, dani: Person, fire_at_mill: Incident) -> None:
    first = fire_at_mill.reports.get()
    amend(hana, first, caller_name="Park", caller_number="010-9", narrative="flames")
    amend(dani, first, channel="radio")
    assert list(first.revisions.values_list("caller_name", "caller_number", "narrative")) == [
        ("Lee Sun", "010-1234-5678", "smoke from a window"),
        ("Park", "010-9", "flames"),
    ]
    assert list(first.revisions.values_list("version", "changed_by", "channel")) == [
        (1, "Hana", "call"),
        (2, "Dani", "call"),
    ]


def test_the_log_names_what_changed_and_not_what_it_held(
    hana: Person, fire_at_mill: Incident
) -> None:
    amend(hana, fire_at_mill.reports.get(), caller_number="010-9", narrative="flames")
    entry = LogEntry.objects.get(kind="report.amended")
    assert entry.payload["changed"] == ["caller_number", "narrative"]
    assert entry.payload["report"]["version"] == 2
    assert "010" not in str(entry.payload)


def test_a_change_that_changes_nothing_is_no_news(hana: Person, fire_at_mill: Incident) -> None:
    answer = amend(hana, fire_at_mill.reports.get(), narrative="smoke from a window")
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert not LogEntry.objects.filter(kind="report.amended").exists()


def test_a_stale_amendment_shows_the_present_report(
    hana: Person, dani: Person, fire_at_mill: Incident
) -> None:
    first = fire_at_mill.reports.get()
    assert amend(hana, first, version=1, narrative="flames").json()["version"] == 2
    stale = is_refused(amend(dani, first, version=1, narrative="steam"), 409, "stale_version")
    assert (stale["yours"], stale["current"]) == (1, 2)
    assert stale["report"]["narrative"] == "flames"
    assert "caller_name" not in stale["report"]
    assert bad_fields(amend(dani, first, version=2)) == {}


def test_ones_own_report_is_amended_after_a_merge_and_after_the_close(
    hana: Person, dani: Person, fire_at_mill: Incident
) -> None:
    twin = file(dani, place=MARKET)
    first, second = fire_at_mill.reports.get(), twin.reports.get()
    merges(dani, twin, fire_at_mill)
    assert amend(hana, second, narrative="it is the same fire").status_code == 200
    closes(dani, fire_at_mill, override="out")
    assert amend(hana, first, narrative="it is out").status_code == 200
    notes = f"/api/incidents/{fire_at_mill.pk}/notes/"
    assert hana.client.post(notes, {"text": "called back"}).status_code == 201
    twin.refresh_from_db()
    assert twin.narrative == "it is the same fire"
