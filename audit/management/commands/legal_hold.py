"""`manage.py legal_hold NUMBER --reason TEXT --by NAME [--end]`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.services import holding
from safety_net.core import clock
from safety_net.core.access import Actor
from safety_net.core.errors import NotFound


class Command(BaseCommand):
    help = "Keep all that is known of an incident, or let the retention rules count again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="the incident's number")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", required=True, help="who decided")
        parser.add_argument("--end", action="store_true", help="let it go")

    def handle(self, *args: Any, **options: Any) -> None:
        act = holding.let_go if options["end"] else holding.hold
        by = Actor(name=options["by"][:150], kind="operator")
        try:
            act(number=options["number"], reason=options["reason"][:300], by=by, at=clock.now())
        except NotFound as refusal:
            raise CommandError(f"{options['number']}: {refusal}") from refusal
