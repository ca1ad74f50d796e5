"""The provider stub as a real process: `with Stub() as stub: stub.got("sms")`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from tests.support.nursery import ROOT, WITH_US

SECRET = "what the stub and the city both know"
START_SECONDS = 30


class Stub:
    """A provider on loopback whose faults a test may order."""

    def __init__(self, *, callbacks: str = "", delay: float = 0.0, log: Path | None = None) -> None:
        self.callbacks, self.delay, self.log = callbacks, delay, log
        self._door = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port: int = self._door.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self._client = httpx.Client(base_url=self.url, trust_env=False, timeout=10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def address(self, channel: str = "sms", slug: str = "stub") -> str:
        return f"{self.url}/send/{slug}/{channel}"

    def start(self) -> Self:
        words = ["--fd", str(self._door.fileno()), "--secret", SECRET, "--delay", str(self.delay)]
        words += ["--callbacks", self.callbacks] if self.callbacks else []
        words += ["--log", str(self.log)] if self.log else []
        self._process = subprocess.Popen(
            [*WITH_US, sys.executable, "manage.py", "provider_stub", *words],
            cwd=ROOT,
            env={**os.environ},
            pass_fds=(self._door.fileno(),),
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                self._client.get("/log")
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("the stub did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def is_dead(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def has_died(self) -> bool:
        assert self._process is not None
        return self._process.wait(10) != 0

    def order(self, **fault: Any) -> None:
        """The next messages that fit meet this fault; or `delay=…`, or `forget=True`."""
        self._client.post("/control", json=fault).raise_for_status()

    def got(self, channel: str = "") -> list[dict[str, Any]]:
        """What it took, or refused, so far."""
        found: list[dict[str, Any]] = self._client.get("/log").json()
        return [one for one in found if channel in ("", one["channel"])]

    def hears(self, number: str, text: str, slug: str = "stub") -> int:
        """Somebody sends a text message to it; what its callback was answered."""
        said = {"slug": slug, "from": number, "text": text}
        return int(self._client.post("/reply", json=said, timeout=20).json()["status"])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._client.close()
        self._door.close()
