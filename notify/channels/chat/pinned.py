"""The door of outgoing.py for a library that resolves names by itself.

apprise asks through urllib3, which would resolve a name once more after it was judged. While a chat
is written to, every connection of this thread goes to an address that was judged a moment ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from urllib3.util import connection

from notify.channels.outgoing import address_of

_judging: ContextVar[bool] = ContextVar("judging", default=False)
_connect: Any = connection.create_connection


def create_connection(address: tuple[str, int], *args: Any, **kwargs: Any) -> Any:
    """Connect to the judged address of a host; OSError where it may not be asked."""
    host, port = address
    if _judging.get():
        try:
            host = address_of(host.strip("[]"), port)
        except ValueError as problem:
            raise OSError(str(problem)) from problem
    return _connect((host, port), *args, **kwargs)


setattr(connection, "create_connection", create_connection)  # noqa: B010  (mypy: not ours)


@contextmanager
def connections() -> Iterator[None]:
    """Judge and pin whatever urllib3 connects to meanwhile."""
    token = _judging.set(True)
    try:
        yield
    finally:
        _judging.reset(token)
