"""What the apps above the kernel provide to it. `safety_net/wiring.py` registers them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser

from safety_net.core.access import Viewer

T = TypeVar("T")
Board: TypeAlias = dict[str, Any]
Snapshot: TypeAlias = Callable[[Viewer], Board]
BySession: TypeAlias = Callable[[AbstractBaseUser, Mapping[str, Any]], Viewer | None]
ByToken: TypeAlias = Callable[[str], Viewer | None]
StandingKeys: TypeAlias = Callable[[Collection[str]], Collection[str]]
StandingSessions: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
StillValid: TypeAlias = Callable[[Collection[Viewer]], Collection[Viewer]]


@dataclass(frozen=True, slots=True)
class Position:
    """One unit's latest: who may see it, and its JSON array, as it stands in a frame."""

    unit: int
    audience: frozenset[str]
    text: bytes


@dataclass(frozen=True, slots=True)
class Positions:
    """What was read at `at`: every position, or (not `whole`) at least those that are new."""

    at: datetime
    positions: list[Position]
    whole: bool


ReadPositions: TypeAlias = Callable[[datetime | None], Positions]
ReadEngine: TypeAlias = Callable[[], Mapping[str, datetime]]


class NotProvided(LookupError):
    """wiring.py has not registered what the live channel needs."""


@dataclass
class Registry:
    """The functions in force; tests may put in their own."""

    snapshot: Snapshot | None = None
    by_session: BySession | None = None
    by_token: ByToken | None = None
    standing_keys: StandingKeys | None = None
    standing_sessions: StandingSessions | None = None
    still_valid: StillValid | None = None
    positions: ReadPositions | None = None
    engine: ReadEngine | None = None


provided = Registry()


def provide_snapshot(build: Snapshot) -> None:
    """`build(viewer)` returns the board as plain JSON.

    It is called inside a read-only REPEATABLE READ transaction together with the log's head. It
    may depend on the viewer's agency, role and tokens, never on the person: viewers who agree in
    these share one snapshot.
    """
    provided.snapshot = build


def provide_viewers(
    *,
    by_session: BySession,
    by_token: ByToken,
    standing_keys: StandingKeys,
    standing_sessions: StandingSessions,
    still_valid: StillValid,
) -> None:
    """Say who is looking.

    `by_session(user, session)`: the viewer of a signed-in user for the acting agency that the
    session names; None without an active membership.
    `by_token(key)`: the viewer of an API token; None if the token is not valid, WrongScope where
    it is not for listening.
    `standing_keys(keys)`: those keys of API tokens that still are valid, by one query.
    `standing_sessions(keys)`: the stored data of those sessions that have not ended, by key.
    `still_valid(viewers)`: those whose membership still is active with the same agency and role,
    by one query for all of them.
    """
    provided.by_session = by_session
    provided.by_token = by_token
    provided.standing_keys = standing_keys
    provided.standing_sessions = standing_sessions
    provided.still_valid = still_valid


def provide_positions(read: ReadPositions) -> None:
    """`read(since)` returns the positions received after `since`, with None all of them.

    It is called once a second in a thread. Its `at` is the database's time of the reading, and
    each position says by its audience who may see it.
    """
    provided.positions = read


def provide_engine(read: ReadEngine) -> None:
    """`read()` returns when each driver of the engine was last at work, by the database's clock.

    It is called once a second in a thread, and heartbeats say it to every desk.
    """
    provided.engine = read


def engine_pulses() -> Mapping[str, datetime]:
    return _given(provided.engine)()


def positions_since(since: datetime | None) -> Positions:
    return _given(provided.positions)(since)


def board_of(viewer: Viewer) -> Board:
    """The board that `viewer` may see now."""
    return _given(provided.snapshot)(viewer)


def viewer_of_session(user: AbstractBaseUser, session: Mapping[str, Any]) -> Viewer | None:
    return _given(provided.by_session)(user, session)


def viewer_of_token(key: str) -> Viewer | None:
    return _given(provided.by_token)(key)


def standing_keys(keys: Collection[str]) -> Collection[str]:
    return _given(provided.standing_keys)(keys)


def standing_sessions(keys: Collection[str]) -> Mapping[str, str]:
    return _given(provided.standing_sessions)(keys)


def still_valid(viewers: Collection[Viewer]) -> Collection[Viewer]:
    return _given(provided.still_valid)(viewers)


def _given(function: T | None) -> T:
    if function is None:
        raise NotProvided("wiring.py must call live.provide_snapshot() and live.provide_viewers()")
    return function
