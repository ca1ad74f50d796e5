"""Faults of the database and of the web process under writes."""

from __future__ import annotations

import random
import time

from tests.faults.counting import Count, Decided
from tests.faults.load import a_load
from tests.faults.outcome import Outcome, share
from tests.faults.scene import Scene
from tests.faults.writers import Writers

BACK_SECONDS = 10.0
Outage = tuple[float, float]


def database_killed(scene: Scene, outcome: Outcome) -> None:
    """`kill -9` of PostgreSQL under writes, again and again."""
    scene.drivers_are_at_work()
    kills, dice = scene.of(1, 20), random.Random(7)
    outages: list[Outage] = []
    back: list[float] = []
    load = a_load(scene.cast, incidents=scene.of(20, 100), steps=scene.of(5, 40), every=2)
    with Writers(scene.stand.web_port, people=5, pause=scene.of(0.2, 0.1)) as writers:
        for _ in range(kills):
            time.sleep(dice.uniform(1.0, scene.of(1.5, 4.0)))
            down = time.time()
            scene.stand.kills("postgres").database_returns()
            outages.append((down, time.time()))
            back += [scene.is_back(driver) for driver in ("sentinel", "celery")]
    found = scene.is_decided(load)
    outcome.counts(_from_its_return(found, outages), latest=BACK_SECONDS)
    outcome.holds(max(back) <= BACK_SECONDS, f"a driver was back only after {max(back):.1f} s")
    _tell_of_writes(outcome, writers)
    away = sorted(up - down for down, up in outages)
    outcome.notes.append(
        f"{kills} kills, each {away[0]:.1f} to {away[-1]:.1f} s without a database;"
        f" drivers back after {max(back):.1f} s at most (lateness counts from its return)"
    )


def web_killed(scene: Scene, outcome: Outcome) -> None:
    """`kill -9` of the web process while people file and acknowledge: all of an act, or nothing."""
    kills, dice = scene.of(1, 10), random.Random(8)
    with Writers(scene.stand.web_port, people=5, pause=0.1) as writers:
        for _ in range(kills):
            time.sleep(dice.uniform(0.5, 2.0))
            scene.stand.kills("web").starts("web").are_ready("web")
    _tell_of_writes(outcome, writers)
    outcome.counted = len(writers.written)
    outcome.notes.append(f"{kills} kills")


def _tell_of_writes(outcome: Outcome, writers: Writers) -> None:
    lost, doubled = writers.check()
    outcome.lost, outcome.doubled = outcome.lost + lost, outcome.doubled + doubled
    outcome.holds(lost == 0, f"{lost} acknowledged writes were lost")
    outcome.holds(doubled == 0, f"{doubled} incidents are there twice")
    outcome.holds(not writers.broken(), f"answers: {writers.answers}")
    outcome.holds(writers.without_advice == 0, "a 503 without Retry-After")
    outcome.holds(writers.given_up == 0, f"{writers.given_up} writes never came through")
    seconds = sorted(writers.seconds)
    outcome.notes.append(
        f"{len(writers.written)} incidents filed and acknowledged; answers {writers.answers},"
        f" {writers.unanswered} calls without an answer, p50 {share(seconds, 0.5):.2f} s"
    )


def _from_its_return(found: Count, outages: list[Outage]) -> Count:
    """What could not be decided without a database is late only from its return."""
    return Count(
        lost=found.lost,
        doubled=found.doubled,
        decided=[_counted(one, outages) for one in found.decided],
    )


def _counted(one: Decided, outages: list[Outage]) -> Decided:
    commit = one.due + one.late
    returns = [up for down, up in outages if one.due <= up <= commit + 1]
    return Decided(
        key=one.key, driver=one.driver, due=one.due, late=commit - max([one.due, *returns])
    )
