"""A small city with 20,000 units in a database of its own, and a grid of roads under them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.gis.geos import LineString
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from atlas.models import MapFeature
from roads.models import RoadClass
from roads.services import building
from safety_net.core import clock
from tests.support.cast import Person, a_person
from tests.support.small_city import SmallCity, build

WEST, SOUTH, EAST, NORTH = 126.0, 37.0, 126.2, 37.1
STATIONS = {"fire": 200, "police": 150, "city": 30, "utility": 10}
CROSSINGS = 90  # along each side: 8,100 crossings, 16,020 pieces of road

# Kinds and their share of a thousand units: many engines, few gas crews.
SHARES = {
    "engine": 240,
    "ambulance": 220,
    "patrol": 300,
    "ladder": 60,
    "rescue": 60,
    "command": 30,
    "tanker": 30,
    "traffic": 20,
    "detective": 10,
    "pump_crew": 15,
    "road_crew": 10,
    "power_crew": 3,
    "gas_crew": 2,
}
AT = """
ST_SetSRID(ST_MakePoint(%(west)s + random() * (%(east)s - %(west)s),
    %(south)s + random() * (%(north)s - %(south)s)), 4326)::geography
"""
_STATIONS = """
INSERT INTO agencies_station (agency_id, external_id, kind, name_ko, name_en, address, phone,
    location, attributes)
SELECT a.id, a.slug || n, '', 'station ' || n, '', '', '', {at}, '{{}}'
FROM agencies_agency a, generate_series(1, (%(stations)s::jsonb ->> a.kind)::int) AS n
"""
# One in ten is out of service.
_UNITS = """
INSERT INTO units_unit (agency_id, station_id, kind_id, call_sign, external_id, crew_size,
    crew_minimum, radio, phone, duty, duty_since, duty_reason, is_shared, is_simulated, is_active,
    version)
SELECT a.id, s.ids[1 + n %% array_length(s.ids, 1)], k.id, k.code || ' ' || n, '', k.crew_size,
    k.crew_minimum, '', '',
    CASE WHEN n %% 10 = 0 THEN 'out_of_service' ELSE 'available_station' END, now(),
    CASE WHEN n %% 10 = 0 THEN 'tyre' ELSE '' END, true, false, true, 1
FROM generate_series(1, %(units)s) AS n
    JOIN units_unitkind k ON k.code = (%(kinds)s::text[])[1 + (n * 7919) %% 1000]
    JOIN LATERAL (SELECT id FROM agencies_agency WHERE kind = k.service ORDER BY id LIMIT 1) a
        ON true
    JOIN LATERAL (SELECT array_agg(id ORDER BY id) AS ids FROM agencies_station t
        WHERE t.agency_id = a.id) s ON true
"""
CAPABILITIES = """
INSERT INTO units_unitcapability (unit_id, capability_id, number)
SELECT u.id, c.id, 1 FROM units_unit u JOIN units_unitkind k ON k.id = u.kind_id
    JOIN units_capability c ON k.capabilities ? c.code
"""
# Nine in ten were heard just now, one in twenty half an hour ago, the rest never.
_FIXES = """
INSERT INTO positions_latestfix (unit_id, location, at, received_at, source, is_simulated)
SELECT u.id, {at},
    now() - CASE WHEN u.id %% 20 = 0 THEN interval '30 minutes' ELSE interval '5 seconds' END,
    now(), 'device', true
FROM units_unit u WHERE u.id %% 20 <> 1
"""
# One in five is on an incident.
BUSY = """
INSERT INTO dispatch_assignment (incident_id, unit_id, agency_id, status, status_since, "primary",
    alarm_level, assigned_at, assigned_by, destination, clear_reason, version)
SELECT %(incident)s, u.id, u.agency_id, 'en_route', now(), false, 1, now(), 'benchmark', '', '', 1
FROM units_unit u WHERE u.id %% 5 = 2 AND u.duty <> 'out_of_service'
"""


@contextmanager
def fleet(*, units: int, roads: bool = True) -> Iterator[tuple[SmallCity, Person]]:
    """The city and a dispatcher of its fire brigade."""
    setup_test_environment()
    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        city = build()
        dani = a_person("dani", city.fire, "dispatcher")
        began = time.perf_counter()
        if roads:
            _lay_roads()
        _fill(units)
        print(f"{units:,} units in {time.perf_counter() - began:.0f} s")
        yield city, dani
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)
        teardown_test_environment()


def _fill(units: int) -> None:
    kinds = [kind for kind, share in SHARES.items() for _one in range(share)]
    box = {"west": WEST, "south": SOUTH, "east": EAST, "north": NORTH}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        cursor.execute(_STATIONS.format(at=AT), {**box, "stations": json.dumps(STATIONS)})
        cursor.execute(_UNITS, {"units": units, "kinds": kinds})
        cursor.execute(CAPABILITIES)
        cursor.execute(_FIXES.format(at=AT), box)
        cursor.execute("ANALYZE")


def occupy(incident: int) -> None:
    """Put one unit in five on this incident."""
    with connection.cursor() as cursor:
        cursor.execute(BUSY, {"incident": incident})
        cursor.execute("ANALYZE dispatch_assignment")


def age_positions() -> None:
    """Nobody was heard for an hour: everybody counts from the station."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE positions_latestfix SET at = at - interval '1 hour'")
        cursor.execute("VACUUM ANALYZE positions_latestfix")


def _lay_roads() -> None:
    RoadClass.objects.update_or_create(cls="minor", defaults={"kmh": 40})
    across, up = (EAST - WEST) / (CROSSINGS - 1), (NORTH - SOUTH) / (CROSSINGS - 1)

    def spot(x: int, y: int) -> tuple[float, float]:
        return round(WEST + x * across, 7), round(SOUTH + y * up, 7)

    lines = [
        LineString(spot(x, y), spot(x + right, y + 1 - right), srid=4326)
        for x in range(CROSSINGS)
        for y in range(CROSSINGS)
        for right in (0, 1)
        if x + right < CROSSINGS and y + 1 - right < CROSSINGS
    ]
    MapFeature.objects.bulk_create(
        MapFeature(
            pack="benchmark",
            source="roads",
            external_id=str(number),
            layer="transportation",
            cls="minor",
            geometry=line,
        )
        for number, line in enumerate(lines)
    )
    building.build(at=clock.now(), tell=print)
