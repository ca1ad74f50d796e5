"""An identity provider as a real process: `with Provider() as provider: provider.server_url`."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlsplit

import httpx
from django.test import Client

from tests.support.nursery import WITH_US

START_SECONDS = 30


class Provider:
    """Vouches for whoever a test says. Any client may ask it."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port: int = door.getsockname()[1]
        self._web = httpx.Client(base_url=self.server_url, trust_env=False, timeout=10)

    @property
    def server_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        words = ["-W", "ignore", "-m", "oidc_provider_mock", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*WITH_US, sys.executable, *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                self._web.get("/.well-known/openid-configuration").raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("the provider did not start")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._web.close()

    def knows(self, sub: str, **claims: Any) -> None:
        """It has somebody of that name, about whom it says this."""
        self._web.put(f"/users/{quote(sub)}", json=claims).raise_for_status()

    def file(self, folder: Path, **more: Any) -> str:
        """The file that an installation would name, with the secret beside it."""
        (folder / "secret").write_text("what the city and the provider know\n")
        told = {
            "id": "city",
            "name": "City sign-in",
            "server_url": self.server_url,
            "client_id": "safety-net",
            "client_secret_file": "secret",
            **more,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        path = folder / "openid.toml"
        path.write_text("\n".join(["[[provider]]", *lines, ""]))
        return str(path)

    def signs_in(self, client: Client, sub: str, *, allows: bool = True) -> Any:
        """The way of a browser: our button, the provider's page, and back. Our last answer."""
        there = client.post("/account/openid/city/login/")
        assert there.status_code == 302, there.content.decode()
        assert there["Location"].startswith(f"{self.server_url}/oauth2/authorize")
        assert "code_challenge=" in there["Location"]
        said = {"sub": sub} if allows else {"sub": sub, "action": "deny"}
        back = self._web.post(there["Location"], data=said)
        assert back.status_code == 302, back.text
        address = urlsplit(back.headers["location"])
        return client.get(f"{address.path}?{address.query}")
