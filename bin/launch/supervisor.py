"""Keeps the programs of one city running: starts them in order, restarts what fell, stops all."""

import signal
import time
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn

from launch import say
from launch.paths import Paths
from launch.processes import Child, Program

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
STABLE = 30.0
LOOK_EVERY = 0.1
# Everything must be down within five seconds. What programs leave of it, services may use: a
# database that is not cut short starts quicker next time.
PROGRAMS_MAY_TAKE, ALL_MAY_TAKE, LAST_WAIT = 2.6, 4.2, 0.3


class Stopped(BaseException):
    """Somebody asked us to stop. Not an Exception: no step may take it for its own trouble."""


def _stop(number: int, frame: FrameType | None) -> None:
    ignore_signals()
    raise Stopped


def listen_for_signals() -> None:
    """From now on Ctrl-C and friends raise Stopped, once."""
    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, _stop)
    # Under nohup a closed terminal is no reason to stop.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _stop)


def ignore_signals() -> None:
    """Stopping has begun; a second Ctrl-C must not leave half of it running."""
    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, signal.SIG_IGN)


@dataclass
class Fallen:
    """A program that ended by itself, and when it is to be started again."""

    program: Program
    again_at: float


class Supervisor:
    """The only parent. Everything that it starts ends when it does, even when it is killed."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.children: list[Child] = []
        self.fallen: list[Fallen] = []
        self.pauses: dict[str, float] = {}

    def start(self, program: Program) -> Child:
        """Start without waiting; `wait_ready` does that."""
        child = Child(program, self.paths)
        self.children.append(child)
        return child

    def wait_ready(self, child: Child, seconds: float) -> None:
        """Wait until the program serves. Raises Failed when it ends or takes too long."""
        ready = child.program.ready
        deadline = time.monotonic() + seconds
        while ready is not None and not ready():
            status = child.ended()
            if status is not None:
                self.children.remove(child)
                raise say.Failed(f"{child.program.name} ended with {status}.", child.log)
            if time.monotonic() > deadline:
                raise say.Failed(
                    f"{child.program.name} is not ready after {seconds:.0f} s.", child.log
                )
            time.sleep(LOOK_EVERY)

    def watch(self) -> NoReturn:
        """Run until Stopped: look for programs that fell and start them again after a pause."""
        while True:
            for child in list(self.children):
                status = child.ended()
                if status is not None:
                    self.note_fall(child, status)
            for fallen in [f for f in self.fallen if time.monotonic() >= f.again_at]:
                self.fallen.remove(fallen)
                self.start(fallen.program)
            time.sleep(LOOK_EVERY)

    def note_fall(self, child: Child, status: int) -> None:
        """Plan the next start: at once-ish at first, ever later while it keeps falling."""
        name = child.program.name
        self.children.remove(child)
        pause = FIRST_PAUSE if child.lived > STABLE else self.pauses.get(name, FIRST_PAUSE)
        self.pauses[name] = min(pause * 2, LONGEST_PAUSE)
        self.fallen.append(Fallen(child.program, time.monotonic() + pause))
        say.line(f"  ! {name} ended ({describe(status)}); again in {pause:g} s. Log: {child.log}")

    def stop(self) -> None:
        """Programs first, then the services under them; what does not listen is made to."""
        began = time.monotonic()
        self.fallen.clear()
        for service, may_take in ((False, PROGRAMS_MAY_TAKE), (True, ALL_MAY_TAKE)):
            these = [child for child in self.children if child.program.service is service]
            self.stop_these(these, began + may_take)
        self.children.clear()

    def stop_these(self, children: list[Child], deadline: float) -> None:
        for child in children:
            child.send(child.program.stop_signal)
        stubborn = [child for child in children if not child.wait_until(deadline)]
        for child in stubborn:
            say.line(f"  ! {child.program.name} does not stop; ending it")
            child.send(child.program.last_signal)
        deadline = time.monotonic() + LAST_WAIT
        for child in stubborn:
            if not child.wait_until(deadline):
                child.send_group(signal.SIGKILL)
                child.process.wait()
                child.pid_file.unlink(missing_ok=True)


def describe(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit {status}"
