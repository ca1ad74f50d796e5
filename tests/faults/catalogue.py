"""Every fault, with what is promised. The order is that in which they are made."""

from __future__ import annotations

from dataclasses import dataclass

from tests.faults import database, drivers, providers, without_redis
from tests.faults.scene import Fault


@dataclass(frozen=True)
class Entry:
    """`only_long` ones are left to the long set."""

    name: str
    promise: str
    fault: Fault
    only_long: bool = False


WITHOUT_REDIS = (
    "escalation at most 10 s late; live push p99 at most 2.5 s; signing in, filing and"
    " acknowledging work; Celery at work within 30 s of its return"
)
FAULTS = [
    Entry("Redis killed", WITHOUT_REDIS, without_redis.redis_killed),
    Entry("Redis hung", WITHOUT_REDIS, without_redis.redis_hung, only_long=True),
    Entry("Redis wiped", WITHOUT_REDIS, without_redis.redis_wiped, only_long=True),
    Entry("Redis half open", WITHOUT_REDIS, without_redis.redis_half_open, only_long=True),
    Entry(
        "workers and beat stopped",
        "the sentinel carries on, nothing more than 5 s late",
        drivers.workers_and_beat_stopped,
        only_long=True,
    ),
    Entry(
        "sentinel stopped",
        "Celery carries on, nothing more than 10 s late",
        drivers.sentinel_stopped,
        only_long=True,
    ),
    Entry(
        "all drivers stopped",
        "on return the oldest first, all that is overdue within 10 s",
        drivers.all_drivers_stopped,
        only_long=True,
    ),
    Entry(
        "drivers killed",
        "no decision lost or made twice, nothing more than 5 s late",
        drivers.drivers_killed,
    ),
    Entry(
        "a row locked",
        "the other runs go on, nothing more than 5 s late",
        drivers.a_row_is_locked,
        only_long=True,
    ),
    Entry(
        "database killed",
        "no acknowledged write lost, no incident twice, no decision lost or made twice, 503 with"
        " Retry-After meanwhile, drivers back within 10 s of its return",
        database.database_killed,
    ),
    Entry(
        "web killed",
        "all of an act or nothing; sent again under the same key it is done once",
        database.web_killed,
        only_long=True,
    ),
    Entry(
        "providers fail",
        "the next way by its deadline, no endless loop, states end where the callbacks say",
        providers.providers_fail,
    ),
    Entry(
        "senders killed",
        "no message lost, at most one repeated send of each that was on its way",
        providers.senders_killed,
        only_long=True,
    ),
]
