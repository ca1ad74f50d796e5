"""`manage.py demo_people`: the people of the demo city, and a file with their logins."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from agencies import demo


class Command(BaseCommand):
    help = "Make the demo people and write their random passwords to a file that only you can read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", help="default: demo-logins.json under var")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAFETY_NET_DEMO:
            raise CommandError("Demo people exist in demo mode only: set SAFETY_NET_DEMO=1.")
        path = Path(options["file"] or settings.SAFETY_NET_VAR / "demo-logins.json")
        with transaction.atomic():
            logins = [asdict(login) for login in demo.people(renew=not path.exists())]
            if logins:
                _write(path, logins)
        self.stdout.write(f"{len(logins)} demo logins written to {path}")


def _write(path: Path, logins: list[dict[str, str]]) -> None:
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    fresh = {login["username"]: login for login in [*known, *logins]}
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(list(fresh.values()), file, ensure_ascii=False, indent=1)
    part.replace(path)
