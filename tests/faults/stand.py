"""A whole city of processes of its own, to be broken: services, web, workers, beat, sentinel.

Everything listens on unix sockets or on loopback, and ends with the process that started it. What
ends by itself is started again, as the supervisor of a city would; what a test ends is not.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from launch import accounts, leftovers, ports
from launch.application import Application
from launch.paths import Paths
from launch.postgres import Cluster
from launch.processes import Program
from launch.redis import Redis
from tests.faults.keeping import Keeper
from tests.faults.proxy import Proxy

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.support.server_settings"
# Lateness is counted up to the commit of a decision, not up to its beginning.
DATABASE_SETTINGS = "track_commit_timestamp = on\n"
SERVICES = ("postgres", "redis")
# What drives the engine by Celery; the sentinel does it alone.
CELERY = ("urgent", "beat")
DRIVERS = (*CELERY, "sentinel")
START_SECONDS = 60.0
END_SECONDS = 8.0
LOOK_EVERY = 0.05


class Stand:
    """`with Stand(folder) as stand: stand.starts("urgent"); stand.kills("urgent")`."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths(ROOT, folder.resolve())
        self.paths.make()
        self.cluster = Cluster(self.paths)
        self.redis = Redis(self.paths)
        sockets = self.paths.sockets_for(accounts.ours())
        self.proxy = Proxy(sockets / "proxy.sock", self.redis.socket)
        self.key = secrets.token_urlsafe(48)
        self.door = ports.open_door(0)
        self.keeper = Keeper(self.paths)

    @property
    def application(self) -> Application:
        """The product, whose Redis is behind the proxy."""
        told = {"SAFETY_NET_TEST_KEY": self.key}
        return Application(
            self.paths,
            self.cluster.url,
            self.proxy.url,
            settings=SETTINGS,
            extra=told,
            owner_url=self.cluster.owner_url,
        )

    @property
    def environment(self) -> dict[str, str]:
        """What this very process needs in order to see what they see."""
        return self.application.environment()

    @property
    def web_port(self) -> int:
        return ports.number(self.door)

    def __enter__(self) -> Self:
        try:
            self.cluster.create(self.paths.log / "initdb.log")
            self.cluster.write("postgresql.conf", DATABASE_SETTINGS)
            self.keeper.begin()
            self.starts(*SERVICES).are_ready(*SERVICES)
            self.cluster.prepare()
            self.proxy.start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def starts(self, *names: str) -> Self:
        """Start what is not running; nobody is waited for."""
        for name in names:
            self.keeper.start(name, partial(self._program, name))
        return self

    def are_ready(self, *names: str) -> Self:
        for name in names:
            ready = self.keeper.child(name).program.ready
            assert ready is not None, f"{name} does not say when it is ready"
            self.until(ready, f"{name} is ready")
        return self

    def kills(self, *names: str) -> Self:
        """As `kill -9` of each with all that it started."""
        children = [self.keeper.let_go(name) for name in names]
        for child in children:
            if child is not None:
                child.send_group(signal.SIGKILL)
                child.process.wait()
        return self

    def kills_children_of(self, name: str) -> Self:
        """Every process that it started, at whatever they are; it stays and starts new ones."""
        parent = self.keeper.child(name).process.pid
        with suppress(OSError):
            for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
                with suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)
        return self

    def stops(self, *names: str) -> Self:
        """Ask each to end, as the supervisor would, and make it where it does not."""
        running = [child for child in map(self.keeper.let_go, names) if child is not None]
        for child in running:
            child.send(child.program.stop_signal)
        deadline = time.monotonic() + END_SECONDS
        for child in running:
            if not child.wait_until(deadline):
                child.send_group(signal.SIGKILL)
                child.process.wait()
        return self

    def hangs(self, name: str) -> None:
        self.keeper.child(name).send_group(signal.SIGSTOP)

    def goes_on(self, name: str) -> None:
        self.keeper.child(name).send_group(signal.SIGCONT)

    def database_returns(self) -> None:
        """Once what a killed server left has ended, which may take it a moment."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self.cluster.forget_dead_server()
            self.starts("postgres")
            ready = self.keeper.child("postgres").program.ready
            while self.keeper.runs("postgres"):
                if ready is not None and ready():
                    return
                time.sleep(LOOK_EVERY)
            self.kills("postgres")
        raise AssertionError("the database did not come back")

    def until(
        self, true: Callable[[], bool], what: str, *, seconds: float = START_SECONDS
    ) -> float:
        """Wait; how long it took. AssertionError after `seconds`."""
        began = time.monotonic()
        while not true():
            assert time.monotonic() - began < seconds, f"not within {seconds:.0f} s: {what}"
            time.sleep(LOOK_EVERY)
        return time.monotonic() - began

    def _program(self, name: str) -> Program:
        make = {
            "postgres": self.cluster.program,
            "redis": self.redis.program,
            "web": self._web,
            "urgent": self.application.urgent,
            "beat": self.application.beat,
            "sentinel": self.application.sentinel,
        }
        program = make[name]()
        # A backend of the database says whose it is.
        return replace(program, env={**program.env, "PGAPPNAME": name})

    def _web(self) -> Program:
        return self.application.web(self.door)

    def _end(self) -> None:
        for name in SERVICES:
            if self.keeper.runs(name):
                self.goes_on(name)
        # Nothing that they hold is wanted any more, and Celery takes its time to say goodbye.
        self.kills(*(name for name in self.keeper.names() if name not in SERVICES))
        self.keeper.end()
        self.proxy.stop()
        self.stops(*self.keeper.names())
        leftovers.end_all(self.paths)
        self.door.close()
        shutil.rmtree((self.paths.var / "postgres").resolve(), ignore_errors=True)
        for account in (accounts.ours(), accounts.for_database()):
            shutil.rmtree(self.paths.sockets_for(account), ignore_errors=True)
