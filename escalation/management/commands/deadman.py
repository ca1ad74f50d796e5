"""`manage.py deadman --url …`: on another machine, raises the alarm when the engine falls silent.

It needs no database. What it asks is /healthz/engine of a web process, which answers 200 while
steps are taken.
"""

from __future__ import annotations

import signal
import subprocess
import threading
from argparse import ArgumentTypeError
from time import monotonic
from typing import Any

import httpx
import structlog
from django.core.management.base import BaseCommand, CommandParser

logger = structlog.get_logger(__name__)
ASK_SECONDS = 5.0
SILENT = 2  # exit code


class Command(BaseCommand):
    help = "Watch the engine of a city from another machine and raise the alarm when it is silent."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", required=True, help="https://city/healthz/engine")
        parser.add_argument("--every", type=_seconds, default=10.0, help="seconds between asking")
        parser.add_argument("--silence", type=_seconds, default=90.0, help="until the alarm")
        parser.add_argument("--command", help="run on alarm and on its end; told which in $1")
        parser.add_argument("--page", help="address that is posted to on alarm and on its end")
        parser.add_argument("--once", action="store_true", help="end with code 2 at the alarm")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        watch = Watch(options)
        while not stop.is_set():
            watch.look()
            if watch.alarmed and options["once"]:
                raise SystemExit(SILENT)
            stop.wait(options["every"])


class Watch:
    """How long nobody has said that the engine is at work, and who is told of it."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._heard = monotonic()
        self.alarmed = False

    def look(self) -> None:
        """Ask once; raise the alarm, or end it."""
        reason = ask(self._options["url"])
        if not reason:
            self._heard = monotonic()
            if self.alarmed:
                self._tell("over", "the engine is at work again")
        elif monotonic() - self._heard >= self._options["silence"] and not self.alarmed:
            self._tell("alarm", reason)

    def _tell(self, what: str, reason: str) -> None:
        self.alarmed = what == "alarm"
        log = logger.critical if self.alarmed else logger.warning
        log("engine_silent" if self.alarmed else "engine_back", reason=reason)
        told = {"what": what, "reason": reason, "url": self._options["url"]}
        if self._options["page"]:
            page(self._options["page"], told)
        if self._options["command"]:
            run(self._options["command"], what, reason)


def ask(url: str) -> str:
    """Why it is not known to be at work; empty when it is."""
    try:
        answer = httpx.get(url, timeout=ASK_SECONDS, follow_redirects=False)
    except httpx.HTTPError as problem:
        return f"no answer: {type(problem).__name__}"
    return "" if answer.status_code == httpx.codes.OK else f"answer {answer.status_code}"


def page(url: str, told: dict[str, str]) -> None:
    try:
        httpx.post(url, json=told, timeout=ASK_SECONDS).raise_for_status()
    except httpx.HTTPError as problem:
        logger.exception("page_failed", reason=type(problem).__name__)


def run(command: str, what: str, reason: str) -> None:
    """The command decides what to do; it is given one minute."""
    try:
        subprocess.run([command, what, reason], check=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as problem:
        logger.exception("command_failed", reason=type(problem).__name__)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 3600:
        raise ArgumentTypeError("between 0 and 3600 seconds")
    return seconds
