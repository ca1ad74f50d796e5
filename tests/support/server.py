"""A real web server in its own process, on a free port, with the database of the tests."""

from __future__ import annotations

import http.client
import os
import select
import signal
import socket
import time
from types import TracebackType
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.support.nursery import nursery_for

START_SECONDS = 30
STOP_SECONDS = 10


def database_url() -> str:
    """The address of the database that this test process uses now."""
    now = connection.settings_dict
    who = quote(str(now["USER"])) + (f":{quote(str(now['PASSWORD']))}" if now["PASSWORD"] else "")
    port = f"&port={now['PORT']}" if now["PORT"] else ""
    return f"postgres://{who}@/{now['NAME']}?host={now['HOST']}{port}"


class Server:
    """`with Server() as server: server.url`. It sees what the test has committed, nothing else."""

    def __init__(
        self, application: str = "safety_net.asgi:application", **environment: str
    ) -> None:
        self.application = application
        self._environment = environment
        self._pid = 0
        # Readable once the server has ended; it is no child of ours.
        self._handle: int | None = None
        self._door = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port: int = self._door.getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/live/"

    @property
    def pid(self) -> int:
        assert self._handle is not None
        return self._pid

    def start(self) -> Self:
        """Start and wait until it answers. The port stays the same after a stop or a kill."""
        nursery = nursery_for(self._full_environment())
        self._pid = nursery.bear(self._door, self.application)
        self._handle = os.pidfd_open(self._pid)
        self._wait_until_it_answers()
        return self

    def stop(self) -> None:
        """Ask it to end, as the supervisor would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self._door.close()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._door.close()

    def _full_environment(self) -> dict[str, str]:
        # pytest names the running test in the environment, and one nursery serves many tests.
        ours = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
        return {
            **ours,
            "DJANGO_SETTINGS_MODULE": "tests.support.server_settings",
            "SAFETY_NET_TEST_KEY": settings.SECRET_KEY,
            "DATABASE_URL": database_url(),
            "REDIS_URL": settings.REDIS_URL,
            **self._environment,
        }

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert not self._has_ended(within=0), "the server ended while it started"
            if self._answers():
                return
            time.sleep(0.02)
        raise AssertionError(f"the server did not answer within {START_SECONDS} s")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz/live")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _end(self, how: signal.Signals) -> None:
        handle = self._handle
        if handle is None:
            return
        signal.pidfd_send_signal(handle, how)
        if not self._has_ended(within=STOP_SECONDS):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            self._has_ended(within=STOP_SECONDS)
        self._handle = None
        os.close(handle)

    def _has_ended(self, *, within: float) -> bool:
        """Whether it has, or does so within some seconds."""
        assert self._handle is not None
        ended, _, _ = select.select([self._handle], [], [], within)
        return bool(ended)
