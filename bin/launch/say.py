"""What a person sees in the terminal: one line a step, and one clear line for a failure."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TAIL = 15


class Failed(Exception):
    """A step that could not be done. `log` is where the details are, when there are any."""

    def __init__(self, reason: str, log: Path | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.log = log


def line(text: str = "") -> None:
    """Print now: a supervisor's output is often read through a pipe."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce a step, and tell how long it took. A `Failed` inside gets the step's name."""
    started = time.monotonic()
    if sys.stdout.isatty():
        print(f"  … {name}", end="\r", flush=True)
    try:
        yield
    except Failed as failure:
        line(f"  ✗ {name}")
        raise Failed(f"Step '{name}' failed: {failure.reason}", failure.log) from failure
    line(f"  ✓ {name:<44} {time.monotonic() - started:5.1f} s")


def failure(problem: Failed) -> None:
    """The end of a run that did not work: why, the log's last lines, and where the log is."""
    sys.stdout.flush()
    print(f"\n{problem.reason}", file=sys.stderr)
    if problem.log is not None and problem.log.exists():
        for text in tail(problem.log):
            print(f"    {text}", file=sys.stderr)
        print(f"The whole log: {problem.log}", file=sys.stderr)


def tail(log: Path, lines: int = TAIL) -> list[str]:
    """The last lines of a log, whatever bytes a program wrote into it."""
    with log.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 16_384))
        return file.read().decode("utf-8", "replace").splitlines()[-lines:]
