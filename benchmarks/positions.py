"""Taking positions in, against plain COPY and against row-by-row ORM, in one run.

    DATABASE_URL=postgres://…/scratch REDIS_URL=… python -m benchmarks.positions [--units 1000]

The database must be migrated; the run makes an agency of its own with units, and takes both away.
"COPY" writes the same rows into the same partitioned history and nothing else: no latest, no
judgement. "ORM" does what ingest stores, the way one would write it at first: get the latest, save
it, create the history row, each position a transaction; "orm_async" does not wait for the disk
either. All in turn, round by round.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
from django.contrib.gis.geos import Point
from django.db import connection, transaction

from agencies.models import Agency
from positions.models import Fix, LatestFix
from positions.services.ingesting import ingest
from positions.services.partitions import ensure_days
from positions.services.scope import Scope
from safety_net.core import clock
from units.models import Unit, UnitKind

BEHIND = timedelta(hours=12)  # room for rounds, each a second later, none in the future
ORM_FIXES = 100
COPY = "COPY positions_fix (unit_id, at, received_at, lon, lat, source, is_simulated) FROM STDIN"

Batch = list[dict[str, Any]]


class Bench:
    """One agency's units, all of which move once a round."""

    def __init__(self, agency: Agency, units: list[int]) -> None:
        self.agency, self.units = agency, units
        self.at = clock.now() - BEHIND

    def batch(self) -> Batch:
        """The next second, as JSON gives it; the same for all contenders in size and shape."""
        self.at += timedelta(seconds=1)
        return [self._fix(unit) for unit in self.units]

    def _fix(self, unit: int) -> dict[str, Any]:
        turn = (unit * 37 + self.at.second * 11) % 360
        return {
            "unit": unit,
            "at": self.at.isoformat(),
            "lon": 126.7 + turn / 1e6,
            "lat": 37.4 - turn / 1e6,
            "heading": turn,
            "speed_kmh": 40.5,
            "accuracy_m": 5,
        }

    def ingest(self, batch: Batch) -> int:
        outcome = ingest(batch, scope=Scope(agency_id=self.agency.pk), received=self.at)
        assert outcome.accepted == len(batch), outcome.refused[:3]
        return len(batch)

    def copy(self, batch: Batch) -> int:
        with transaction.atomic(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for fix in batch:
                row = (fix["unit"], fix["at"], fix["at"], fix["lon"], fix["lat"])
                copy.write_row((*row, "device", False))
        return len(batch)

    def orm(self, batch: Batch) -> int:
        for fix in batch[:ORM_FIXES]:
            self._save(fix, datetime.fromisoformat(fix["at"]))
        return min(len(batch), ORM_FIXES)

    def orm_async(self, batch: Batch) -> int:
        """As ingest does, without waiting for the disk: how much of the ratio is the disk."""
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
            done = self.orm(batch)
            cursor.execute("SET synchronous_commit = on")
        return done

    def _save(self, fix: dict[str, Any], at: datetime) -> None:
        known = {"heading": fix["heading"], "speed_kmh": fix["speed_kmh"], "accuracy_m": 5}
        with transaction.atomic():
            latest = LatestFix.objects.get(pk=fix["unit"])
            latest.location = Point(fix["lon"], fix["lat"], srid=4326)
            latest.at = latest.received_at = at
            for name, value in known.items():
                setattr(latest, name, value)
            latest.save()
            Fix.objects.create(
                unit_id=fix["unit"],
                at=at,
                received_at=at,
                lon=fix["lon"],
                lat=fix["lat"],
                source="device",
                is_simulated=False,
                **known,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000, choices=range(1, 1_001), metavar="N")
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with an_agency_of(asked.units) as bench:
        bench.ingest(bench.batch())  # everything is there, and warm
        rates = measure(bench, asked.rounds)
    report(rates)


def measure(bench: Bench, rounds: int) -> dict[str, float]:
    """Positions per second, the median of the rounds."""
    contenders = (bench.ingest, bench.copy, bench.orm, bench.orm_async)
    found: dict[str, list[float]] = {one.__name__: [] for one in contenders}
    for _ in range(rounds):
        for one in contenders:
            found[one.__name__].append(rate(one, bench.batch()))
    return {name: statistics.median(values) for name, values in found.items()}


def rate(act: Callable[[Batch], int], batch: Batch) -> float:
    began = time.perf_counter()
    return act(batch) / (time.perf_counter() - began)


@contextmanager
def an_agency_of(units: int) -> Iterator[Bench]:
    """An agency with so many units, for the time of the run."""
    now = clock.now()
    name = f"bench-{now:%H%M%S%f}"
    names = {"name_ko": name, "name_en": name, "short_ko": "b", "short_en": "b"}
    agency = Agency.objects.create(slug=name, kind="fire", colour="fire", **names)
    kind = UnitKind.objects.all()[0]
    crew = {"crew_size": 3, "crew_minimum": 2}
    made = Unit.objects.bulk_create(
        Unit(agency=agency, kind=kind, call_sign=f"{name} {n}", duty_since=now, **crew)
        for n in range(units)
    )
    ensure_days({(now - BEHIND).date(), now.date()})
    ids = [unit.pk for unit in made]
    try:
        yield Bench(agency, ids)
    finally:
        Fix.objects.filter(unit_id__in=ids)._raw_delete("default")
        LatestFix.objects.filter(pk__in=ids).delete()
        Unit.objects.filter(pk__in=ids).delete()
        agency.delete()


def report(rates: dict[str, float]) -> None:
    ours = rates["ingest"]
    for name, value in rates.items():
        sys.stdout.write(
            f"{name:9} {value:9,.0f} positions/s   (ingest is {ours / value:6.2f} times that)\n"
        )


if __name__ == "__main__":
    main()
