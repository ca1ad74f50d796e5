"""Who drives the engine, and who notices when nobody does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from escalation.engine.driving import drive
from escalation.engine.lanes import Lane
from escalation.management.commands import deadman
from escalation.models import EnginePulse
from escalation.tasks import check, tick
from tests.support.cast import JsonClient, Person, file
from tests.support.escalating import Kind, a_rule, last_resort, person, tell, told
from tests.support.moved_time import Time
from tests.support.paging import a_method, a_provider


def test_celery_takes_what_is_due_and_shows_its_pulse(dani: Person, time: Time) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), within=60)
    fire = file(by=dani, at=time.now())
    assert tick() == 0
    time.passes(seconds=62)
    assert tick() == 1
    assert told(fire) == ["Dani"]
    pulse = EnginePulse.objects.get(driver="celery")
    assert (pulse.ticks, pulse.decided) == (2, 1)
    assert tick() == 0


def test_a_monitor_sees_the_engine_fall_silent(anonymous: JsonClient, time: Time) -> None:
    assert anonymous.get("/healthz/engine").status_code == 503
    drive("sentinel")
    answer = anonymous.get("/healthz/engine")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    time.passes(seconds=31)
    answer = anonymous.get("/healthz/engine")
    assert (answer.status_code, answer.json()["status"]) == (503, "silent")
    assert "silent" in answer.json()["faults"]


def test_steps_that_are_late_are_no_health(dani: Person, anonymous: JsonClient, time: Time) -> None:
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, tell(person(dani)), within=0)
    file(by=dani, at=time.now())
    time.passes(seconds=61)
    EnginePulse.objects.create(driver="sentinel", at=time.now())
    answer = anonymous.get("/healthz/engine")
    assert (answer.status_code, answer.json()["overdue"]) == (503, 1)


def test_an_engine_that_is_well_has_no_faults(sol: Person, time: Time) -> None:
    last_resort(sol)
    a_provider()
    a_method(sol)
    drive("sentinel")
    assert check() == 0
    told_to_desks = sol.client.get("/api/engine/").json()
    assert (told_to_desks["ok"], told_to_desks["faults"]) == (True, [])


def test_a_lane_outlives_its_database(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, acts = threading.Event(), iter([OperationalError("gone"), OperationalError("gone"), None])
    waited: list[float] = []
    monkeypatch.setattr(stop, "wait", waited.append)
    monkeypatch.setattr(connection, "close", lambda: None)

    def act() -> None:
        problem = next(acts)
        if problem is not None:
            raise problem
        stop.set()

    Lane("steps", act, every=1.0, stop=stop).run()
    assert [round(pause, 1) for pause in waited[:2]] == [0.5, 1.0]


class Health(BaseHTTPRequestHandler):
    """A web process whose engine is at work, or not; and a pager."""

    status: ClassVar[int] = 200
    pages: ClassVar[list[bytes]] = []

    def do_GET(self) -> None:
        self.send_response(type(self).status)
        self.end_headers()

    def do_POST(self) -> None:
        self.pages.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def health() -> Iterator[str]:
    Health.status, Health.pages[:] = 200, []
    with HTTPServer(("127.0.0.1", 0), Health) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/healthz/engine"
        server.shutdown()


def test_a_dead_man_on_another_machine_pages_once_and_says_when_it_is_over(health: str) -> None:
    options = {"url": health, "silence": 0.0, "page": health, "command": None}
    watch = deadman.Watch(options)
    alarmed = []
    for Health.status in (200, 503, 503, 200):
        watch.look()
        alarmed.append(watch.alarmed)
    assert alarmed == [False, True, True, False]
    assert [b'"alarm"' in page for page in Health.pages] == [True, False]


def test_a_dead_man_that_ends_says_so_by_its_code() -> None:
    options = ("--silence", "0.001", "--every", "0.1", "--once")
    with pytest.raises(SystemExit) as ended:
        call_command("deadman", "--url", "http://127.0.0.1:9/", *options)
    assert ended.value.code == deadman.SILENT
