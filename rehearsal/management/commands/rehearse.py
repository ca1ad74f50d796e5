"""`manage.py rehearse`: play a script as exercise traffic, so that the city lives."""

from __future__ import annotations

import argparse
import signal
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rehearsal import messages, script
from rehearsal.acts import close_leftovers
from rehearsal.player import Player
from rehearsal.stage import Stage
from rehearsal.steps import Step

PAUSE_BETWEEN_ROUNDS = 20  # seconds


class Command(BaseCommand):
    help = "Play a script of calls through the public services, marked as exercise."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--script", default="flooding-night", help="name or path of a script")
        parser.add_argument("--messages", type=Path, help="file of disaster messages instead")
        parser.add_argument("--since", type=_moment, default=_moment("2024-07-17"))
        parser.add_argument("--until", type=_moment, default=_moment("2024-07-19"))
        parser.add_argument("--speed", type=_speed, default=1.0, help="times as fast as the clock")
        parser.add_argument("--language", choices=["ko", "en"], default="ko")
        parser.add_argument("--forever", action="store_true", help="begin again after the end")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        steps = self._steps(options)
        while not stop.is_set():
            stage = Stage.of_the_city(language=options["language"])
            close_leftovers(stage)
            player = Player(stage, options["speed"], stop.is_set)
            tally = player.play(steps)
            self.stdout.write(
                f"{tally.done} done, {tally.refused} refused, {tally.skipped} skipped"
            )
            if not options["forever"] or stop.wait(PAUSE_BETWEEN_ROUNDS):
                break

    def _steps(self, options: dict[str, Any]) -> list[Step]:
        try:
            if options["messages"]:
                return messages.read(
                    options["messages"], since=options["since"], until=options["until"]
                )
            name = options["script"]
            path = script.SCRIPTS / f"{name}.toml" if name in script.names() else Path(name)
            return script.read(path, language=options["language"])
        except script.BadScript as problem:
            raise CommandError(str(problem)) from problem


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1_000_000:
        raise argparse.ArgumentTypeError("a speed is above 0 and at most 1,000,000")
    return speed


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
