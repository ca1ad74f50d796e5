"""Appending to the city log against plain INSERTs of the same rows, in one run.

    DATABASE_URL=postgres://…/scratch REDIS_URL=… python -m benchmarks.log_append [--changes 300]

The database must be migrated; the run leaves entries in it. "Plain" inserts a ready-made row into
a copy of the table that has no head, no hash and a bigserial: what a log costs that may have gaps.
First one writer, then several at once, each with a connection of its own.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
from django.db import connection, transaction

from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM
from tests.support.ringing import BellRang

TEXT = "x" * 400
MAKE = """
DROP TABLE IF EXISTS plain_log;
CREATE TABLE plain_log (id bigserial PRIMARY KEY, at timestamptz, kind text, actor_name text,
    subject_type text, subject_id bigint, audience text[], payload jsonb);
CREATE INDEX ON plain_log (subject_type, subject_id, id);
CREATE INDEX ON plain_log (kind, id);
"""
INSERT = """
INSERT INTO plain_log (at, kind, actor_name, subject_type, subject_id, audience, payload)
VALUES (now(), 'test.bell_rang', 'Safety Net', 'bell', 1, '{everyone}', %s)
"""
PAYLOAD = '{"text": "' + TEXT + '"}'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=300)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 8, 16])
    arguments = parser.parse_args()
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
    for writers in arguments.writers:
        each = max(1, arguments.changes // writers)
        plain = rate(insert_plainly, writers=writers, each=each)
        log = rate(append_to_the_log, writers=writers, each=each)
        print(
            f"{writers:2} writers: plain {plain:.0f}/s, city log {log:.0f}/s, "
            f"ratio {log / plain:.2f}"
        )
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE plain_log")


def rate(act: Callable[[], None], *, writers: int, each: int) -> float:
    """Changes per second of all writers together."""
    line = threading.Barrier(writers + 1)

    def write() -> None:
        try:
            act()  # opens the connection
            line.wait()
            for _ in range(each):
                act()
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        done = [pool.submit(write) for _ in range(writers)]
        line.wait()
        began = time.perf_counter()
        for one in done:
            one.result()
    return writers * each / (time.perf_counter() - began)


def insert_plainly() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [PAYLOAD])


def append_to_the_log() -> None:
    with city_log.change(by=SYSTEM, at=clock.now()) as log:
        log.append(BellRang(subject_id=1, text=TEXT), audience={"everyone"})


if __name__ == "__main__":
    main()
