"""The log is checked in pieces, whoever works on it, and the outcome is seen and written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import LogCheck
from audit.services import anchoring, checking
from safety_net.core import clock
from safety_net.core.city_log import anchors, verifying
from safety_net.core.models import LogEntry
from tests.support.cast import NOON, Person
from tests.support.ringing import ring

TODAY = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def anchors_of_the_test(settings: Any, tmp_path: Path) -> None:
    settings.SAFETY_NET_ANCHOR_FILE = str(tmp_path / "anchors.jsonl")


def read(auditor: Person, address: str) -> str:
    answer = auditor.browser.get(f"/audit/{address}", headers={"accept-language": "en"})
    return answer.content.decode()


def asked(auditor: Person) -> LogCheck:
    answer = auditor.browser.post("/audit/checks/")
    check = LogCheck.objects.get()
    assert answer["Location"] == f"/audit/checks/{check.pk}/"
    return check


def test_a_check_goes_on_in_pieces_to_its_end(
    auditor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(times=7)
    check = asked(auditor)
    assert "0 of 7 entries" in read(auditor, f"checks/{check.pk}/")
    monkeypatch.setattr(verifying.go_on, "__kwdefaults__", {"most": 3})
    checking.go_on(at=NOON)
    check.refresh_from_db()
    assert (check.ended_at, check.entries, check.fault) == (NOON, 8, "")
    assert "8 entries, unbroken" in read(auditor, f"checks/{check.pk}/")
    told = LogEntry.objects.filter(kind="log.checked").order_by("seq")
    assert [one.payload["what"] for one in told] == ["begun", "ended"]
    assert checking.go_on(at=NOON) == 0


def test_a_fault_is_shown_where_auditors_look(auditor: Person) -> None:
    ring(times=5)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_logentry SET actor_name = 'Nobody' WHERE seq = 3")
        cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")
    check = asked(auditor)
    checking.go_on(at=NOON)
    assert "Entry 3: altered" in read(auditor, f"checks/{check.pk}/")
    assert "a fault at entry 3" in read(auditor, "")


def test_one_check_at_a_time(auditor: Person) -> None:
    asked(auditor)
    assert auditor.browser.post("/audit/checks/")["Location"] == "/audit/"
    assert LogCheck.objects.count() == 1


def test_the_head_is_anchored_once_a_day(db: None) -> None:
    ring(times=3)
    assert anchoring.anchor_if_due(at=TODAY)
    assert not anchoring.anchor_if_due(at=TODAY + timedelta(hours=12))
    ring()
    assert anchoring.anchor_if_due(at=TODAY + timedelta(days=1))
    assert [one.seq for one in anchors.written()] == [3, 4]


def test_an_address_gets_the_anchor_and_its_refusal_is_told(db: None, settings: Any) -> None:
    ring()
    heard: list[bytes] = []

    class Witness(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(204 if len(heard) == 1 else 500)
            self.end_headers()

        def log_message(self, *words: Any) -> None:
            """Tests are quiet."""

    with HTTPServer(("127.0.0.1", 0), Witness) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.SAFETY_NET_ANCHOR_URL = f"http://127.0.0.1:{server.server_port}/"
        call_command("anchor_log", verbosity=0)
        assert LogEntry.objects.get().hash.hex() in heard[0].decode()
        with pytest.raises(CommandError, match="in the file, but not sent"):
            call_command("anchor_log")
        server.shutdown()
    assert len(list(anchors.written())) == 2


def test_an_anchor_that_is_days_old_is_a_warning(auditor: Person) -> None:
    ring()
    anchoring.anchor(at=clock.now() - timedelta(days=3))
    page = read(auditor, "").partition('class="audit-proof"')[2].partition("</ul>")[0]
    assert 'class="wrong"' in page
    anchoring.anchor(at=clock.now())
    page = read(auditor, "").partition('class="audit-proof"')[2].partition("</ul>")[0]
    assert 'class="wrong"' not in page
