"""Programs of an earlier run that are still there because its supervisor was killed outright.

A number in a pid file proves nothing, because numbers are used again. A leftover is recognised by
the mark in its environment, or, for the two services that overwrite theirs, by its program and
the folder it works in.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from launch.living import began, program_of
from launch.paths import Paths

MARK = "SAFETY_NET_SUPERVISED"
SERVICES = {"postgres", "redis-server", "redis-check-rdb", "valkey-server"}
GRACE = 4.0


@dataclass(frozen=True)
class Leftover:
    """A process of an earlier run. `began`, in clock ticks, tells it from a later one."""

    pid: int
    began: str
    program: str

    def still_there(self) -> bool:
        return began(self.pid) == self.began

    def send(self, what: signal.Signals) -> None:
        if self.still_there():
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self.pid, what)


def end_all(paths: Paths) -> list[Leftover]:
    """End every leftover of this var folder, gently and then not. Returns what was found."""
    found = list(leftovers(paths))
    for leftover in found:
        # For PostgreSQL SIGINT is the quick clean end; SIGTERM would wait for its clients.
        leftover.send(signal.SIGINT if leftover.program == "postgres" else signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while any(leftover.still_there() for leftover in found) and time.monotonic() < deadline:
        time.sleep(0.05)
    for leftover in found:
        leftover.send(signal.SIGKILL)
    while any(leftover.still_there() for leftover in found) and time.monotonic() < deadline + GRACE:
        time.sleep(0.05)
    return found


def leftovers(paths: Paths) -> Iterator[Leftover]:
    """Every living process that an earlier run on this var folder started."""
    mark = f"{MARK}={paths.var}".encode()
    homes = [(paths.var / name).resolve() for name in ("postgres", "redis")]
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        # A process may end while we look at it, and other users' processes are closed to us.
        with suppress(OSError):
            program = program_of(int(entry.name))
            marked = mark in (entry / "environ").read_bytes().split(b"\0")
            if marked or (program in SERVICES and works_in(entry, homes)):
                yield Leftover(int(entry.name), began(int(entry.name)), program)


def works_in(entry: Path, homes: list[Path]) -> bool:
    folder = Path(os.readlink(entry / "cwd"))
    return any(folder.is_relative_to(home) for home in homes)
