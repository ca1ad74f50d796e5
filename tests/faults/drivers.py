"""Faults of whoever drives the engine: stopped, killed in the middle, all gone and back again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

from tests.faults.counting import Count, decisions
from tests.faults.load import Load, a_load
from tests.faults.outcome import Outcome
from tests.faults.scene import Scene
from tests.faults.stand import CELERY, DRIVERS, Stand

BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = %s AND backend_xid IS NOT NULL
"""
AIM_SECONDS = 1.5
# So long may it take on a busy machine until programs have loaded the product.
PATIENT = 120.0


@dataclass(frozen=True)
class Victim:
    """Who is killed, and how. The other driver is at work then: one fault at a time."""

    driver: str
    program: str
    dies: Callable[[Stand], object]


TASK = Victim("celery", "urgent", lambda stand: stand.kills_children_of("urgent"))
WORKER = Victim("celery", "urgent", lambda stand: stand.kills("urgent"))
BEAT = Victim("celery", "urgent", lambda stand: stand.kills("beat").kills_children_of("urgent"))
SENTINEL = Victim("sentinel", "sentinel", lambda stand: stand.kills("sentinel"))
VICTIMS = (TASK, SENTINEL, TASK, TASK, WORKER, *(7 * [TASK]), BEAT)


def workers_and_beat_stopped(scene: Scene, outcome: Outcome) -> None:
    """The sentinel carries on alone."""
    scene.drivers_are_at_work()
    scene.stand.kills(*CELERY)
    load = a_load(scene.cast, incidents=scene.of(40, 500), steps=scene.of(4, 20))
    found = scene.is_decided(load)
    outcome.counts(found, latest=5)
    outcome.holds(found.by("sentinel") == len(found.decided), "somebody else decided")


def sentinel_stopped(scene: Scene, outcome: Outcome) -> None:
    """Celery carries on alone."""
    scene.drivers_are_at_work()
    scene.stand.kills("sentinel")
    load = a_load(scene.cast, incidents=scene.of(40, 500), steps=scene.of(4, 20))
    found = scene.is_decided(load)
    outcome.counts(found, latest=10)
    outcome.holds(found.by("celery") == len(found.decided), "somebody else decided")


def all_drivers_stopped(scene: Scene, outcome: Outcome) -> None:
    """Everything waits, and then goes in the order in which it fell due."""
    scene.stand.kills(*DRIVERS)
    load = a_load(
        scene.cast, incidents=scene.of(1_500, 20_000), steps=1, within=1, spread=scene.of(2.0, 10.0)
    )
    time.sleep(scene.of(3.0, 12.0))
    scene.stand.starts(*DRIVERS)
    found = scene.is_decided(load)
    outcome.counts(found, latest=PATIENT)
    took = _seconds_at_work(load)
    outcome.notes.append(
        f"{len(found.decided)} overdue, decided within {took:.1f} s from the first to the last"
    )
    outcome.holds(took < 10, f"it took {took:.1f} s")
    outcome.holds(_is_oldest_first(found), "the oldest did not come first")


def drivers_killed(scene: Scene, outcome: Outcome) -> None:
    """`kill -9` of one driver after the other, in the middle of a transaction where that can be."""
    scene.drivers_are_at_work()
    kills = scene.of(6, 100)
    load = a_load(
        scene.cast, incidents=scene.of(25, 250), steps=scene.of(8, 40), every=scene.of(1, 8)
    )
    dice, busy = random.Random(kills), 0
    before = {"celery": 0, "sentinel": 0}
    for number in range(kills):
        # The first of each sort for certain, then at random.
        victim = VICTIMS[number] if number < len(VICTIMS) else dice.choice(VICTIMS)
        scene.stand.starts(*DRIVERS)
        for driver, ticks in before.items():
            scene.has_ticked_since(driver, ticks)
        busy += _waits_for_its_transaction(victim.program)
        victim.dies(scene.stand)
        before[victim.driver] = scene.count_of_ticks(victim.driver)
    scene.stand.starts(*DRIVERS)
    found = scene.is_decided(load, within=300.0)
    outcome.counts(found, latest=5)
    outcome.notes.append(
        f"{kills} kills, {busy} of them in the middle of a transaction; {found.by('celery')}"
        f" decided by Celery, {found.by('sentinel')} by the sentinel"
    )


def a_row_is_locked(scene: Scene, outcome: Outcome) -> None:
    """Somebody holds one incident; the others go on."""
    scene.drivers_are_at_work()
    load = a_load(scene.cast, incidents=scene.of(20, 200), steps=scene.of(3, 20))
    held = load.incidents[0]
    with psycopg.connect(**_words()) as other:
        other.execute("SELECT 1 FROM incidents_incident WHERE id = %s FOR UPDATE", [held])
        deadline = time.monotonic() + scene.of(8.0, 40.0)
        while time.monotonic() < deadline and len(_others(load, held)) < _wanted(load):
            time.sleep(0.1)
        during = [one.key[0] for one in decisions(load)]
        time.sleep(scene.of(0.0, 5.0))
    released = time.monotonic()
    found = scene.is_decided(load)
    waited = time.monotonic() - released
    outcome.notes.append(f"the one that was held was decided within {waited:.1f} s of its release")
    late = max((one.late for one in found.decided if one.key[0] != held), default=0.0)
    outcome.counts(found, latest=PATIENT)
    outcome.holds(held not in during, "the lock did not hold")
    outcome.holds(late <= 5, f"another run was {late:.1f} s late")
    outcome.notes.append(f"the others were {late:.1f} s late at most")


def _words() -> dict[str, Any]:
    now = connection.get_connection_params()
    return {name: now[name] for name in now.keys() & {"dbname", "user", "host"}}


def _others(load: Load, held: int) -> list[tuple[int, int]]:
    return [one.key for one in decisions(load) if one.key[0] != held]


def _wanted(load: Load) -> int:
    return len(load.expected) - load.steps


def _waits_for_its_transaction(name: str) -> bool:
    """Until it writes, or for a moment; whether it did."""
    deadline = time.monotonic() + AIM_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(BUSY, [name])
            if cursor.fetchone()[0]:
                return True
            time.sleep(0.002)
    return False


def _seconds_at_work(load: Load) -> float:
    commits = [one.due + one.late for one in decisions(load)]
    return max(commits) - min(commits) if commits else 0.0


def _is_oldest_first(found: Count) -> bool:
    """Transactions of several drivers may overlap, so the two halves are compared."""
    due = [one.due for one in found.decided]
    half = len(due) // 2
    return not due or sum(due[:half]) / max(1, half) < sum(due[half:]) / max(1, len(due) - half)
