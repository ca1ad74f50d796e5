"""`manage.py sentinel`: drives the engine without Celery and without Redis.

It needs the database and nothing else. It may run beside Celery, and more than once: whatever one
driver decides, another finds decided.
"""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from escalation.engine import checking
from escalation.engine.driving import drive
from escalation.engine.lanes import Lane
from escalation.services import canary
from notify.services.callbacks import process_left
from notify.services.expiring import expire
from notify.services.falling_back import fall_back
from notify.services.sending import send_due
from safety_net.core import clock

DRIVER = "sentinel"
CHECK_SECONDS, CANARY_SECONDS, PING_SECONDS = 60.0, 5.0, 30.0


class Command(BaseCommand):
    help = "Drive escalation without Celery or Redis: steps, messages, checks, the dead-man's ping."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=1.0, help="seconds between two ticks")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        lanes = self._lanes(options, stop)
        for lane in lanes[1:]:
            lane.start()
        lanes[0].run()
        for lane in lanes[1:]:
            lane.thread.join(timeout=2)

    def _lanes(self, options: dict[str, Any], stop: threading.Event) -> list[Lane]:
        """The steps come first, in the main thread: where that ends, all ends, and is restarted."""
        return [
            Lane("steps", lambda: drive(DRIVER), every=options["every"], stop=stop),
            # A provider that hangs holds up no step: messages have threads of their own.
            Lane("messages", _send, every=1.0, stop=stop),
            Lane("fallback", _fall_back, every=1.0, stop=stop),
            Lane("old messages", _expire, every=CHECK_SECONDS, stop=stop),
            Lane("checks", checking.check, every=CHECK_SECONDS, stop=stop),
            Lane("canary", _canary, every=CANARY_SECONDS, stop=stop),
            Lane("ping", checking.ping, every=PING_SECONDS, stop=stop),
        ]


def _send() -> None:
    send_due(at=clock.now())


def _fall_back() -> None:
    process_left(at=clock.now())
    fall_back(at=clock.now())


def _expire() -> None:
    expire(at=clock.now())


def _canary() -> None:
    canary.advance(at=clock.now())
