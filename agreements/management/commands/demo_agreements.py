"""`manage.py demo_agreements`: what agencies of the demo city share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agreements import demo
from safety_net.core import clock


class Command(BaseCommand):
    help = "Make sharing agreements between the demo people; those that are there stay."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAFETY_NET_DEMO:
            raise CommandError("Demo agreements exist in demo mode only: set SAFETY_NET_DEMO=1.")
        self.stdout.write(f"{demo.agree(at=clock.now())} agreements made")
