"""One supervised program: its start, its log, its end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from launch.accounts import Account, ours
from launch.paths import Paths

LOG_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True)
class Program:
    """What to run and how to end it. `service` programs are started first and stopped last."""

    name: str
    argv: list[str]
    env: Mapping[str, str]
    cwd: Path
    account: Account = field(default_factory=ours)
    stop_signal: signal.Signals = signal.SIGTERM
    last_signal: signal.Signals = signal.SIGKILL
    service: bool = False
    ready: Callable[[], bool] | None = None
    pass_fds: tuple[int, ...] = ()


class Child:
    """A running program, in a session of its own: a Ctrl-C in the terminal reaches only us."""

    def __init__(self, program: Program, paths: Paths) -> None:
        self.program = program
        self.log = paths.log / f"{program.name}.log"
        self.pid_file = paths.run / f"{program.name}.pid"
        self.started = time.monotonic()
        keep_short(self.log)
        death = program.stop_signal.name.removeprefix("SIG")
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*program.account.prefix(death), *program.argv],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=program.env,
                cwd=program.cwd,
                start_new_session=True,
                pass_fds=program.pass_fds,
            )
        self.pid_file.write_text(f"{self.process.pid}\n")

    @property
    def lived(self) -> float:
        return time.monotonic() - self.started

    def ended(self) -> int | None:
        """The exit status once it has ended; what it left in its process group is ended too."""
        status = self.process.poll()
        if status is not None:
            self.send_group(signal.SIGKILL)
            self.pid_file.unlink(missing_ok=True)
        return status

    def send(self, what: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            self.process.send_signal(what)

    def send_group(self, what: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, what)

    def wait_until(self, deadline: float) -> bool:
        """Whether it has ended by `deadline` (of time.monotonic)."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        return self.ended() is not None


def keep_short(log: Path) -> None:
    """Keep one older log beside the current one, so that years of running don't fill the disk."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
