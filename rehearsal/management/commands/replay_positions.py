"""`manage.py replay_positions`: a recorded trace, or the demo city's units on its roads."""

from __future__ import annotations

import argparse
import signal
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections

from agencies.models import City
from positions.replay.casting import cast
from positions.replay.playing import Playing, Tally
from positions.replay.reading import NEEDED, USUAL, BadTrace, read
from positions.replay.shifting import shifted
from rehearsal import shifts
from rehearsal.driver import Driver
from rehearsal.stage import Stage
from safety_net.core import clock

log = structlog.get_logger(__name__)
ROLL_CALL_SECONDS = 60.0
SHOWN = 5


class Command(BaseCommand):
    """Both go through the same service as REST, and what they tell is marked as simulated."""

    help = "Play recorded positions for units of this city, or drive its simulated units."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="CSV file of positions")
        parser.add_argument("--demo", action="store_true", help="drive the simulated units instead")
        parser.add_argument("--speed", type=_speed, default=1.0, help="times as fast as the clock")
        parser.add_argument("--minutes", type=_speed, help="end after so many minutes")
        parser.add_argument(
            "--columns", type=_columns, default=USUAL, metavar="NAME=COLUMN,…",
            help="columns of the file: " + ", ".join(USUAL),
        )  # fmt: skip
        parser.add_argument("--timezone", type=_zone, default=ZoneInfo("UTC"), metavar="NAME")
        parser.add_argument("--units", type=_words, default=[], metavar="CALL SIGN,…")
        parser.add_argument("--kind", default="patrol", help="simulated units of this kind play")
        parser.add_argument("--shift", action="store_true", help="move it to the city's middle")
        parser.add_argument("--shift-to", type=_spot, metavar="LON,LAT", help="or to here")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"] == bool(options["file"]):
            raise CommandError("Name a file, or say --demo.")
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        minutes = options["minutes"]
        until = clock.now() + timedelta(minutes=minutes) if minutes else None
        tally = (
            _drive(stop, options["speed"], until)
            if options["demo"]
            else self._play(stop, options, until)
        )
        self.stdout.write(str(tally))

    def _play(
        self, stop: threading.Event, options: dict[str, Any], until: datetime | None
    ) -> Tally:
        try:
            trace = read(options["file"], options["columns"], options["timezone"])
            roles = cast(trace.vehicles, call_signs=options["units"], kind=options["kind"])
        except BadTrace as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{len(trace.sightings):,} positions of {len(trace.vehicles)} vehicles")
        for line in trace.bad[:SHOWN]:
            self.stdout.write(f"left out: {line}")
        if len(trace.bad) > SHOWN:
            self.stdout.write(f"left out: {len(trace.bad) - SHOWN:,} more lines")
        for vehicle in trace.vehicles:
            self.stdout.write(f"{vehicle}: unit {roles.get(vehicle, 'none is left')}")
        sightings = trace.sightings
        to = options["shift_to"] or (_middle() if options["shift"] else None)
        if to:
            sightings = shifted(sightings, to)
        playing = Playing(sightings, roles, options["speed"], stop.wait)
        return playing.play(until)


def _drive(stop: threading.Event, speed: float, until: datetime | None) -> Tally:
    """Second by second, through a database that restarts."""
    stage = Stage.of_the_city(language="ko")
    driver = Driver(speed=speed)
    called = None
    while not stop.is_set():
        try:
            now = clock.now()
            if until is not None and now >= until:
                break
            if called is None or (now - called).total_seconds() >= ROLL_CALL_SECONDS:
                shifts.send_patrols_out(stage)
                called = now
            driver.tick(now)
            shifts.report_home(driver.home, stage)
        except (OperationalError, InterfaceError) as fault:
            log.warning("driving_paused", fault=str(fault))
            close_old_connections()
        stop.wait(1.0)
    return driver.tally


def _middle() -> tuple[float, float]:
    city = City.objects.first()
    if city is None:
        raise CommandError("There is no city to shift it to; say --shift-to LON,LAT.")
    return city.centre.x, city.centre.y


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1_000_000:
        raise argparse.ArgumentTypeError("this is above 0 and at most 1,000,000")
    return speed


def _columns(text: str) -> dict[str, str]:
    given = dict(pair.split("=", 1) for pair in text.split(",") if "=" in pair)
    unknown = given.keys() - USUAL.keys()
    if unknown or not given:
        raise argparse.ArgumentTypeError(
            f"write NAME=COLUMN with names of {', '.join(USUAL)}; {', '.join(NEEDED)} are needed"
        )
    return {**USUAL, **given}


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        raise argparse.ArgumentTypeError(f"there is no time zone {text}") from None


def _spot(text: str) -> tuple[float, float]:
    lon, lat = (float(word) for word in text.split(","))
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise argparse.ArgumentTypeError("write LON,LAT in degrees")
    return lon, lat
