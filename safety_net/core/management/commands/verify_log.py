"""`manage.py verify_log`: prove that nobody changed the city log by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safety_net.core.city_log import verifying


class Command(BaseCommand):
    help = "Walk the hash chain of the city log and name the first broken entry."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verifying.verify()
        if verdict.seq is not None:
            raise CommandError(f"entry {verdict.seq} is {verdict.fault}")
        self.stdout.write(f"{verdict.entries} entries, unbroken")
