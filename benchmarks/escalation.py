"""Twenty thousand escalations due at once: how long until every one of them is decided.

    python -m benchmarks.escalation [--runs 20000] [--drivers 2]

It runs on a PostgreSQL of its own that waits for the disk, and stops by itself. Each step tells
whoever is on duty by a roster, the dispatchers of the lead who are on duty, and the duty officer,
which are two people; every message goes into the outbox and every decision into the city log. The
drivers are processes, as in a city. `--profile` shows where the first one spends its time.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import time
from datetime import timedelta

from tests.faults.opened import opened

AGO = timedelta(seconds=60)
LONGEST = 300.0


def main() -> None:
    asked = read_arguments()
    if asked.drive:
        drive_once(profile=asked.profile)
        return
    with opened(like=asked.like):
        told = prepare(asked.runs)
        print(f"{asked.runs} runs due, {told} people told by each; load {os.getloadavg()[0]:.1f}")
        report(measure(asked.drivers, profile=asked.profile), asked.runs)


def prepare(runs: int) -> int:
    """Incidents that nobody took a minute ago, their runs, and the people; how many each tells."""
    from django.db import connection

    from agencies.models import Role
    from escalation.services.following import follow
    from safety_net.core import city_log, clock
    from safety_net.core.access import SYSTEM
    from tests.faults.cast import moves_in
    from tests.faults.load import TYPE, copies_of, pages
    from tests.support.cast import a_person, file
    from tests.support.escalating import Kind, Target, TargetKind, a_rule, role, tell
    from tests.support.rostering import a_roster, has_shift

    cast, at = moves_in(), clock.now()
    fire = cast.dani.agency
    more = [a_person(f"dispatcher-{number}", fire, Role.DISPATCHER) for number in range(3)]
    roster = a_roster(fire)
    has_shift(more[0], roster, begin=at - timedelta(hours=1))
    targets = (
        Target(kind=TargetKind.ROSTER, roster=roster.pk),
        role(Role.DISPATCHER, on_duty=True, whose="lead"),
        Target(kind=TargetKind.DUTY_OFFICER),
    )
    steps = (tell(*targets), tell(*targets, wait=600))
    a_rule(Kind.NOT_ACKNOWLEDGED_BY_LEAD, *steps, within=60, types=(TYPE,))
    first = file(cast.dani, TYPE, at=at - AGO)
    for page in pages([first.pk, *copies_of(first, runs - 1)]):
        with city_log.change(by=SYSTEM, at=at) as log:
            follow(page, log)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return 2


def measure(drivers: int, *, profile: bool) -> list[dict[str, float]]:
    """All drivers begin at the same moment, their programs loaded."""
    words = [sys.executable, "-m", "benchmarks.escalation", "--drive"]
    first = ["--profile"] if profile else []
    running = [
        subprocess.Popen(
            [*words, *(() if number else first)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(drivers)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    found = []
    for one in running:
        out, _ = one.communicate(timeout=LONGEST)
        decided, seconds, worked = map(float, out.split())
        found.append({"decided": decided, "seconds": seconds, "worked": worked})
    return found


def drive_once(*, profile: bool) -> None:
    """One driver: tick until nothing is due."""
    import benchmarks.ready  # noqa: F401  (loads Django)
    from escalation.engine.ticking import tick
    from safety_net.core import clock

    tick(at=clock.now() - timedelta(days=1))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    seen = cProfile.Profile()
    if profile:
        seen.enable()
    began, worked, decided = time.monotonic(), time.process_time(), 0
    while True:
        done = tick(at=clock.now(), driver="benchmark")
        decided += done.decided
        if not done.claimed or time.monotonic() - began > LONGEST:
            break
    sys.stdout.write(f"{decided} {time.monotonic() - began} {time.process_time() - worked}\n")
    seen.disable()
    if profile:
        pstats.Stats(seen, stream=sys.stderr).sort_stats("cumulative").print_stats(60)


def report(found: list[dict[str, float]], runs: int) -> None:
    from escalation.models import StepExecution
    from notify.models import Message

    for number, one in enumerate(found, start=1):
        took = f"{one['seconds']:.2f} s, {one['worked']:.2f} s of them at work"
        print(f"driver {number}: {one['decided']:.0f} decided in {took}")
    seconds = max(one["seconds"] for one in found)
    decided, messages = StepExecution.objects.count(), Message.objects.count()
    print(f"{decided} of {runs} decided, {messages} messages queued, in {seconds:.2f} s")
    print(f"{decided / seconds:.0f} decisions/s; goal 20,000 in 5 s")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--drivers", type=int, default=2)
    parser.add_argument("--like", default="", help="a migrated database to copy")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--drive", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
