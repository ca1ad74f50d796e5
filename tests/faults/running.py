"""Make the faults, one after the other, on one stand."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from django.db import Error, connection

from tests.faults.cast import moves_in
from tests.faults.catalogue import FAULTS, Entry
from tests.faults.outcome import Outcome
from tests.faults.scene import Scene
from tests.faults.stand import Stand


def run(stand: Stand, chosen: Sequence[Entry], *, long: bool) -> Iterator[Outcome]:
    """What came of each. One that could not be made to its end has failed, and the next is made."""
    scene = Scene(stand=stand, cast=moves_in(), long=long)
    for entry in chosen:
        yield _one(scene, entry)


def chosen(names: Sequence[str], *, long: bool) -> list[Entry]:
    """By name, in the order of the catalogue; without names all of the set."""
    unknown = sorted(set(names) - {entry.name for entry in FAULTS})
    if unknown:
        raise SystemExit(f"There is no fault called {', '.join(unknown)}.")
    of_set = [entry for entry in FAULTS if long or not entry.only_long]
    return [entry for entry in FAULTS if entry.name in names] if names else of_set


def _one(scene: Scene, entry: Entry) -> Outcome:
    outcome = Outcome(name=entry.name, promise=entry.promise)
    began = time.monotonic()
    try:
        entry.fault(scene, outcome)
    except (AssertionError, Error, OSError) as problem:
        outcome.failures.append(f"it came to no end: {problem}")
    outcome.seconds = time.monotonic() - began
    connection.close()
    return outcome
