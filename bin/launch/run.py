"""Running one command to its end, its output in a log file."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launch.accounts import ours
from launch.say import Failed

Words = Sequence[str | Path]


@dataclass(frozen=True)
class Job:
    """A command that has begun. It is asked to end when we do."""

    process: "subprocess.Popen[bytes]"
    name: str
    log: Path

    def finish(self) -> None:
        """Wait for its end. Raises Failed unless it ended with 0."""
        try:
            status = self.process.wait()
        except BaseException:
            # Not killed: apt must come to its end, or the machine is left half installed.
            self.process.terminate()
            raise
        if status:
            raise Failed(f"{self.name} ended with {status}.", self.log)


def begin(
    argv: Words, log: Path, *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Job:
    """Start `argv`, its output appended to `log`. A missing program ends with 127."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(f"$ {' '.join(str(part) for part in argv)}\n".encode())
        out.flush()
        process = subprocess.Popen(
            [*ours().prefix("TERM"), *argv],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=env,
            cwd=cwd,
        )
    return Job(process, Path(argv[0]).name, log)


def logged(
    argv: Words, log: Path, *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> None:
    """Run `argv` to its end, its output appended to `log`. Raises Failed unless it ends with 0."""
    begin(argv, log, env=env, cwd=cwd).finish()


def clean_environment() -> dict[str, str]:
    """This process's environment without what belongs to another Python or another project."""
    dropped = {
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONDONTWRITEBYTECODE",
        "VIRTUAL_ENV",
        "DJANGO_SETTINGS_MODULE",
    }
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
