"""manage.py device_token AGENCY NAME [--unit CALL_SIGN] [--days N]: a key for a device."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Agency
from positions.models import Device
from positions.services import devices
from safety_net.core import city_log, clock
from safety_net.core.access import SYSTEM
from safety_net.core.errors import Invalid
from safety_net.core.keyed import LONGEST
from units.models import Unit


class Command(BaseCommand):
    help = "Make a key with which a device or a gateway tells positions; print it once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", help="the agency's slug")
        parser.add_argument("name", help="which device it is; a name that exists gets a new key")
        parser.add_argument("--unit", help="call sign, for a device that speaks for one unit only")
        parser.add_argument("--days", type=int, default=LONGEST.days, help="how long it lasts")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = _agency(options["agency"])
        unit = _unit(agency, options["unit"]) if options["unit"] else None
        try:
            device, key = _keyed(agency, unit, options["name"], options["days"])
        except Invalid as refusal:
            raise CommandError("; ".join(refusal.extra["fields"].values())) from refusal
        speaks = device.unit or f"every unit of {agency.slug}"
        until = device.expires_at.date().isoformat()
        self.stderr.write(f"{device} speaks for {speaks}; until {until}. Shown only now:")
        self.stdout.write(key)


def _keyed(agency: Agency, unit: Unit | None, name: str, days: int) -> tuple[Device, str]:
    unit_id, now = unit.pk if unit else None, clock.now()
    known = Device.objects.filter(agency=agency, name=name, is_active=True).first()
    if known is None:
        return devices.make_device(
            agency_id=agency.pk, name=name, unit_id=unit_id, days=days, by=SYSTEM, at=now
        )
    with city_log.change(by=SYSTEM, at=now):
        if known.unit_id != unit_id:
            devices.assign_device(device_id=known.pk, unit_id=unit_id, by=SYSTEM, at=now)
        return devices.rotate_device(
            device_id=known.pk, overlap=timedelta(), days=days, by=SYSTEM, at=now
        )


def _agency(slug: str) -> Agency:
    agency = Agency.objects.filter(slug=slug, is_active=True).first()
    if agency is None:
        raise CommandError(f"There is no active agency {slug}.")
    return agency


def _unit(agency: Agency, call_sign: str) -> Unit:
    unit = Unit.objects.filter(agency=agency, call_sign__iexact=call_sign, is_active=True).first()
    if unit is None:
        raise CommandError(f"{agency.slug} has no unit {call_sign}.")
    return unit
