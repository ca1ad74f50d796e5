"""Web servers that start at once: a process that has loaded the product forks one when asked.

Loading takes seconds of a processor, and every test at a desk wants a server of its own.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
# A test run that is killed outright leaves no server behind.
WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
READY_SECONDS = 60
LONGEST = 4096
MOST = 3


class Nursery:
    """The product, loaded in one environment. Its servers end with it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._line, theirs = socket.socketpair()
        self._line.settimeout(READY_SECONDS)
        with theirs:
            self._process = subprocess.Popen(
                [*WITH_US, sys.executable, "-m", "tests.support.nursery", str(theirs.fileno())],
                cwd=ROOT,
                env=environment,
                pass_fds=(theirs.fileno(),),
            )
        assert self._line.recv(LONGEST) == b"loaded", "the product could not be loaded"

    def bear(self, door: socket.socket, application: str) -> int:
        """Start a server of `application` that listens at `door`; its process id."""
        socket.send_fds(self._line, [application.encode()], [door.fileno()])
        return int(self._line.recv(LONGEST))

    def close(self) -> None:
        self._line.close()
        self._process.wait()


_open: OrderedDict[tuple[tuple[str, str], ...], Nursery] = OrderedDict()


def nursery_for(environment: dict[str, str]) -> Nursery:
    """The one of this environment. Few are kept: those that were asked for last."""
    key = tuple(sorted(environment.items()))
    if key not in _open:
        _open[key] = Nursery(environment)
    _open.move_to_end(key)
    while len(_open) > MOST:
        _key, oldest = _open.popitem(last=False)
        oldest.close()
    return _open[key]


def main() -> None:
    """Load the product, say so, and fork whenever a door comes along the line."""
    line = socket.socket(fileno=int(sys.argv[1]))
    load()
    # Nobody waits for the servers here: whoever asked for one watches it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    line.sendall(b"loaded")
    while True:
        application, doors, _flags, _address = socket.recv_fds(line, LONGEST, 1)
        if not doors:
            return
        child = os.fork()
        if not child:
            serve(line, application.decode(), doors[0])
        os.close(doors[0])
        line.sendall(str(child).encode())


def load() -> None:
    """Everything that a server imports; no connection is taken along."""
    from safety_net import server

    server.check()

    from django.db import connections

    import safety_net.asgi  # noqa: F401

    connections.close_all()
    gc.freeze()


def serve(line: socket.socket, application: str, door: int) -> NoReturn:
    """Be a server, to the end of this process."""
    from safety_net import server

    line.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    try:
        server.serve(application, fd=door)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
