"""One rule, three ways, one `kill -9`: Celery tasks with an ETA against rows that are due.

    python -m benchmarks.escalation_kill [--incidents 200]

All have the same incidents, the same three steps (after 5, 15 and 30 s), Redis, PostgreSQL and
workers, and lose their workers at the same moments; each worker is started again at once. It runs
on services of its own, takes about two minutes and stops by itself.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import psycopg

from tests.faults.opened import opened
from tests.faults.outcome import share
from tests.support.nursery import WITH_US

if TYPE_CHECKING:
    from tests.faults.load import Load
    from tests.faults.stand import Stand

KILLS = (3.0, 12.0, 25.0)
WATCHED_SECONDS = 60.0
# What a city may wait for; whatever runs later than this is as good as lost.
STILL_OF_USE = 30.0
OURS = "rows that are due"
TABLE = """
CREATE TABLE benchmark_step (
    contender text, incident int, step int, due timestamptz, at timestamptz
)
"""
ROWS = "SELECT incident, step, extract(epoch FROM at - due)::float8 FROM benchmark_step"


@dataclass
class Tasks:
    """Celery with ETA, its broker keeping what a worker has for `visibility` seconds."""

    stand: Stand
    name: str
    database: int
    visibility: int
    worker: subprocess.Popen[bytes] | None = field(default=None)

    def environment(self) -> dict[str, str]:
        path = f"redis+socket://{self.stand.redis.socket}?virtual_host={self.database}"
        return {
            "ETA_BROKER": path,
            "ETA_VISIBILITY": str(self.visibility),
            "ETA_NAME": self.name,
            "ETA_DATABASE": self.stand.cluster.owner_url.replace("postgres://", "postgresql://"),
        }

    def starts(self) -> None:
        words = ["-A", "benchmarks.escalation_eta", "worker", "--concurrency=2"]
        words += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        # In a group of its own, which a kill takes whole, and ended with us.
        program = [*WITH_US, sys.executable, "-m", "celery", *words, "--loglevel=ERROR"]
        self.worker = subprocess.Popen(
            program,
            env={**os.environ, **self.environment()},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def dies(self) -> None:
        assert self.worker is not None
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    def plans(self, incidents: int, begun: datetime) -> None:
        """By a program of its own, as a web process would."""
        words = ["--plan", begun.isoformat(), "--incidents", str(incidents)]
        subprocess.run(
            [sys.executable, "-m", "benchmarks.escalation_kill", *words],
            env={**os.environ, **self.environment()},
            check=True,
        )

    def found(self) -> list[tuple[int, int, float]]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"{ROWS} WHERE contender = %s", [self.name])
            return [(incident, step, late) for incident, step, late in cursor.fetchall()]


def main() -> None:
    asked = read_arguments()
    if asked.plan:
        plan_all(asked.incidents, datetime.fromisoformat(asked.plan))
        return
    with opened(like=asked.like) as stand:
        run(stand, asked.incidents)


def run(stand: Stand, incidents: int) -> None:
    from tests.faults.cast import moves_in
    from tests.faults.scene import Scene

    make_table(stand)
    tasks = [
        Tasks(stand, "tasks with an ETA, timeout 1 h", 1, 3600),
        Tasks(stand, "tasks with an ETA, timeout 8 s", 2, 8),
    ]
    scene = Scene(stand=stand, cast=moves_in(), long=True)
    for one in tasks:
        one.starts()
    scene.drivers_are_at_work()
    print(f"{incidents} incidents, load of the machine {os.getloadavg()[0]:.1f}", flush=True)
    load = begin(scene, tasks, incidents)
    kill_all(stand, tasks)
    time.sleep(WATCHED_SECONDS - KILLS[-1])
    for one in tasks:
        one.dies()
    report(load, tasks, incidents)


def begin(scene: object, tasks: Sequence[Tasks], incidents: int) -> Load:
    """The same incidents at the same time, for everybody."""
    from safety_net.core import clock
    from tests.faults.load import a_load
    from tests.faults.scene import Scene

    assert isinstance(scene, Scene)
    begun = clock.now() + timedelta(seconds=8)
    for one in tasks:
        one.plans(incidents, begun)
    until = (begun - clock.now()).total_seconds()
    time.sleep(max(0.0, until))
    load: Load = a_load(
        scene.cast, incidents=incidents, steps=3, waits=(0, 10, 15), within=5, spread=0.0
    )
    return load


def kill_all(stand: Stand, tasks: Sequence[Tasks]) -> None:
    began = time.monotonic()
    for moment in KILLS:
        time.sleep(max(0.0, began + moment - time.monotonic()))
        for one in tasks:
            one.dies()
        stand.kills("urgent").starts("urgent")
        for one in tasks:
            one.starts()


def report(load: Load, tasks: Sequence[Tasks], incidents: int) -> None:
    from tests.faults.counting import count

    ours = count(load)
    rows = [(one.key[0], one.key[1], one.late) for one in ours.decided]
    print(
        f"{len(KILLS)} kills of the workers, watched for {WATCHED_SECONDS:.0f} s after the filing"
    )
    print(f"{'':32}{'wanted':>8}{'lost':>7}{'doubled':>9}{'p50':>8}{'p99':>8}{'max':>8}")
    for one in tasks:
        line(one.name, one.found(), 3 * incidents)
    line(OURS, rows, 3 * incidents, more=ours.doubled)


def line(name: str, rows: list[tuple[int, int, float]], wanted: int, *, more: int = 0) -> None:
    """Of each step its first time counts as its lateness."""
    first: dict[tuple[int, int], float] = {}
    for incident, step, late in rows:
        key = (incident, step)
        first[key] = min(late, first.get(key, late))
    late = sorted(max(0.0, one) for one in first.values() if one <= STILL_OF_USE)
    doubled = len(rows) - len(first) + more
    print(
        f"{name:32}{wanted:>8}{wanted - len(late):>7}{doubled:>9}"
        f"{share(late, 0.5):>7.2f}s{share(late, 0.99):>7.2f}s{share(late, 1.0):>7.2f}s"
    )


def make_table(stand: Stand) -> None:
    """As the owner: the application lays out no tables."""
    with psycopg.connect(stand.cluster.owner_url.replace("postgres://", "postgresql://")) as owner:
        owner.execute(TABLE)


def plan_all(incidents: int, begun: datetime) -> None:
    from benchmarks.escalation_eta import WAITS, plan

    for incident in range(incidents):
        plan(incident, 0, begun + timedelta(seconds=WAITS[0]))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=200)
    parser.add_argument("--like", default="", help="a migrated database to copy")
    parser.add_argument("--plan", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
