"""`manage.py demo_rosters`: who is on duty in the demo city."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rosters.services import demo_rosters
from safety_net.core import clock


class Command(BaseCommand):
    help = "Make rosters for the demo people; those that are there stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAFETY_NET_DEMO:
            raise CommandError("Demo rosters exist in demo mode only: set SAFETY_NET_DEMO=1.")
        self.stdout.write(f"{demo_rosters.plan(at=clock.now())} rosters made")
