"""Faults of Redis: killed, wiped, hung, and half open, while five hundred escalations run."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import redis

from tests.faults.listening import Listener
from tests.faults.load import a_load
from tests.faults.outcome import Outcome, share
from tests.faults.scene import Scene
from tests.faults.writers import Writers

# The live channel, with the whole machine as busy as the test makes it.
PUSH_SECONDS = 2.5
CALL_SECONDS = 5.0
BACK_SECONDS = 30.0


def redis_killed(scene: Scene, outcome: Outcome) -> None:
    def mends() -> None:
        scene.stand.starts("redis").are_ready("redis")

    _without_redis(scene, outcome, breaks=lambda: scene.stand.kills("redis"), mends=mends)


def redis_hung(scene: Scene, outcome: Outcome) -> None:
    """It takes connections and answers nobody."""
    _without_redis(
        scene,
        outcome,
        breaks=lambda: scene.stand.hangs("redis"),
        mends=lambda: scene.stand.goes_on("redis"),
    )


def redis_half_open(scene: Scene, outcome: Outcome) -> None:
    """Lines stand and swallow everything, as after a cut cable."""
    proxy = scene.stand.proxy
    _without_redis(scene, outcome, breaks=proxy.swallows, mends=proxy.passes)


def redis_wiped(scene: Scene, outcome: Outcome) -> None:
    """Whatever it held is gone: queues, counters, subscriptions stay."""
    with redis.Redis.from_url(scene.stand.redis.url) as client:
        _without_redis(scene, outcome, breaks=client.flushall, mends=client.flushall)


def _without_redis(
    scene: Scene, outcome: Outcome, *, breaks: Callable[[], object], mends: Callable[[], object]
) -> None:
    scene.drivers_are_at_work()
    port, steps = scene.stand.web_port, scene.of(4, 30)
    with Listener(port, scene.cast.dani) as desk, Writers(port, people=2, pause=0.5) as writers:
        load = a_load(scene.cast, incidents=scene.of(40, 500), steps=steps, every=scene.of(1, 2))
        breaks()
        _signs_in(port, outcome)
        scene.is_decided(load, within=steps * scene.of(1.0, 2.0) + 15)
        mends()
        back = scene.ticks("celery")
    found = scene.is_decided(load)
    outcome.counts(found, latest=10)
    outcome.holds(back <= BACK_SECONDS, f"Celery was back only after {back:.1f} s")
    _tell_of_desks(outcome, desk, writers)
    outcome.notes.append(
        f"{found.by('celery')} decided by Celery, {found.by('sentinel')} by the sentinel;"
        f" Celery at work {back:.1f} s after its return"
    )


def _tell_of_desks(outcome: Outcome, desk: Listener, writers: Writers) -> None:
    late = desk.late()
    lost, doubled = writers.check()
    slowest = max(writers.seconds, default=0.0)
    outcome.holds(share(late, 0.99) <= PUSH_SECONDS, "live entries came too late")
    outcome.holds(not (lost or doubled), f"{lost} writes lost, {doubled} doubled")
    outcome.holds(set(writers.answers) <= {200, 201}, f"answers: {writers.answers}")
    outcome.holds(slowest <= CALL_SECONDS, f"an act took {slowest:.1f} s")
    outcome.notes.append(
        f"{len(late)} live entries, p50 {share(late, 0.5):.2f} s,"
        f" p99 {share(late, 0.99):.2f} s; {len(writers.seconds)} filings and"
        f" acknowledgements, p50 {share(sorted(writers.seconds), 0.5):.2f} s,"
        f" slowest {slowest:.2f} s"
    )


def _signs_in(port: int, outcome: Outcome) -> None:
    """Somebody comes to work meanwhile."""
    began = time.monotonic()
    url = f"http://127.0.0.1:{port}/login/"
    with httpx.Client(trust_env=False, timeout=30) as client:
        client.get(url)
        given = {
            "login": "dani",
            "password": "dani has a password",
            "csrfmiddlewaretoken": client.cookies.get("csrftoken", ""),
        }
        answer = client.post(url, data=given)
    took = time.monotonic() - began
    outcome.holds(answer.status_code == 302, f"signing in was answered {answer.status_code}")
    outcome.holds(took <= CALL_SECONDS, f"signing in took {took:.1f} s")
    outcome.notes.append(f"signing in took {took:.2f} s")
