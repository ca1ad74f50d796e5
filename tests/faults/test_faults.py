"""The short set: promises hold while things break. `python -m tests.faults` tells the figures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.catalogue import FAULTS
from tests.faults.outcome import Outcome, read
from tests.support.nursery import ROOT, WITH_US
from tests.support.server import database_url

pytestmark = pytest.mark.slow
SHORT = [entry.name for entry in FAULTS if not entry.only_long]
END_SECONDS = 30


class Running:
    """The program that makes the faults, and what it has told so far."""

    def __init__(self, names: list[str], folder: Path) -> None:
        words = ["--json", "--like", database_url(), "--var", str(folder / "var"), *names]
        self._said = folder / "said.txt"
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [*WITH_US, sys.executable, "-m", "tests.faults", *words],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        self._told: dict[str, Outcome] = {}

    def outcome_of(self, name: str) -> Outcome:
        """Wait for it."""
        while name not in self._told:
            assert self._process.stdout is not None
            line = self._process.stdout.readline()
            assert line, f"it ended too early: {self._said.read_text()[-2000:]}"
            outcome = read(line)
            self._told[outcome.name] = outcome
        return self._told[name]

    def end(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=END_SECONDS)


@pytest.fixture(scope="module")
def running(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    """Makes those faults that were chosen."""
    asked = {item.name for item in request.session.items if item.path == request.path}
    names = [name for name in SHORT if any(f"[{name}]" in item for item in asked)]
    program = Running(names, tmp_path_factory.mktemp("faults"))
    yield program
    program.end()


@pytest.mark.parametrize("name", SHORT)
def test_what_was_promised_holds_with(running: Running, name: str) -> None:
    outcome = running.outcome_of(name)
    sys.stdout.write(outcome.as_text() + "\n")
    assert not outcome.failures, outcome.as_text()
