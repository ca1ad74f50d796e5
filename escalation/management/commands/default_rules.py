"""`manage.py default_rules`: the escalation rules that a city begins with, where it has none."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from escalation.services.beginning import begin_with_defaults
from safety_net.core import clock
from safety_net.core.access import SYSTEM


class Command(BaseCommand):
    help = "Publish the default escalation rules, unless the city has rules already."

    def handle(self, *args: Any, **options: Any) -> None:
        made = begin_with_defaults(by=SYSTEM, at=clock.now())
        self.stdout.write(f"{made} escalation rules published")
