"""`manage.py import_records --profile sf-fire FILE [--database NAME|URL]`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from tqdm import tqdm

from records import databases
from records.cells import NoColumn
from records.models import RecordsImport
from records.profile import Profile
from records.profile_schema import PROFILES, BadProfile, names, read_profile
from records.selectors import NotItsDatabase, UnknownWords
from records.services.helpers import HelperLost
from records.services.importing import Progress, import_file
from records.source import BadFile
from safety_net.core import clock

REFUSALS = (
    BadProfile,
    BadFile,
    NoColumn,
    NotItsDatabase,
    UnknownWords,
    databases.SameDatabase,
    HelperLost,
)


class Command(BaseCommand):
    """Brings records of another system into a database of their own."""

    help = "Import CAD records of another system into a database of their own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, or CSV packed with gzip")
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--profile", choices=names(), help="a profile of the product")
        which.add_argument("--profile-file", type=Path, help="a profile of your own (TOML)")
        parser.add_argument(
            "--database", help="name or postgres:// address (default: safety_net_records_…)"
        )
        parser.add_argument("--report", type=Path, help="CSV file for every fault")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made, path = self._run(options)
        except REFUSALS as refusal:
            raise CommandError(str(refusal)) from refusal
        except (Error, psycopg.Error) as fault:
            raise CommandError(f"the database refused: {fault}") from fault
        self._tell(made, path)

    def _run(self, options: dict[str, Any]) -> tuple[RecordsImport, Path]:
        at = clock.now()
        profile = self._profile(options)
        name = options["database"] or f"safety_net_records_{profile.name.replace('-', '_')}"
        target = databases.wanted(name)
        report = options["report"] or _report(profile, at.strftime("%Y%m%dT%H%M%SZ"))
        self._say(f"into {target['NAME']}", options)
        databases.make(target)
        with databases.working_in(target):
            databases.bring_up_to_date()
            with _bar(options["file"], hidden=options["verbosity"] == 0) as progress:
                made = import_file(
                    profile=profile, path=options["file"], report=report, at=at, progress=progress
                )
        return made, report

    def _profile(self, options: dict[str, Any]) -> Profile:
        own: Path | None = options["profile_file"]
        return read_profile(own or PROFILES / f"{options['profile']}.toml")

    def _say(self, text: str, options: dict[str, Any]) -> None:
        if options["verbosity"]:
            self.stdout.write(text)

    def _tell(self, made: RecordsImport, report: Path) -> None:
        self.stdout.write(
            f"{made.read:,} rows read = {made.imported:,} imported + {made.known:,} there before"
            f" + {made.refused:,} refused"
        )
        self.stdout.write(
            f"{made.incidents:,} new incidents, {made.units:,} new units,"
            f" {made.flagged:,} rows with a doubt"
        )
        for fault, number in made.faults.items():
            code, _, done = fault.rpartition(" ")
            self.stdout.write(f"  {number:,} × {code} ({done})")
        self.stdout.write(f"every fault: {report}")


def _report(profile: Profile, stamp: str) -> Path:
    return Path(settings.SAFETY_NET_VAR) / "reports" / f"records-{profile.name}-{stamp}.csv"


@contextmanager
def _bar(path: Path, *, hidden: bool) -> Iterator[Progress]:
    """A bar over the bytes of the file; None shows it only where somebody can see it move."""
    size = path.stat().st_size if path.is_file() else 0
    quiet = True if hidden else None
    with tqdm(total=size, unit="B", unit_scale=True, disable=quiet, leave=False) as bar:

        def progress(done: int, step: str) -> None:
            bar.set_description(step, refresh=False)
            bar.update(max(0, min(done, size) - bar.n))

        yield progress
