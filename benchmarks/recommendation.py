"""Who should go, with 20,000 units: the shortlist by distance, and with times by road.

    DATABASE_URL=… REDIS_URL=… python -m benchmarks.recommendation [--units 20000] [--runs 60]

At random places of the city, for plans of several kinds. The limits are p95 50 ms for the
shortlist and p95 500 ms for all of it with road times. Beside each stands what the bare SQL takes:
the same statement without Python, and the plain 25 nearest positions.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
from django.contrib.gis.geos import Point
from django.db import connection

from benchmarks.crowded import median, milliseconds
from benchmarks.fleet import EAST, NORTH, SOUTH, WEST, age_positions, fleet, occupy
from dispatch.models import ResponsePlan
from dispatch.selectors import shortlist
from dispatch.selectors.arrivals import arrivals
from dispatch.selectors.filling import Demand
from dispatch.selectors.plans import Situation, plan_for
from dispatch.selectors.recommendation import SPARE, demands_of, recommend
from dispatch.selectors.shortlist_sql import NEAREST
from incidents.models import IncidentType
from positions.models import AgencyPositionRules
from safety_net.core import clock
from tests.support.cast import Person, file
from tests.support.small_city import SmallCity

SHORTLIST_MS, WHOLE_MS = 50, 500
CANDIDATES = 25
TYPES = ["FIRE.STRUCT", "FIRE.MARKET", "EMS.GENERAL", "CRIME.VIOLENT", "NAT.FLOOD"]
BARE = """
SELECT unit_id FROM positions_latestfix
ORDER BY location <-> ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography LIMIT 25
"""


class Bench:
    """The same random places for everything that is timed."""

    def __init__(self, city: SmallCity, dani: Person, *, runs: int) -> None:
        self.city, self.dani, self.runs = city, dani, runs
        dice = random.Random(7)  # noqa: S311  (a benchmark, not a secret)
        self.places = [
            Point(dice.uniform(WEST, EAST), dice.uniform(SOUTH, NORTH), srid=4326)
            for _run in range(runs + 2)
        ]
        self.now = clock.now()

    def scene(self, place: Point) -> shortlist.Scene:
        agency = self.city.fire.pk
        return shortlist.Scene(point=place, now=self.now, at=self.now, viewer_agency=agency)

    def plan(self, code: str) -> ResponsePlan:
        kind = IncidentType.objects.get(code=code)
        found = plan_for(
            Situation(kind=kind, priority=kind.priority, point=self.places[0], at=self.now)
        )
        assert found is not None
        return found

    def timed(self, work: Callable[[Point], object]) -> list[float]:
        """Seconds at each place, after two to warm up."""
        times = []
        for place in self.places:
            began = time.perf_counter()
            work(place)
            times.append(time.perf_counter() - began)
        return times[2:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=60)
    arguments = parser.parse_args()
    with fleet(units=arguments.units) as (city, dani):
        for agency in (city.fire, city.police, city.city_hall, city.power, city.gas):
            # The fixes must not go stale while this runs.
            AgencyPositionRules.objects.create(agency=agency, stale_after_seconds=1200)
        occupy(file(by=dani, kind="FIRE.ALARM").pk)
        bench = Bench(city, dani, runs=arguments.runs)
        bare = bench.timed(lambda place: execute(BARE, [place.x, place.y]))
        print(f"25 nearest positions, bare SQL            {milliseconds(bare)}")
        demands = demands_of(bench.plan("FIRE.STRUCT"), 1)
        to_25 = bench.timed(lambda place: by_road(bench, place, demands))
        print(f"shortlist and road times of 25 candidates {milliseconds(to_25)}")
        within = [p95(to_25) * 1000 <= WHOLE_MS]
        within += [measure(bench, code) for code in TYPES]
        print("nobody heard for an hour, all from their stations (no limit is set for this):")
        age_positions()
        for code in TYPES[1:3]:
            measure(bench, code)
    return 0 if all(within) else 1


def measure(bench: Bench, code: str) -> bool:
    """Print what one type takes; whether it is within the limits."""
    plan = bench.plan(code)
    demands = demands_of(plan, 1)
    raw = bench.timed(lambda place: nearest(bench, place, demands))
    ours = bench.timed(
        lambda place: shortlist.shortlist(demands, bench.scene(place), wanted=SPARE[0])
    )
    chosen: list[int] = []
    whole = bench.timed(lambda place: chosen.append(recommended(bench, plan, place)))
    print(f"{code:14} same statement, bare SQL   {milliseconds(raw)}")
    print(f"{'':14} shortlist                  {milliseconds(ours)}  {ratio(ours, raw)}")
    print(f"{'':14} recommendation by road     {milliseconds(whole)}  {max(chosen)} units")
    return p95(ours) * 1000 <= SHORTLIST_MS and p95(whole) * 1000 <= WHOLE_MS


def nearest(bench: Bench, place: Point, demands: list[Demand]) -> None:
    execute(NEAREST, shortlist.nearest_values(demands, bench.scene(place)))


def by_road(bench: Bench, place: Point, demands: list[Demand]) -> None:
    near = shortlist.shortlist(demands, bench.scene(place), wanted=SPARE[0])
    assert len(arrivals(place, near[:CANDIDATES])) == CANDIDATES


def execute(statement: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.fetchall()


def recommended(bench: Bench, plan: ResponsePlan, place: Point) -> int:
    found = recommend(plan, 1, bench.scene(place))
    return sum(len(one.chosen) for one in found.places)


def ratio(ours: list[float], raw: list[float]) -> str:
    return f"{median(ours) / median(raw):.1f} × the bare SQL"


def p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


if __name__ == "__main__":
    sys.exit(main())
