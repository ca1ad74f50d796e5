"""`manage.py anchor_log`: write the log's head down outside of the database now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.services import anchoring
from safety_net.core import clock


class Command(BaseCommand):
    help = "Append the head of the city log to the anchors (and post it, where an address is set)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = anchoring.anchor(at=clock.now())
        except anchoring.NotSent as problem:
            raise CommandError(f"in the file, but not sent: {problem}") from problem
        self.stdout.write(found.line())
