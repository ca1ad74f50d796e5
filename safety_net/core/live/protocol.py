"""The frames of the live channel, both ways. docs/live.md shows each by example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from safety_net.core.access import Viewer
from safety_net.core.live.registry import Board

VERSION = 1
ANY_NUMBER = re.compile(r"[0-9]{1,40}", re.ASCII)
MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)?", re.ASCII)


class BadStart(ValueError):
    """The client's first words can't be understood."""


@dataclass(frozen=True, kw_only=True)
class Bye:
    """Why the server ends a connection. `retry`: may the client come back by itself?"""

    code: str
    close: int
    retry: bool

    @property
    def frame(self) -> bytes:
        return orjson.dumps({"type": "bye", "code": self.code, "retry": self.retry})


PROTOCOL = Bye(code="protocol", close=4400, retry=False)
SIGNED_OUT = Bye(code="signed_out", close=4401, retry=False)
WRONG_SCOPE = Bye(code="wrong_scope", close=4403, retry=False)
MEMBERSHIP_CHANGED = Bye(code="membership_changed", close=4403, retry=True)
NO_MEMBERSHIP = Bye(code="membership_changed", close=4403, retry=False)
SLOW = Bye(code="slow", close=4408, retry=True)
TOO_MANY = Bye(code="too_many", close=4429, retry=True)
RESTART = Bye(code="restart", close=1012, retry=True)
UNAVAILABLE = Bye(code="unavailable", close=1013, retry=True)
BYES = (
    PROTOCOL,
    SIGNED_OUT,
    WRONG_SCOPE,
    MEMBERSHIP_CHANGED,
    NO_MEMBERSHIP,
    SLOW,
    TOO_MANY,
    RESTART,
    UNAVAILABLE,
)


def viewer_as_seen(viewer: Viewer) -> dict[str, int | str | None]:
    """Whom the server sees; somebody else needs another board."""
    return {"user": viewer.user_id, "agency": viewer.agency_id, "role": viewer.role}


def hello(viewer: Viewer, *, heartbeat: float) -> bytes:
    who = viewer_as_seen(viewer)
    return orjson.dumps(
        {"type": "hello", "protocol": VERSION, "viewer": who, "heartbeat": heartbeat}
    )


def snapshot(board: Board, *, as_of: int) -> bytes:
    return orjson.dumps({"type": "snapshot", "as_of": as_of, "board": board})


def entries(texts: Sequence[bytes], *, after: int, upto: int, head: int) -> bytes:
    """`texts` are entries that are JSON already; the frame covers every seq in (after, upto]."""
    start = b'{"type":"entries","after":%d,"upto":%d,"head":%d,"entries":[' % (after, upto, head)
    return start + b",".join(texts) + b"]}"


def positions(texts: Sequence[bytes], *, at: str, full: bool) -> bytes:
    """`texts` are JSON arrays already, one a unit; a full frame replaces all positions."""
    start = b'{"type":"positions","at":"%b","full":%b,"units":[' % (
        at.encode(),
        b"true" if full else b"false",
    )
    return start + b",".join(texts) + b"]}"


def heartbeat(*, head: int, at: str | None, engine: Mapping[str, str | None]) -> bytes:
    """`at` is when the log was last seen to have this head, by the database's clock.

    `engine`: when each driver was last at work, by the same clock.
    """
    return orjson.dumps({"type": "heartbeat", "head": head, "at": at, "engine": dict(engine)})


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a client asks for: everything after `since`, None for a snapshot; `positions` or not."""

    since: int | None
    positions: bool = True


def read_start(text: str) -> Start:
    """The start frame. BadStart for anything else."""
    try:
        message = orjson.loads(text)
    except orjson.JSONDecodeError as problem:
        raise BadStart("not JSON") from problem
    if not isinstance(message, dict) or message.get("type") != "start":
        raise BadStart("not a start frame")
    since, positions = message.get("since"), message.get("positions", True)
    if since is not None and (isinstance(since, bool) or not isinstance(since, int) or since < 0):
        raise BadStart("since is not a whole number")
    if not isinstance(positions, bool):
        raise BadStart("positions is not true or false")
    return Start(since=since, positions=positions)


def read_since(text: str) -> int:
    """The `since` of an address. BadStart unless it is a whole number."""
    if not ANY_NUMBER.fullmatch(text):
        raise BadStart("since is not a whole number")
    return int(text)


def read_moment(text: str) -> str:
    """The `at` of a positions frame as it was given out, or "". BadStart for anything else."""
    if not MOMENT.fullmatch(text):
        raise BadStart("positions is not a time that was given out")
    return text
