"""`manage.py demo_crews [--days N]`: who rides on the demo city's units, from now on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safety_net.core import clock
from units.services import demo_crews


class Command(BaseCommand):
    help = "Plan invented crews for simulated units; shifts that have a crew keep it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="how far ahead (default 30)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAFETY_NET_DEMO:
            raise CommandError("Demo crews exist in demo mode only: set SAFETY_NET_DEMO=1.")
        if not 1 <= options["days"] <= 90:
            raise CommandError("days is between 1 and 90")
        made = demo_crews.plan(at=clock.now(), days=options["days"])
        self.stdout.write(f"{made:,} shifts planned")
