"""`manage.py load_city PACK [--data DIR] [--check]`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from agencies.jurisdictions import finding_lines
from atlas.loading import report_file, summary
from atlas.loading.load import Outcome, check, load
from atlas.packs.faults import PackError
from atlas.packs.schema import read_pack
from atlas.packs.spec import Pack
from atlas.packs.walk import Progress
from safety_net.core import clock


class Command(BaseCommand):
    """Loads a city pack, or with --check only says what loading would meet."""

    help = "Load a city pack: districts, agencies, stations, places and the map."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", type=Path, help="folder with city.toml")
        parser.add_argument("--data", type=Path, help="folder with the files (default: the pack)")
        parser.add_argument("--check", action="store_true", help="write nothing, only report")
        parser.add_argument("--report", type=Path, help="CSV file for every fault")
        parser.add_argument("--prune", action="store_true", help="remove even most of a layer")
        parser.add_argument("--replace", action="store_true", help="take over another city")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = read_pack(options["pack"], options["data"])
            outcome = self._run(pack, options)
        except PackError as error:
            raise CommandError(str(error)) from error
        failed = [layer.layer for layer in outcome.report.failures]
        if failed:
            raise CommandError(f"these layers could not be read: {', '.join(failed)}")

    def _run(self, pack: Pack, options: dict[str, Any]) -> Outcome:
        at = clock.now()
        path: Path | None = options["report"]
        if path is None and not options["check"]:
            name = f"load-{pack.city.slug}-{at:%Y%m%dT%H%M%SZ}.csv"
            path = Path(settings.SAFETY_NET_VAR) / "reports" / name
        with _bar(pack, hidden=options["verbosity"] == 0) as progress:
            if options["check"]:
                outcome = check(pack=pack, at=at, progress=progress)
            else:
                outcome = load(
                    pack=pack,
                    at=at,
                    report_file=str(path),
                    prune=options["prune"],
                    replace=options["replace"],
                    progress=progress,
                )
        self._tell(outcome, path, changes=not options["check"])
        return outcome

    def _tell(self, outcome: Outcome, path: Path | None, *, changes: bool) -> None:
        for line in summary.lines(outcome.report, changes=changes):
            self.stdout.write(line)
        self.stdout.write("")
        for line in finding_lines(outcome.findings):
            self.stdout.write(line)
        if changes:
            self.stdout.write("overlaps and holes: manage.py check_jurisdictions")
        if path is not None:
            report_file.write(outcome.report, path)
            self.stdout.write(f"\nevery fault: {path}")


@contextmanager
def _bar(pack: Pack, *, hidden: bool) -> Iterator[Progress]:
    """A bar over the layers that names the one being read and counts its rows."""
    done: set[str] = set()
    # None: a bar only where somebody can see it move.
    quiet = True if hidden else None
    with tqdm(total=len(pack.layers), unit="layer", disable=quiet, leave=False) as bar:

        def progress(layer: str, rows: int) -> None:
            if layer not in done:
                done.add(layer)
                bar.update()
            bar.set_postfix_str(f"{layer} {rows:,}")

        yield progress
