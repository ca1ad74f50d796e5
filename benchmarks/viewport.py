"""A viewport of 1,000 incidents as GeoJSON: written by PostgreSQL, against a serializer.

    DATABASE_URL=… REDIS_URL=… python -m benchmarks.viewport [--rows 100000] [--near 1000]

Whole requests, from Django's handler to the bytes, signed in by session. The limit is 50 ms.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from benchmarks import ready  # noqa: F401  (loads Django, so it comes first)

# isort: split
import orjson
from django.contrib.gis.geos import Point
from django.db import connection
from rest_framework import serializers

from benchmarks.crowded import crowded, median, milliseconds
from incidents.models import AgencyTrack, Incident
from incidents.selectors import features
from tests.support.cast import Person

LIMIT_MS = 50
RUNS = 30
VIEW = "126.0,37.0,126.1,37.1"
BOX = (126.0, 37.0, 126.1, 37.1)


class TrackSerializer(serializers.ModelSerializer[AgencyTrack]):
    class Meta:
        model = AgencyTrack
        fields = ("agency", "role", "state")


class PinField(serializers.Field[Any, Any, Any, Any]):
    def to_representation(self, value: Point) -> dict[str, Any]:
        return {"type": "Point", "coordinates": [value.x, value.y]}


class IncidentSerializer(serializers.ModelSerializer[Incident]):
    """The same facts, the usual way."""

    type = serializers.CharField(source="type.code")
    location = PinField()
    tracks = TrackSerializer(many=True)

    class Meta:
        model = Incident
        fields = (
            "id",
            "number",
            "type",
            "priority",
            "status",
            "exercise",
            "version",
            "location",
            "tracks",
        )


def main() -> int:
    arguments = _arguments()
    with crowded(rows=arguments.rows, near=arguments.near) as dani:
        print(_plan(dani))
        whole = timed(lambda: _request(dani, arguments.near))
        ours = timed(lambda: features.feature_collection(_seen(dani)))
        usual = timed(lambda: _serialized(dani))
    print(f"request         {milliseconds(whole)}  (limit {LIMIT_MS} ms)")
    print(f"features in SQL {milliseconds(ours)}")
    print(f"serializer      {milliseconds(usual)}")
    print(f"SQL is {median(usual) / median(ours):.1f} times as fast")
    return 0 if median(whole) * 1000 <= LIMIT_MS else 1


def timed(work: Callable[[], Any]) -> list[float]:
    """Seconds of each run, after two to warm up."""
    times = []
    for _ in range(RUNS + 2):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times[2:]


def _request(dani: Person, near: int) -> None:
    query = f"?format=geojson&bbox={VIEW}&status=open,reported"
    answer = dani.client.get(f"/api/incidents/{query}")
    assert answer.status_code == 200, answer.content
    assert answer.content.count(b'"Feature"') == near


def _seen(dani: Person) -> Any:
    return Incident.objects.visible_to(dani.agency.pk).open().inside(*BOX)


def _serialized(dani: Person) -> bytes:
    rows = _seen(dani).select_related("type").prefetch_related("tracks").order_by("-filed_at")
    return orjson.dumps(IncidentSerializer(rows, many=True).data)


def _plan(dani: Person) -> str:
    chosen = list(features.newest(_seen(dani)).values_list("pk", flat=True))
    values: dict[str, Any] = {"chosen": chosen, "most": features.MOST, "digits": 7}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, SUMMARY ON) {features.FEATURES}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--near", type=int, default=1_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
