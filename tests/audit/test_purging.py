"""What the rules let go is removed for good, and the chain can be checked all the same."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit.models import RetentionRule
from audit.services import holding, purging
from incidents.models import Incident, ReportRevision
from incidents.services.reporting import amend_report, read_callers
from safety_net.core.access import Actor
from safety_net.core.city_log import manifests, verifying
from safety_net.core.models import LogEntry, PurgedEntry, PurgeManifest
from tests.support import deeds
from tests.support.cast import NOON, Person, file
from tests.support.paging import a_page, queues

OPERATOR = Actor(name="Operator", kind="operator")
LATER = NOON + timedelta(days=100)


@pytest.fixture(autouse=True)
def key(settings: Any, tmp_path: Path) -> Path:
    settings.SAFETY_NET_PURGE_KEY_FILE = str(tmp_path / "audit" / "purge-key.pem")
    settings.SAFETY_NET_ANCHOR_FILE = str(tmp_path / "audit" / "anchors.jsonl")
    return manifests.make_key()


@pytest.fixture
def rules(db: None) -> None:
    for data in ("callers", "messages", "log"):
        RetentionRule.objects.create(data=data, days=90)


def long_ago(dani: Person, sol: Person) -> Incident:
    """An incident that was closed a hundred days ago; Sol looked up who had called."""
    fire = file(dani, caller_name="Lee", caller_number="010-1")
    (report,) = fire.reports.all()
    amend_report(
        incident_id=fire.pk, report_id=report.pk, changes={"caller_name": "Li"},
        by=dani.actor, at=NOON,
    )  # fmt: skip
    read_callers(incident_id=fire.pk, by=sol.actor, at=NOON)
    deeds.closes(sol, fire, override="over")
    Incident.objects.filter(pk=fire.pk).update(closed_at=NOON)
    fire.refresh_from_db()
    return fire


def test_what_is_over_goes_and_the_chain_holds(rules: None, dani: Person, sol: Person) -> None:
    fire, fresh = long_ago(dani, sol), file(dani, caller_name="Kim")
    before = LogEntry.objects.get(kind="incident.filed", subject_id=fire.pk)
    made = purging.purge(by=OPERATOR, at=LATER)
    assert made is not None
    assert [(one.caller_name, one.caller_number) for one in fire.reports.all()] == [("", "")]
    assert ReportRevision.objects.get().caller_name == ""
    assert fresh.reports.get().caller_name == "Kim"
    filed = LogEntry.objects.get(pk=before.pk)
    assert (filed.payload, filed.hash) == ({"purged": made.pk}, before.hash)
    assert LogEntry.objects.get(kind="caller.read").payload["reports"]
    assert verifying.verify().seq is None
    said = json.loads(made.body)
    assert said["rows"]["incidents.report"] == [fire.reports.get().pk]
    assert said["entries"] == PurgedEntry.objects.count() > 0
    (told,) = LogEntry.objects.filter(kind="data.purged")
    assert (told.actor_name, told.payload["removed"]["incidents.report"]) == ("Operator", 1)
    assert purging.purge(by=OPERATOR, at=LATER) is None


def test_messages_go_with_their_incident(rules: None, dani: Person, sol: Person) -> None:
    fire = long_ago(dani, sol)
    (message,) = queues(a_page(dani))
    type(message).objects.filter(pk=message.pk).update(incident=fire, state="cancelled")
    made = purging.purge(by=OPERATOR, at=LATER)
    assert made is not None
    assert json.loads(made.body)["rows"]["notify.message"] == [message.pk]
    assert not type(message).objects.filter(pk=message.pk).exists()


def test_the_page_says_beforehand_what_would_go(
    rules: None, dani: Person, sol: Person, auditor: Person, admin: Person
) -> None:
    fire = long_ago(dani, sol)
    held = long_ago(dani, sol)
    holding.hold(number=held.number, reason="inquiry", by=OPERATOR, at=LATER)
    answer = auditor.browser.get("/audit/retention/", headers={"accept-language": "en"})
    text = answer.content.decode()
    # By the real clock little more than nothing is over; the page asks what the purge asks.
    assert [days for _, days, _ in answer.context["rules"]] == [90, 90, 90]
    assert held.number in text
    assert fire.number not in text
    assert admin.browser.get("/audit/retention/").status_code == 403


def test_without_rules_nothing_goes(dani: Person, sol: Person) -> None:
    long_ago(dani, sol)
    assert purging.purge(by=OPERATOR, at=LATER) is None


def test_what_is_held_stays_until_it_is_let_go(rules: None, dani: Person, sol: Person) -> None:
    fire = long_ago(dani, sol)
    holding.hold(number=fire.number, reason="inquiry", by=OPERATOR, at=LATER)
    assert purging.purge(by=OPERATOR, at=LATER) is None
    holding.let_go(number=fire.number, reason="closed", by=OPERATOR, at=LATER)
    assert purging.purge(by=OPERATOR, at=LATER) is not None
    assert LogEntry.objects.filter(kind="hold.changed").count() == 2


def test_a_payload_goes_by_a_manifest_or_not_at_all(rules: None, dani: Person, sol: Person) -> None:
    long_ago(dani, sol)
    entry = LogEntry.objects.earliest("seq")
    for payload in ('{"purged": 1}', "{}"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "UPDATE core_logentry SET payload = %s WHERE seq = %s", [payload, entry.seq]
            )


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE core_logentry SET actor_name = 'Nobody' WHERE seq = {seq}", "altered"),
        ("UPDATE core_logentry SET payload = '{{}}' WHERE seq = {seq}", "altered"),
        (
            "UPDATE core_purgedentry SET remains = hash WHERE seq = {seq}",
            "removed without a signed manifest",
        ),
        (
            "UPDATE core_purgemanifest SET body = replace(body, 'Operator', 'Nobody')",
            "removed without a signed manifest",
        ),
    ],
)
def test_whoever_changes_what_is_left_is_found(
    rules: None, dani: Person, sol: Person, statement: str, fault: str
) -> None:
    long_ago(dani, sol)
    purging.purge(by=OPERATOR, at=LATER)
    seq = PurgedEntry.objects.order_by("pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
        cursor.execute(statement.format(seq=seq))
        cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")
    found = verifying.verify()
    assert (found.seq, found.fault) == (seq, fault)


def test_a_signature_of_another_key_counts_for_nothing(
    rules: None, dani: Person, sol: Person, key: Path
) -> None:
    long_ago(dani, sol)
    purging.purge(by=OPERATOR, at=LATER)
    for file_ in key.parent.glob("*.pub"):
        file_.unlink()
    assert verifying.verify().fault == "removed without a signed manifest"


def test_the_command_says_first_and_removes_when_told(
    rules: None, dani: Person, sol: Person, key: Path
) -> None:
    long_ago(dani, sol)
    Incident.objects.update(closed_at=NOON - timedelta(days=4000), filed_at=NOON)
    out = StringIO()
    call_command("purge", stdout=out)
    assert "callers: 2 rows (90 days after the close)" in out.getvalue()
    assert not PurgeManifest.objects.exists()
    with pytest.raises(CommandError, match="--by"):
        call_command("purge", "--for-good", stdout=out)
    key.unlink()
    with pytest.raises(CommandError, match="audit_key"):
        call_command("purge", "--for-good", "--by", "Oh", stdout=out)
    assert not PurgeManifest.objects.exists()
    call_command("audit_key", stdout=out)
    call_command("purge", "--for-good", "--by", "Oh", stdout=out)
    assert PurgeManifest.objects.count() == 1
    assert key.stat().st_mode & 0o777 == 0o600
