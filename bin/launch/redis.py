"""A private Redis for queues and wake-ups. It keeps nothing: PostgreSQL is what remembers."""

import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launch import run
from launch.accounts import ours
from launch.paths import Paths
from launch.processes import Program


@dataclass(frozen=True)
class Redis:
    """One Redis on a unix socket, without a port."""

    paths: Paths
    databases: int = 16

    @property
    def folder(self) -> Path:
        return self.paths.var / "redis"

    @property
    def socket(self) -> Path:
        return self.paths.sockets_for(ours()) / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket), safe='/')}?db=0"

    def program(self) -> Program:
        self.folder.mkdir(exist_ok=True)
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder.resolve()),
            "databases": str(self.databases),
            "save": "",
            "appendonly": "no",
            "maxmemory-policy": "noeviction",
        }
        options = [word for name, value in settings.items() for word in (f"--{name}", value)]
        return Program(
            name="redis",
            argv=["redis-server", *options],
            env=run.clean_environment(),
            cwd=self.folder,
            service=True,
            ready=self.answers,
        )

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(7) == b"+PONG\r\n"
            except OSError:
                return False
