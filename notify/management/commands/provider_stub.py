"""`manage.py provider_stub`: a provider on loopback that reaches nobody, for demo and tests."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from notify import demo
from notify.stub.app import Application
from notify.stub.state import Stub
from safety_net.core import clock


class Command(BaseCommand):
    help = "Take messages as a provider does, call back, and fail when told to. Loopback only."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=0, help="default: a free one")
        parser.add_argument("--fd", type=int, help="a socket that listens already")
        parser.add_argument("--log", type=Path, help="a file that gets a line for each message")
        parser.add_argument("--secret", help="signs the callbacks")
        parser.add_argument("--secret-file", type=Path, help="where that secret lies")
        parser.add_argument("--callbacks", default="", help="…/api/notify/callbacks/{slug}/")
        parser.add_argument(
            "--demo", action="store_true", help="be the demo's providers, also in the database"
        )
        parser.add_argument("--delay", type=float, default=0.2, help="seconds before an answer")

    def handle(self, *args: Any, **options: Any) -> None:
        stub = Stub(
            file=options["log"],
            secret=_secret(options),
            callbacks=options["callbacks"],
            delay=options["delay"],
        )
        door = _door(options["fd"], options["port"])
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        if options["demo"]:
            _join(url, stub.secret)
        self.stdout.write(f"The stub listens on {url}/")
        self.stdout.flush()
        config = uvicorn.Config(
            Application(stub),
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        uvicorn.Server(config).run(sockets=[door])


def _join(url: str, secret: str) -> None:
    if not settings.SAFETY_NET_DEMO:
        raise CommandError("The demo's providers exist in demo mode only: set SAFETY_NET_DEMO=1.")
    demo.set_up(url=url, secret=secret, at=clock.now())


def _secret(options: dict[str, Any]) -> str:
    if options["secret_file"]:
        return str(options["secret_file"].read_text(encoding="utf-8").strip())
    return options["secret"] or secrets.token_urlsafe(32)


def _door(fd: int | None, port: int) -> socket.socket:
    if fd is not None:
        return socket.socket(fileno=fd)
    return socket.create_server(("127.0.0.1", port), backlog=1024)
