"""`manage.py generate_city [--seed N] [--scale X] [--out DIR]`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from atlas.generation import city, pack
from atlas.generation.plan import Plan

SMALLEST, LARGEST = 0.03, 16.0


class Command(BaseCommand):
    """Writes the pack of a fictional port city; the same seed and scale give the same bytes."""

    help = "Generate a fictional city and write it as a city pack."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=_seed, default=1, help="which city (default 1)")
        parser.add_argument(
            "--scale", type=_scale, default=1.0,
            help=f"size, {SMALLEST} to {LARGEST:g}; 1 is a city of 1.6 million (default)",
        )  # fmt: skip
        parser.add_argument(
            "--out", type=Path, help="folder for the pack (default: var/cities/haeon)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["out"] or Path(settings.SAFETY_NET_VAR) / "cities" / "haeon"
        plan = Plan(seed=options["seed"], scale=options["scale"])
        tell = self._tell if options["verbosity"] > 0 else lambda _: None
        grown = city.generate(plan, tell)
        tell("files")
        counts = pack.write(grown, folder)
        if options["verbosity"] > 0:
            total = sum(counts.values())
            self.stdout.write(f"{total:,} rows in {len(counts)} layers: {folder / 'city.toml'}")

    def _tell(self, step: str) -> None:
        self.stdout.write(f"  {step} …")
        self.stdout.flush()


def _seed(text: str) -> int:
    try:
        seed = int(text)
    except ValueError:
        raise ArgumentTypeError("a seed is a whole number") from None
    if not 0 <= seed < 2**32:
        raise ArgumentTypeError("a seed is between 0 and 4294967295")
    return seed


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        raise ArgumentTypeError("a scale is a number") from None
    if not SMALLEST <= scale <= LARGEST:
        raise ArgumentTypeError(f"a scale is between {SMALLEST} and {LARGEST:g}")
    return scale
