"""A database of its own with a city full of incidents, gone again afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from tests.support.cast import Person, a_person
from tests.support.small_city import SmallCity, build

# The view holds `near` live incidents; the others lie all over the city, one in twenty live.
FILL = """
INSERT INTO incidents_incident (number, type_id, priority, status, version, exercise, location,
    address, cross_street, verified, narrative, reports_count, filed_at, filed_by_id,
    filed_by_name, updated_at, hold_reason, closing_note, closed_at, disposition_id)
SELECT 'B' || n, types.ids[1 + n %% array_length(types.ids, 1)], n %% 5,
    CASE WHEN live THEN CASE WHEN n %% 2 = 0 THEN 'open' ELSE 'reported' END ELSE 'closed' END,
    1, false,
    ST_SetSRID(ST_MakePoint(west + random() * wide, south + random() * high), 4326)::geography,
    'street ' || n, '', true, 'somebody called', 1,
    now() - n * interval '1 second' * CASE WHEN live THEN 1 ELSE 300 END, %(agency)s,
    'benchmark', now(), '', '',
    CASE WHEN NOT live THEN now() END,
    CASE WHEN NOT live THEN (SELECT min(id) FROM incidents_disposition) END
FROM (SELECT array_agg(id ORDER BY code) AS ids FROM incidents_incidenttype) AS types,
    generate_series(1, %(rows)s) AS n,
    LATERAL (SELECT n <= %(near)s AS close_by, n <= %(near)s OR n %% 20 = 0 AS live) AS kind,
    LATERAL (SELECT CASE WHEN close_by THEN 126.0 ELSE 126.1 END AS west, 37.0 AS south,
        CASE WHEN close_by THEN 0.1 ELSE 0.4 END AS wide,
        CASE WHEN close_by THEN 0.1 ELSE 0.3 END AS high) AS box
"""
TRACKS = """
INSERT INTO incidents_agencytrack (incident_id, agency_id, role, state, basis, version, asked_at,
    takes_over, acknowledged_by, reason)
SELECT i.id, agency, CASE WHEN agency = %(agency)s THEN 'lead' ELSE 'support' END, 'waiting',
    'area', 1, i.filed_at, false, '', ''
FROM incidents_incident i, unnest(%(agencies)s) AS agency
"""


@contextmanager
def crowded(*, rows: int, near: int) -> Iterator[Person]:
    """A migrated database with `rows` incidents, `near` of them in 126.0…126.1 × 37.0…37.1.

    The person is a dispatcher who sees them all.
    """
    setup_test_environment()
    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        city = build()
        _fill(city, rows=rows, near=near)
        yield a_person("dani", city.fire, "dispatcher")
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)
        teardown_test_environment()


def _fill(city: SmallCity, *, rows: int, near: int) -> None:
    began = time.perf_counter()
    agencies = [city.fire.pk, city.police.pk, city.city_hall.pk]
    values: dict[str, int | list[int]] = {
        "rows": rows,
        "near": near,
        "agency": city.fire.pk,
        "agencies": agencies,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILL, values)
        cursor.execute(TRACKS, values)
        cursor.execute("ANALYZE")
    print(f"{rows:,} incidents, {rows * 3:,} tracks in {time.perf_counter() - began:.0f} s")


def milliseconds(times: list[float]) -> str:
    """Median and 95th percentile of seconds."""
    ranked = sorted(times)
    late = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    return f"p50 {ranked[len(ranked) // 2] * 1000:6.1f} ms  p95 {late * 1000:6.1f} ms"


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]
