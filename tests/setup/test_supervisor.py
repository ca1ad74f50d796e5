"""The supervisor with small programs in place of a city."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from launch import leftovers, supervisor
from launch.living import began
from launch.paths import Paths
from launch.processes import Child, Program
from launch.say import Failed
from launch.supervisor import Supervisor

SLEEPER = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)",
]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = Paths(tmp_path, tmp_path / "var")
    found.make()
    return found


@pytest.fixture
def boss(paths: Paths):
    boss = Supervisor(paths)
    yield boss
    boss.stop()


def program(paths: Paths, argv: list[str], name: str = "sleeper", **more: Any) -> Program:
    env = {**os.environ, leftovers.MARK: str(paths.var)}
    return Program(name=name, argv=argv, env=env, cwd=Path("/"), **more)


def until_it_speaks(child: Child) -> str:
    """Wait for its first line: until then the kernel may still be changing what it runs."""
    while not child.log.stat().st_size:
        time.sleep(0.05)
    return child.log.read_text().strip()


def look_once(boss: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """One round of `watch`, which otherwise never ends."""

    def enough(seconds: float) -> None:
        raise supervisor.Stopped

    with monkeypatch.context() as once:
        once.setattr("time.sleep", enough)
        with pytest.raises(supervisor.Stopped):
            boss.watch()


def test_a_program_that_fell_is_started_again_after_a_pause(boss, paths, monkeypatch, capsys):
    child = boss.start(program(paths, SLEEPER))
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    look_once(boss, monkeypatch)
    assert "sleeper ended (SIGKILL); again in 0.5 s" in capsys.readouterr().out
    assert boss.children == []
    time.sleep(supervisor.FIRST_PAUSE)
    look_once(boss, monkeypatch)
    assert [again.program.name for again in boss.children] == ["sleeper"]


def test_the_pause_grows_while_it_keeps_falling_and_has_an_end(boss, paths, capsys):
    pauses = []
    for _ in range(8):
        child = boss.start(program(paths, ["false"]))
        child.process.wait()
        boss.note_fall(child, 1)
        pauses.append(float(capsys.readouterr().out.split("again in ")[1].split(" s")[0]))
    assert pauses == [0.5, 1, 2, 4, 8, 15, 15, 15]


def test_programs_are_stopped_before_the_services_under_them(boss, paths):
    service = boss.start(program(paths, SLEEPER, "service", service=True))
    boss.start(program(paths, SLEEPER, "web"))
    order = []
    stop_these = boss.stop_these

    def noted(children: list[Child], deadline: float) -> None:
        order.append([child.program.name for child in children])
        stop_these(children, deadline)

    boss.stop_these = noted
    boss.stop()
    assert order == [["web"], ["service"]]
    assert service.process.returncode == -signal.SIGTERM


def test_what_does_not_listen_is_made_to_within_five_seconds(boss, paths):
    child = boss.start(program(paths, DEAF, "deaf"))
    until_it_speaks(child)
    before = time.monotonic()
    boss.stop()
    assert time.monotonic() - before < 5.0
    assert child.process.returncode == -signal.SIGKILL


def test_what_a_program_leaves_behind_in_its_group_ends_with_it(boss, paths):
    child = boss.start(program(paths, ["sh", "-c", "sleep 600 & echo $!; wait"], "parent"))
    grandchild = int(until_it_speaks(child))
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    assert child.ended() == -signal.SIGKILL
    deadline = time.monotonic() + 5
    while began(grandchild) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not began(grandchild)


def test_a_program_that_ends_before_it_is_ready_fails_its_step(boss, paths):
    child = boss.start(program(paths, ["sh", "-c", "echo no luck; exit 3"], ready=lambda: False))
    with pytest.raises(Failed) as failed:
        boss.wait_ready(child, 10)
    assert "sleeper ended with 3" in failed.value.reason
    assert child.log.read_text() == "no luck\n"


def test_a_leftover_is_known_by_its_mark_and_ended(paths):
    boss = Supervisor(paths)
    child = boss.start(program(paths, SLEEPER))
    other = boss.start(program(Paths(paths.root, Path("/elsewhere")), SLEEPER, "other"))
    for started in (child, other):
        until_it_speaks(started)
    try:
        assert [found.pid for found in leftovers.end_all(paths)] == [child.process.pid]
        assert child.process.wait(5) == -signal.SIGTERM
        assert other.process.poll() is None
    finally:
        boss.stop()
