"""Travel times by road of 25 candidates, against bare pgRouting, on a real city's roads.

    DATABASE_URL=… REDIS_URL=… python -m benchmarks.roads [--data ../shared/data] [--questions 100]

Without the data it is the generated city. A question is everything: where 26 points stand, one
search, and the answer. Bare pgRouting is pgr_dijkstraCost from the nearest crossings to the
nearest crossing, with those known beforehand, over the same box of roads. The limit is 500 ms.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
from django.contrib.gis.db.models.functions import GeometryDistance
from django.contrib.gis.geos import Point
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from benchmarks.crowded import median, milliseconds
from roads.models import RoadNode
from roads.selectors.conditions import conditions
from roads.selectors.standing import standing
from roads.selectors.ways import inside_of
from roads.services import building
from roads.travel import seconds_to
from safety_net.core import clock

ROOT = Path(__file__).resolve().parents[1]
LIMIT_MS = 500
CANDIDATES = 25
# Candidates lie around the place as stations do: in degrees.
SPREAD = 0.06
BARE = """
SELECT start_vid, agg_cost FROM pgr_dijkstraCost(
    'SELECT id, source, target, COALESCE(seconds, -1) AS cost,
            COALESCE(seconds_back, -1) AS reverse_cost
     FROM roads_edge WHERE component = ' || %(component)s || %(inside)s,
    %(origins)s::bigint[], %(place)s::bigint, true)
"""


def main() -> int:
    arguments = _arguments()
    with _city(arguments.data):
        built = building.build(at=clock.now(), tell=print)
        questions = list(_questions(arguments.questions))
        whole, bare = [], []
        for question in questions:
            whole.append(_ours(*question))
            bare.append(_bare(*question))
        print(f"build            {built.seconds:.1f} s")
        print(f"25 candidates    {milliseconds(whole)}  (limit {LIMIT_MS} ms)")
        print(f"bare pgRouting   {milliseconds(bare)}")
        print(f"everything takes {median(whole) / median(bare):.2f} times bare pgRouting")
    late = sorted(whole)[int(len(whole) * 0.95)]
    return 0 if late * 1000 <= LIMIT_MS else 1


def _ours(place: Point, origins: dict[int, Point]) -> float:
    began = time.perf_counter()
    found = seconds_to(place, origins)
    took = time.perf_counter() - began
    assert len(found) == CANDIDATES
    return took


def _bare(place: Point, origins: dict[int, Point]) -> float:
    stands = standing([place, *origins.values()], conditions().rule)
    values: dict[str, Any] = {
        "component": str(stands[0].component),
        "inside": inside_of(stands),
        "place": _crossing(place),
        "origins": [_crossing(origin) for origin in origins.values()],
    }
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(BARE, values)
        cursor.fetchall()
    return time.perf_counter() - began


def _crossing(point: Point) -> int:
    """The nearest one."""
    near = RoadNode.objects.order_by(GeometryDistance("point", point), "id")
    return near.values_list("id", flat=True)[0]


def _questions(number: int) -> Iterator[tuple[Point, dict[int, Point]]]:
    """Places at crossings of the largest net, and candidates around them."""
    dice = random.Random(7)  # noqa: S311  (a benchmark, not a secret)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_X(point), ST_Y(point) FROM roads_node WHERE component ="
            " (SELECT mode() WITHIN GROUP (ORDER BY component) FROM roads_node) ORDER BY id"
        )
        crossings = cursor.fetchall()
    for _ in range(number):
        lon, lat = dice.choice(crossings)
        near = [(x, y) for x, y in crossings if abs(x - lon) < SPREAD and abs(y - lat) < SPREAD]
        spots = [dice.choice(near) for _ in range(CANDIDATES)]
        yield _point(lon, lat), {n: _point(x, y) for n, (x, y) in enumerate(spots)}


def _point(lon: float, lat: float) -> Point:
    return Point(lon, lat, srid=4326)


@contextmanager
def _city(data: Path) -> Iterator[None]:
    """A database of its own with the roads of a city, gone again afterwards."""
    setup_test_environment()
    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            if data.is_dir():
                pack, words = ROOT / "cities" / "incheon", ["--data", str(data)]
            else:
                pack, words = Path(folder), []
                call_command("generate_city", "--out", str(pack), verbosity=0)
            call_command("load_city", str(pack), *words, verbosity=0)
        yield
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)
        teardown_test_environment()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--questions", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
