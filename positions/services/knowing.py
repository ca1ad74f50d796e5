"""What is known of the units of a batch before it is judged: by one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db import connection

from agencies.models import City
from positions.models.rules import FASTEST_KMH
from positions.services.reading import Sent
from positions.services.scope import Scope

Box: TypeAlias = tuple[float, float, float, float]
MARGIN_DEGREES = 2.0  # transfers to the next city, boats at sea: nobody is refused there

UNITS = """
SELECT u.id, u.agency_id, lower(u.call_sign), u.external_id, u.is_simulated,
    coalesce(k.fastest_kmh, %(fastest)s),
    extract(epoch FROM f.at)::float8, ST_X(f.location::geometry), ST_Y(f.location::geometry)
FROM units_unit AS u
LEFT JOIN positions_kindpositionrules AS k ON k.kind_id = u.kind_id
LEFT JOIN positions_latestfix AS f ON f.unit_id = u.id
WHERE u.is_active AND (
    u.id = ANY(%(unit)s) OR lower(u.call_sign) = ANY(%(call_sign)s)
    OR (u.external_id = ANY(%(external_id)s) AND u.agency_id = %(agency)s)
)
"""


@dataclass(slots=True)
class Known:
    """A unit, and where it was last; `at` is seconds of the epoch, None when nothing was heard."""

    unit: int
    agency: int
    is_simulated: bool
    fastest_kmh: int
    at: float | None
    lon: float
    lat: float


@dataclass
class Units:
    """The units that a batch names, by each of the ways to name one."""

    by_name: dict[tuple[str, int | str], Known] = field(default_factory=dict)

    def named(self, name: tuple[str, int | str] | None, scope: Scope) -> Known | None:
        """The unit; a device of one unit need not name it."""
        if name is None:
            return self.by_name.get(("unit", scope.unit_id)) if scope.unit_id else None
        return self.by_name.get(name)


def units_named(sent: Iterable[Sent], scope: Scope) -> Units:
    """Every active unit that is named."""
    names: dict[str, set[int | str]] = {"unit": set(), "call_sign": set(), "external_id": set()}
    for fix in sent:
        if fix.named is not None:
            names[fix.named[0]].add(fix.named[1])
    if scope.unit_id is not None:
        names["unit"].add(scope.unit_id)
    question = {name: list(values) for name, values in names.items()}
    found = Units()
    with connection.cursor() as cursor:
        cursor.execute(UNITS, {**question, "agency": scope.agency_id, "fastest": FASTEST_KMH})
        for unit, agency, call_sign, external, *rest in cursor.fetchall():
            known = Known(unit, agency, *rest)
            found.by_name["unit", unit] = found.by_name["call_sign", call_sign] = known
            if external and agency == scope.agency_id:
                found.by_name["external_id", external] = known
    return found


def city_box() -> Box | None:
    """Where positions of this city's units can lie, generously; None before a city is loaded."""
    bbox = City.objects.values_list("bbox", flat=True).first()
    if bbox is None:
        return None
    west, south, east, north = bbox
    margin = MARGIN_DEGREES
    return west - margin, south - margin, east + margin, north + margin
