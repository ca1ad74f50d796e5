"""Starts again what ended by itself, with the pauses of the city's own supervisor."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from launch.paths import Paths
from launch.processes import Child, Program
from launch.supervisor import FIRST_PAUSE, LONGEST_PAUSE, STABLE

LOOK_EVERY = 0.1
MOST_FALLS = 12


class Keeper:
    """The running programs by name. What is let go of is not started again."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock = threading.RLock()
        self._children: dict[str, Child] = {}
        self._pauses: dict[str, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="keeper", daemon=True)
        self.falls: dict[str, int] = {}

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def start(self, name: str, make: Callable[[], Program]) -> None:
        with self._lock:
            if name not in self._children:
                self._children[name] = Child(make(), self._paths)

    def child(self, name: str) -> Child:
        with self._lock:
            return self._children[name]

    def let_go(self, name: str) -> Child | None:
        with self._lock:
            return self._children.pop(name, None)

    def names(self) -> list[str]:
        with self._lock:
            return list(self._children)

    def runs(self, name: str) -> bool:
        with self._lock:
            return name in self._children and self._children[name].ended() is None

    def _watch(self) -> None:
        again: dict[str, tuple[float, Program]] = {}
        while not self._stop.wait(LOOK_EVERY):
            with self._lock:
                for name in [name for name in self._children if not self.runs(name)]:
                    self._look(name, again)

    def _look(self, name: str, again: dict[str, tuple[float, Program]]) -> None:
        """It has ended: note when it is started again, and start it then."""
        child = self._children[name]
        if name not in again:
            self.falls[name] = self.falls.get(name, 0) + 1
            assert self.falls[name] < MOST_FALLS, f"{name} keeps ending: {child.log}"
            pause = FIRST_PAUSE if child.lived > STABLE else self._pauses.get(name, FIRST_PAUSE)
            self._pauses[name] = min(pause * 2, LONGEST_PAUSE)
            again[name] = (time.monotonic() + pause, child.program)
        elif time.monotonic() >= again[name][0]:
            self._children[name] = Child(again.pop(name)[1], self._paths)
