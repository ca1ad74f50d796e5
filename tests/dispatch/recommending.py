"""Units standing about the small city, and what is recommended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.gis.geos import Point
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from agencies.models import Agency
from incidents.models import Incident
from positions.models import LatestFix
from safety_net.core import clock
from tests.support.cast import Person
from tests.support.fleet import a_station, a_unit
from units.models import Crew, CrewMember, Unit

METRES_PER_DEGREE = 110_960


def north(metres: float) -> dict[str, float]:
    """So far north of Mill Bridge."""
    return {"lon": 126.07, "lat": 37.05 + metres / METRES_PER_DEGREE}


def stands(agency: Agency, call_sign: str, metres: float, kind: str = "engine", **how: Any) -> Unit:
    """A unit at a station of its own, so far north of Mill Bridge."""
    station = a_station(agency, f"station of {call_sign}", **north(metres))
    return a_unit(agency, call_sign, kind, station=station, **how)


def is_heard(unit: Unit, metres: float, *, seconds_ago: float = 5) -> LatestFix:
    """The unit told its position."""
    at = clock.now() - timedelta(seconds=seconds_ago)
    place = north(metres)
    return LatestFix.objects.create(
        unit=unit,
        location=Point(place["lon"], place["lat"], srid=4326),
        at=at,
        received_at=at,
        source="device",
    )


def works(unit: Unit, people: int, begin: datetime, hours: float = 8) -> Crew:
    """A shift of so many people."""
    during = DateTimeTZRange(begin, begin + timedelta(hours=hours))
    crew = Crew.objects.create(unit=unit, during=during)
    CrewMember.objects.bulk_create(CrewMember(crew=crew, name=str(n)) for n in range(people))
    return crew


def recommended(who: Person, incident: Incident, **query: Any) -> dict[str, Any]:
    answer = who.client.get(f"/api/incidents/{incident.pk}/recommendation/", query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def names(found: dict[str, Any], capability: str | None = None) -> list[str]:
    """Call signs in their order."""
    return [
        unit["call_sign"]
        for unit in found["units"]
        if capability is None or unit["for"] == capability
    ]


def need(found: dict[str, Any], capability: str) -> dict[str, Any]:
    (row,) = (one for one in found["requirements"] if one["capability"] == capability)
    return dict(row)


def reasons(found: dict[str, Any], capability: str) -> dict[str, int]:
    return {one["code"]: one["count"] for one in need(found, capability)["reasons"]}
