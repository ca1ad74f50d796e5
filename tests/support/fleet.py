"""Units of the small city."""

from __future__ import annotations

from django.contrib.gis.geos import Point

from agencies.models import Agency, Station
from tests.support.cast import NOON
from units.models import Capability, Unit, UnitCapability, UnitKind
from units.states import Duty


def a_station(agency: Agency, name: str, *, lon: float = 126.07, lat: float = 37.05) -> Station:
    """A station of `agency`, at Mill Bridge unless told otherwise."""
    spot = Point(lon, lat, srid=4326)
    return Station.objects.create(
        agency=agency, external_id=name, name_ko=name, name_en=name, location=spot
    )


def a_unit(
    agency: Agency,
    call_sign: str,
    kind: str = "engine",
    *,
    station: Station | None = None,
    duty: str = Duty.AVAILABLE_STATION,
    reason: str = "",
    shared: bool = True,
) -> Unit:
    """A unit that brings what its kind brings."""
    of_kind = UnitKind.objects.get(code=kind)
    unit = Unit.objects.create(
        agency=agency,
        station=station,
        kind=of_kind,
        call_sign=call_sign,
        crew_size=of_kind.crew_size,
        crew_minimum=of_kind.crew_minimum,
        duty=duty,
        duty_since=NOON,
        duty_reason=reason,
        is_shared=shared,
    )
    known = Capability.objects.in_bulk(list(of_kind.capabilities), field_name="code")
    UnitCapability.objects.bulk_create(
        UnitCapability(unit=unit, capability=known[code], number=number)
        for code, number in of_kind.capabilities.items()
    )
    return unit
