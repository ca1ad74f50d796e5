"""Which units an agency has, and what each can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agencies.models import Station
from incidents.services.records import acting_agency
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid
from units.models import Capability, Unit, UnitCapability, UnitKind
from units.services import records
from units.services.telling import tell, withdraw
from units.states import Duty

CHANGEABLE = frozenset(
    {
        "call_sign",
        "kind",
        "station",
        "capabilities",
        "crew_size",
        "crew_minimum",
        "radio",
        "phone",
        "is_shared",
        "is_active",
    }
)


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What is said about a new unit; None stands for what units of its kind start with."""

    call_sign: str
    kind: UnitKind
    station: Station | None = None
    capabilities: Mapping[str, int] | None = None
    crew_size: int | None = None
    crew_minimum: int | None = None
    radio: str = ""
    phone: str = ""
    is_shared: bool = True
    is_simulated: bool = False
    external_id: str = ""

    def columns(self) -> dict[str, Any]:
        """As the row holds them."""
        names = ("radio", "phone", "is_shared", "is_simulated", "external_id")
        given = {name: getattr(self, name) for name in names}
        size = self.kind.crew_size if self.crew_size is None else self.crew_size
        least = self.kind.crew_minimum if self.crew_minimum is None else self.crew_minimum
        return given | {"kind": self.kind, "crew_size": size, "crew_minimum": least}


def create(*, facts: UnitFacts, by: Actor, at: datetime) -> Unit:
    """Add a unit to the acting agency; it is available at its station from now on.

    Invalid for a call sign that another unit has, in whatever letters, and for an unknown ability.
    """
    with city_log.change(by=by, at=at) as log:
        agency = acting_agency(by)
        unit = Unit(
            agency=agency,
            call_sign=_call_sign(facts.call_sign),
            station=_own_station(facts.station, agency.pk),
            duty=Duty.AVAILABLE_STATION,
            duty_since=at,
            **facts.columns(),
        )
        _expect_crew(unit)
        with _unique():
            unit.save()
        brings = facts.kind.capabilities if facts.capabilities is None else facts.capabilities
        _bring(unit, brings)
        tell(unit, "created", log)
    return unit


def edit(
    *, unit_id: int, version: int, changes: Mapping[str, Any], by: Actor, at: datetime
) -> Unit:
    """Change what is named, all together or nothing. `changes` uses the names in CHANGEABLE.

    A unit that is put away must be free. One that is not shared any more is gone for others.
    """
    with city_log.change(by=by, at=at) as log:
        unit = records.locked_own(unit_id, by)
        records.expect(unit, version)
        was_shared = unit.is_shared and unit.is_active
        _take(unit, changes)
        _expect_crew(unit)
        if not unit.is_active:
            records.expect_free(unit)
        unit.version += 1
        with _unique():
            unit.save()
        if "capabilities" in changes:
            _bring(unit, changes["capabilities"])
        if was_shared and not unit.is_shared:
            withdraw(unit, log)
        tell(unit, "edited", log)
    return unit


def _take(unit: Unit, changes: Mapping[str, Any]) -> None:
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise Invalid(**{name: _("This is not known here.") for name in sorted(unknown)})
    for name, value in changes.items():
        if name == "call_sign":
            unit.call_sign = _call_sign(value)
        elif name == "station":
            unit.station = _own_station(value, unit.agency_id)
        elif name != "capabilities":
            setattr(unit, name, value)


def _call_sign(text: str) -> str:
    """With single blanks, as one would say it."""
    found = " ".join(text.split())
    if not found:
        raise Invalid(call_sign=_("A unit has a call sign."))
    return found


def _own_station(station: Station | None, agency_id: int) -> Station | None:
    if station is not None and station.agency_id != agency_id:
        raise Invalid(station=_("Your agency has no such station."))
    return station


def _expect_crew(unit: Unit) -> None:
    if unit.crew_minimum > unit.crew_size:
        raise Invalid(crew_minimum=_("The least crew is not more than the whole crew."))


def _bring(unit: Unit, numbers: Mapping[str, int]) -> None:
    """Replace what the unit brings."""
    known = dict(Capability.objects.filter(code__in=numbers).values_list("code", "pk"))
    if len(known) < len(numbers):
        missing = ", ".join(sorted(numbers.keys() - known.keys()))
        raise Invalid(
            capabilities=_("There is no such capability: %(codes)s.") % {"codes": missing}
        )
    if any(number < 1 for number in numbers.values()):
        raise Invalid(capabilities=_("A number is 1 or more; leave out what it does not bring."))
    unit.brings.all().delete()
    UnitCapability.objects.bulk_create(
        UnitCapability(unit=unit, capability_id=known[code], number=number)
        for code, number in numbers.items()
    )


@contextmanager
def _unique() -> Iterator[None]:
    """Invalid where the database knows the call sign or the external id already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "one_unit_per_call_sign" in str(error):
            raise Invalid(call_sign=_("There is a unit with this call sign.")) from error
        if "one_unit_per_external_id" in str(error):
            raise Invalid(external_id=_("There is a unit with this id.")) from error
        raise
