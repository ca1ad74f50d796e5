"""A whole city started by ./bin/up for a test, in a var folder of its own."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from launch import accounts, leftovers
from launch.paths import Paths

ROOT = Path(__file__).resolve().parents[2]
OURS = ("SAFETY_NET_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTEST_", "COV_")
PATIENCE = 120.0


def environment(**extra: str) -> dict[str, str]:
    """Our environment without what the test run itself was told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, **extra}


@dataclass
class Up:
    """`./bin/up` with some words, and what can be done to it."""

    var: Path
    words: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=environment)

    def __post_init__(self) -> None:
        self.said = self.var.parent / "up.txt"

    def start(self) -> Up:
        argv = [str(ROOT / "bin" / "up"), "--no-demo", "--var", str(self.var), *self.words]
        with self.said.open("w") as out:
            self.process = subprocess.Popen(argv, stdout=out, stderr=out, env=self.env, cwd="/")
        return self

    def until_running(self) -> Up:
        deadline = time.monotonic() + PATIENCE
        while "is running" not in self.text:
            assert self.process.poll() is None, self.text
            assert time.monotonic() < deadline, self.text
            time.sleep(0.1)
        return self

    def until_ended(self, within: float = PATIENCE) -> int:
        return self.process.wait(within)

    @property
    def is_up(self) -> bool:
        return hasattr(self, "process") and self.process.poll() is None

    @property
    def text(self) -> str:
        return self.said.read_text()

    @property
    def port(self) -> int:
        return int(self.text.rpartition("http://127.0.0.1:")[2].split("/")[0])

    def get(self, path: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def pid_of(self, name: str) -> int:
        return int((self.var / "run" / f"{name}.pid").read_text())

    def processes(self) -> list[int]:
        """Every process that belongs to this city, its supervisor excepted."""
        return [found.pid for found in leftovers.leftovers(Paths(ROOT, self.var.resolve()))]

    def kill_everything(self) -> None:
        for pid in [self.process.pid, *self.processes()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> float:
        """Ask it to stop; how many seconds that took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        return time.monotonic() - began

    def leave_nothing(self) -> None:
        """However a test ended, nothing goes on running after it."""
        if self.is_up:
            self.stop()
        leftovers.end_all(Paths(ROOT, self.var.resolve()))

    def forget(self) -> None:
        """Remove what lies outside the test's folder because root's database can't enter that."""
        self.leave_nothing()
        paths = Paths(ROOT, self.var.resolve())
        shutil.rmtree((paths.var / "postgres").resolve(), ignore_errors=True)
        for account in (accounts.ours(), accounts.for_database()):
            shutil.rmtree(paths.sockets_for(account), ignore_errors=True)


def listening_addresses(pids: list[int]) -> set[str]:
    """Addresses of the TCP sockets on which these processes listen, as the kernel writes them."""
    inodes = set()
    for pid in pids:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                inodes.add(str(link.readlink()).removeprefix("socket:[").removesuffix("]"))
    rows = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
    ]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes}
