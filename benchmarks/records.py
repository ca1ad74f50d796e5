"""Importing records: rows a second into a fresh database, against COPY of the same rows alone.

    DATABASE_URL=postgres://…/any REDIS_URL=… python -m benchmarks.records FILE [--times 10]

Makes and drops a database of its own on the same server; the time to migrate it is not counted.
`--times` repeats the file under other incident numbers, as years of records would be.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
import psycopg
from django.db import connection
from psycopg import sql

from records import databases
from records.models import RecordsImport
from records.profile_schema import PROFILES, read_profile
from records.services.importing import import_file
from safety_net.core import clock
from safety_net.core.city_log import verifying

DATABASE = "safety_net_benchmark_records"
PHASES = ("reading", "comparing", "storing")


def main() -> None:
    arguments = read_arguments()
    with tempfile.TemporaryDirectory() as folder, own_database():
        path = repeated(arguments.file, arguments.times, Path(folder) / "records.csv")
        first = timed("first import", path)
        timed("the same file again", path)
        copied = copy_alone(path)
        print(f"ratio: {copied / first:.2f} of the rate of COPY alone")
        print(f"log: {'unbroken' if verifying.verify().seq is None else 'BROKEN'}")


def timed(what: str, path: Path) -> float:
    """Seconds of one import, with the share of each step."""
    began, worked = time.perf_counter(), processors()
    marks: dict[str, float] = {}

    def progress(done: int, step: str) -> None:
        marks.setdefault(step, time.perf_counter() - began)

    profile = read_profile(PROFILES / "sf-fire.toml")
    made = import_file(
        profile=profile, path=path, report=path.with_suffix(".faults"), at=clock.now(),
        progress=progress,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    print(f"{what}: {told(made)}, {seconds:.2f} s, {made.read / seconds:,.0f} rows/s", end="; ")
    print(", ".join(f"{step} from {at:.2f} s" for step, at in marks.items()))
    mine, theirs = (after - before for before, after in zip(worked, processors(), strict=True))
    print(f"  processor: Python {mine:.2f} s, PostgreSQL {theirs:.2f} s")
    return seconds


def processors() -> tuple[float, float]:
    """Seconds of processor time of this process with its helpers, and of its PostgreSQL backend."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    mine = time.process_time() + ended.ru_utime + ended.ru_stime
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return mine, 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return mine, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(made: RecordsImport) -> str:
    return f"{made.read:,} read = {made.imported:,} + {made.known:,} + {made.refused:,}"


def copy_alone(path: Path) -> float:
    """Seconds to COPY the same bytes into a table of texts."""
    with path.open(newline="") as text:
        header = next(csv.reader(text))
    names = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(n)) for n in header)
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMP TABLE bare ({})").format(names))
        with cursor.copy("COPY bare FROM STDIN CSV HEADER") as copy:
            copy.write(path.read_bytes())
    seconds = time.perf_counter() - began
    print(f"COPY alone: {seconds:.2f} s")
    return seconds


def repeated(file: Path, times: int, path: Path) -> Path:
    """The file, `times` over, each time with other incident numbers."""
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as text:
        header, *rows = csv.reader(text)
    at = header.index("Incident Number")
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for turn in range(times):
            writer.writerows([*row[:at], f"{turn}-{row[at]}", *row[at + 1 :]] for row in rows)
    return path


@contextmanager
def own_database() -> Iterator[None]:
    target = databases.wanted(DATABASE)
    drop(target)
    databases.make(target)
    try:
        with databases.working_in(target):
            databases.bring_up_to_date()
            yield
    finally:
        drop(target)


def drop(target: databases.Settings) -> None:
    address = databases.address(target)
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(DATABASE)))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
