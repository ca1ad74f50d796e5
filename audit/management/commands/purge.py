"""`manage.py purge`: what the rules would remove; with --for-good it is removed."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.selectors import purgeable
from audit.services import purging
from safety_net.core import clock
from safety_net.core.access import Actor
from safety_net.core.city_log import manifests


class Command(BaseCommand):
    help = "Say what the retention rules would remove now. Nothing is removed without --for-good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--for-good", action="store_true", help="remove it")
        parser.add_argument("--by", default="", help="who decided; stands in manifest and log")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        for data, count in purgeable.counts(at=at).items():
            days = purgeable.days_of(data)
            limit = "kept for ever" if days is None else f"{days} days after the close"
            self.stdout.write(f"{data.value}: {count} rows ({limit})")
        if not options["for_good"]:
            self.stdout.write("nothing was removed; --for-good does it")
            return
        if not options["by"].strip():
            raise CommandError("say who decided: --by NAME")
        self._purge(Actor(name=options["by"].strip()[:150], kind="operator"))

    def _purge(self, by: Actor) -> None:
        while True:
            try:
                made = purging.purge(by=by, at=clock.now())
            except manifests.NoKey as problem:
                raise CommandError(str(problem)) from problem
            if made is None:
                return
            self.stdout.write(f"manifest {made.pk}, signed with key {made.key[:16]}")
