"""./bin/up as a person meets it: started, stopped, killed, started again.

The var folder's name is long and has spaces in it, and the usual port is taken, all the time.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from launch import ports
from launch.say import Failed
from tests.setup.city import Up, environment, listening_addresses

pytestmark = pytest.mark.slow
LOOPBACK = "0100007F"
HEALTHY = (200, {"status": "ok", "database": "ok", "redis": "ok"})


@pytest.fixture(scope="module")
def usual_port_taken() -> Iterator[None]:
    with suppress(Failed), ports.open_door(ports.DEFAULT):
        yield
        return
    yield  # somebody else has it already


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, usual_port_taken: None) -> Iterator[Up]:
    long = ("a long name with spaces " * 4).strip()
    up = Up(tmp_path_factory.mktemp("up") / long / "var")
    up.var.parent.mkdir()
    yield up
    up.forget()


@pytest.fixture
def up(city: Up) -> Up:
    """The city, running; the test before may have left it in any state."""
    if not city.is_up:
        city.start().until_running()
    return city


@pytest.fixture
def nobody_up(city: Up) -> Up:
    city.leave_nothing()
    return city


def until(true: Callable[[], bool], seconds: float = 30.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.2)
    return False


def test_it_answers_on_loopback_and_nowhere_else(up):
    assert up.get("/healthz/ready") == HEALTHY
    assert listening_addresses([up.process.pid, *up.processes()]) == {LOOPBACK}


def test_it_takes_the_next_port_and_says_so(up):
    assert up.port != ports.DEFAULT
    assert f"port {ports.DEFAULT} is taken; using {up.port}" in up.text


def test_the_secret_key_is_for_its_owner_alone(up):
    key = up.var / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) >= 50


def test_a_second_start_on_the_same_folder_is_told_where_the_first_one_is(up, tmp_path):
    second = Up(up.var)
    second.said = tmp_path / "second.txt"
    assert second.start().until_ended() == 1
    assert "already running" in second.text
    assert f"http://127.0.0.1:{up.port}/" in second.text


def test_a_web_process_that_dies_comes_back(up):
    first = up.pid_of("web")
    os.kill(first, signal.SIGKILL)
    assert until(lambda: "web ended" in up.text)
    # The supervisor holds the door open, so this call waits and is not refused.
    assert up.get("/healthz/ready") == HEALTHY
    assert up.pid_of("web") != first


def test_a_database_that_dies_comes_back(up):
    os.kill(up.pid_of("postgres"), signal.SIGKILL)
    assert until(lambda: "postgres ended" in up.text)
    assert until(lambda: up.get("/healthz/ready") == HEALTHY)


def test_it_recovers_from_the_death_of_everything(up):
    up.kill_everything()
    assert up.start().until_running().get("/healthz/ready") == HEALTHY


def test_the_death_of_the_supervisor_takes_all_down(up):
    os.kill(up.process.pid, signal.SIGKILL)
    up.process.wait()
    assert until(lambda: up.processes() == [], 10)


def test_it_stops_within_five_seconds_and_leaves_nothing(up):
    assert up.stop() <= 5.0
    assert up.process.returncode == 0
    assert up.processes() == []
    assert list((up.var / "run").glob("*.pid")) == []


def test_a_named_port_that_is_taken_is_refused(nobody_up):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        up = Up(nobody_up.var, ["--port", str(port)]).start()
        assert up.until_ended() == 1
    assert f"Port {port} can't be used" in up.text
    assert "--port" in up.text


def test_a_step_that_fails_names_itself_and_its_log(nobody_up, tmp_path):
    nowhere = f"postgres://nobody@/nothing?host={tmp_path}"
    up = Up(nobody_up.var, env=environment(DATABASE_URL=nowhere)).start()
    assert up.until_ended() == 1
    assert "Step 'database structure' failed" in up.text
    assert str(up.var / "log" / "migrate.log") in up.text
