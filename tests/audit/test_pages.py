"""Auditors ask who saw this and what a person did; that they asked is in the log, too."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError

from agencies.models import Agency, Role
from audit.selectors.entries import PAGE
from safety_net.core.city_log import verifying, writing
from safety_net.core.models import LogEntry
from tests.support import deeds
from tests.support.cast import NOON, Person, a_person, file
from tests.support.ringing import ring

ENGLISH = {"accept-language": "en"}


def read(person: Person, query: str = "") -> str:
    answer = person.browser.get(f"/audit/{query}", headers=ENGLISH)
    assert answer.status_code == 200
    return answer.content.decode()


def export(person: Person, address: str) -> str:
    answer = person.browser.get(f"/audit/{address}")
    assert answer.streaming
    return bytes(answer.getvalue()).decode()


def looks(kind: str) -> list[LogEntry]:
    return list(LogEntry.objects.filter(kind=kind).order_by("seq"))


@pytest.fixture
def looked_at(dani: Person, mina: Person) -> Any:
    """A call whose caller Dani looked up, and another that nobody did."""
    fire = file(dani, caller_name="Lee Jieun", caller_number="010-1234-5678")
    file(mina, "TRAFFIC.ACC")
    assert dani.client.get(f"/api/incidents/{fire.pk}/reports/?callers=1").status_code == 200
    return fire


def test_signing_in_leads_an_auditor_to_the_log(auditor: Person) -> None:
    answer = auditor.browser.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/audit/")


@pytest.mark.parametrize("who", ["hana", "dani", "sol", "staff", "crew", "chief", "admin"])
def test_nobody_else_reads_it(request: pytest.FixtureRequest, who: str) -> None:
    person: Person = request.getfixturevalue(who)
    ring()
    for path in ("", "entries/1/", "export.csv", "checks/1/", "retention/"):
        assert person.browser.get(f"/audit/{path}").status_code == 403
    assert person.browser.post("/audit/checks/").status_code == 403
    assert looks("log.viewed") == []


def test_a_stranger_is_asked_to_sign_in(anonymous: Any) -> None:
    assert anonymous.get("/audit/").status_code == 302


def test_who_saw_this(auditor: Person, looked_at: Any) -> None:
    page = read(auditor, f"?number={looked_at.number}")
    assert f"looked at who called about {looked_at.number}" in page
    people = page.partition('class="audit-people"')[2].partition("</section>")[0]
    assert "Dani" in people
    assert "Mina" not in people
    assert "Lee Jieun" not in page


def test_what_did_this_person_see_and_do(auditor: Person, looked_at: Any) -> None:
    page = read(auditor, "?person=dani")
    assert f"filed {looked_at.number}" in page
    assert f"looked at who called about {looked_at.number}" in page
    assert "Mina" not in page
    only_looks = read(auditor, "?person=dani&kind=looks")
    assert f"filed {looked_at.number}" not in only_looks


def test_the_look_at_the_log_is_an_entry(auditor: Person, looked_at: Any) -> None:
    read(auditor, f"?number={looked_at.number}")
    (entry,) = looks("log.viewed")
    assert entry.payload["filters"] == {"number": looked_at.number}
    assert (entry.actor_name, entry.audience, entry.address) == ("Oh", ["auditors"], "127.0.0.1")
    assert entry.payload["newest"] >= entry.payload["oldest"] > 0


def test_one_entry_shows_content_and_hash_and_leaves_one(auditor: Person, looked_at: Any) -> None:
    filed = LogEntry.objects.get(kind="incident.filed", subject_id=looked_at.pk)
    page = read(auditor, f"entries/{filed.seq}/")
    assert bytes(filed.hash).hex() in page
    assert "fits the content" in page
    assert [one.subject_id for one in looks("log.entry_viewed")] == [filed.seq]
    assert auditor.browser.get("/audit/entries/99999999999999999999/").status_code == 404


def test_an_agencys_auditor_reads_what_is_the_agencys_own(
    police: Agency, looked_at: Any, mina: Person
) -> None:
    theirs = a_person("ora", police, Role.AUDITOR)
    own = file(mina, "CRIME.THEFT")
    page = read(theirs)
    assert f"filed {own.number}" in page
    foreign = LogEntry.objects.filter(actor_agency_id=mina.agency.pk).exists()
    assert foreign
    hidden = LogEntry.objects.exclude(audience__contains=[f"agency:{police.pk}"]).filter(
        actor_user_id__isnull=False, kind="roster.changed"
    )
    assert not hidden.exists()
    assert theirs.browser.post("/audit/checks/").status_code == 403


def test_an_agencys_auditor_cannot_open_what_is_not_theirs(
    city: Any, outsider: Person, dani: Person
) -> None:
    theirs = a_person("ora", city.coast_guard, Role.AUDITOR)
    fire = file(dani, "EMS.GENERAL", narrative="a fall at home")
    entry = LogEntry.objects.get(kind="incident.filed", subject_id=fire.pk)
    assert fire.number not in read(theirs)
    assert theirs.browser.get(f"/audit/entries/{entry.seq}/").status_code == 404
    assert fire.number not in export(theirs, "export.jsonl")


def test_pages_end_at_a_key_and_miss_nothing(auditor: Person) -> None:
    ring(times=PAGE + 10)
    first = auditor.browser.get("/audit/").context
    second = auditor.browser.get("/audit/", {"before": first["older"]}).context
    seqs = [row.entry.seq for page in (first, second) for row in page["rows"]]
    assert seqs == list(range(PAGE + 10, 0, -1))
    assert second["older"] == ""


@pytest.mark.parametrize(
    "query",
    ["since=yesterday", "kind=no.such", "agency=999999", "address=10.0.0", "person=" + "x" * 81],
)
def test_what_cannot_be_asked_is_told(auditor: Person, query: str) -> None:
    assert auditor.browser.get(f"/audit/?{query}").status_code == 400
    assert auditor.browser.get(f"/audit/export.csv?{query}").status_code == 400


@pytest.mark.parametrize("key", ["x", "2026-11-22~1", "2026-11-22T03:00:00Z~", "~", "9" * 40])
def test_a_broken_key_begins_at_the_newest(auditor: Person, key: str) -> None:
    ring()
    assert len(auditor.browser.get("/audit/", {"before": key}).context["rows"]) == 1


def test_time_and_address_narrow(auditor: Person, dani: Person) -> None:
    early = file(dani, at=NOON)
    late = file(dani, at=NOON + timedelta(hours=2))
    # The city's clock, nine hours ahead of UTC.
    page = read(auditor, "?since=2026-11-22T13:00&until=2026-11-22T15:00")
    assert late.number in page
    assert early.number not in page
    assert early.number not in read(auditor, "?address=10.9.9.9")
    assert early.number in read(auditor, "?address=127.0.0.1")


def test_an_export_is_streamed_harmless_and_an_entry(auditor: Person, dani: Person) -> None:
    fire = file(dani, narrative="=HYPERLINK(0)")
    deeds.notes(dani, fire)
    text = export(auditor, f"export.csv?number={fire.number}")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert {row["kind"] for row in rows} >= {"incident.filed", "note.added"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    (entry,) = looks("export.made")
    assert entry.payload == {
        "what": "log", "format": "csv", "filters": {"number": fire.number}, "rows": None,
    }  # fmt: skip
    lines = export(auditor, "export.jsonl").splitlines()
    assert json.loads(lines[-1])["seq"] == 1
    assert auditor.browser.get("/audit/export.xml").status_code == 400


def test_a_look_that_cannot_be_recorded_is_refused(
    auditor: Person, looked_at: Any, dani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(drafts: list[Any]) -> None:
        raise DatabaseError("no space left on device")

    monkeypatch.setattr(writing, "write", full)
    page = auditor.browser.get("/audit/")
    assert page.status_code == 503
    assert looked_at.number not in page.content.decode()
    answer = dani.client.get(f"/api/incidents/{looked_at.pk}/reports/?callers=1")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_recorded")
    assert "Lee" not in answer.content.decode()


def test_a_change_in_the_admin_site_is_an_entry(admin: Person) -> None:
    admin.user.is_staff = admin.user.is_superuser = True
    admin.user.save()
    rules = "/admin/audit/retentionrule"
    for path, form in (
        (f"{rules}/add/", {"data": "callers", "days": 900}),
        (f"{rules}/callers/change/", {"data": "callers", "days": 90}),
        (f"{rules}/callers/delete/", {"post": "yes"}),
    ):
        assert admin.browser.post(path, form, headers=ENGLISH).status_code == 302
    told = looks("record.changed")
    assert [one.payload["what"] for one in told] == ["added", "changed", "deleted"]
    assert {one.payload["model"] for one in told} == {"audit.retentionrule"}
    assert (told[1].payload["key"], told[1].payload["fields"]) == ("callers", ["Days"])
    assert (told[1].actor_name, told[1].address) == ("Ara", "127.0.0.1")
    assert verifying.verify().seq is None


def test_every_kind_has_a_sentence_in_both_languages() -> None:
    from django.utils import translation

    from audit.wording import SENTENCES, sentence

    for kind in SENTENCES:
        with translation.override("ko"):
            korean = sentence(kind, "20261122-0001")
        assert korean != sentence(kind, "20261122-0001"), kind
