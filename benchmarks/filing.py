"""Filing through the service against the bare transaction it needs, in one run.

    DATABASE_URL=postgres://…/scratch REDIS_URL=… python -m benchmarks.filing [--filings 200]

The database must be migrated; the run leaves incidents in it. The bare transaction reads and
writes the same rows over the same connection with ready-made values: no ORM, no card, no hash.
`--profile` shows where the service spends its time.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import time
from collections.abc import Callable

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, City
from benchmarks.bare_filing import Bare
from incidents.models import IncidentType
from incidents.services.filing import FirstReport, file_incident
from safety_net.core import clock
from safety_net.core.access import Actor
from tests.support import small_city
from tests.support.small_city import MILL_BRIDGE

ROUNDS = 10


def main() -> None:
    arguments = read_arguments()
    if not City.objects.exists():
        small_city.build()
    service, bare = through_the_service(), Bare().file
    for warm in (service, bare) * 5:
        warm()
    if arguments.profile:
        profile(service, arguments.filings)
        return
    tell(service, bare, arguments.filings)


def tell(service: Callable[[], object], bare: Callable[[], object], filings: int) -> None:
    """Both in turn, so that a slow moment of the machine meets both."""
    each = max(1, filings // ROUNDS)
    taken: dict[str, list[float]] = {"service": [], "bare": []}
    for _ in range(ROUNDS):
        taken["service"] += [seconds(service) for _ in range(each)]
        taken["bare"] += [seconds(bare) for _ in range(each)]
    medians = {name: statistics.median(values) for name, values in taken.items()}
    for name, median in medians.items():
        p95 = statistics.quantiles(taken[name], n=20)[-1]
        print(f"{name}: median {median * 1e3:.2f} ms, p95 {p95 * 1e3:.2f} ms, {1 / median:.0f}/s")
    print(f"statements: service {statements(service)}, bare {statements(bare)}")
    print(f"ratio: {medians['bare'] / medians['service']:.2f} of the bare transaction's rate")


def through_the_service() -> Callable[[], object]:
    fire = Agency.objects.get(slug="fire")
    kind = IncidentType.objects.get(code="FIRE.STRUCT")
    dani = Actor(name="Dani", user_id=1, agency_id=fire.pk, role="dispatcher")
    report = FirstReport(narrative="smoke from a window", caller_name="Kim Bora")

    def file() -> None:
        file_incident(kind=kind, place=MILL_BRIDGE, report=report, by=dani, at=clock.now())

    return file


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def statements(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def profile(act: Callable[[], object], times: int) -> None:
    with cProfile.Profile() as seen, transaction.atomic():
        for _ in range(times):
            act()
    pstats.Stats(seen).sort_stats("cumulative").print_stats(45)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=int, default=200)
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
