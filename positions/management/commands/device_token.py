"""manage.py device_token AGENCY NAME [--unit CALL_SIGN] [--days N]: a key for a device."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Agency
from positions.models import Device
from positions.services.devices import new_key
from safety_net.core import clock
from units.models import Unit

LONGEST_DAYS = 3650
LONGEST_NAME = 100


class Command(BaseCommand):
    help = "Make a key with which a device or a gateway tells positions; print it once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", help="the agency's slug")
        parser.add_argument("name", help="which device it is; a name that exists gets a new key")
        parser.add_argument("--unit", help="call sign, for a device that speaks for one unit only")
        parser.add_argument("--days", type=int, help="how long it lasts; for ever without")

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["days"]
        if days is not None and not 1 <= days <= LONGEST_DAYS:
            raise CommandError(f"--days is 1 to {LONGEST_DAYS}.")
        if not 1 <= len(options["name"]) <= LONGEST_NAME:
            raise CommandError(f"The name has 1 to {LONGEST_NAME} characters.")
        agency = _agency(options["agency"])
        now = clock.now()
        device = Device.objects.filter(agency=agency, name=options["name"]).first()
        device = device or Device(agency=agency, name=options["name"], created_at=now)
        device.unit = _unit(agency, options["unit"]) if options["unit"] else None
        device.expires_at = now + timedelta(days=days) if days else None
        device.is_active = True
        key = new_key(device)
        device.save()
        speaks = device.unit or f"every unit of {agency.slug}"
        until = device.expires_at.date().isoformat() if device.expires_at else "for ever"
        self.stderr.write(f"{device} speaks for {speaks}; {until}. The key is shown only now:")
        self.stdout.write(key)


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
