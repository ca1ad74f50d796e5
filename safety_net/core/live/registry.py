"""What the apps above the kernel provide to it. `safety_net/wiring.py` registers them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from safety_net.core.access import Viewer

type Board = dict[str, Any]
type Snapshot = Callable[[Viewer], Board]
type BySession = Callable[[AbstractBaseUser, Mapping[str, Any]], Viewer | None]
type ByToken = Callable[[str], tuple[Viewer, int] | None]


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What a connection was let in with, and what must stay true while it lasts."""

    viewer: Viewer
    session_key: str | None = None
    session_data: str = field(default="", repr=False)
    password_mark: str = field(default="", repr=False)
    token_id: int | None = None


type StillMembers = Callable[[Collection[Claims]], Collection[Claims]]


class NotProvided(LookupError):
    """wiring.py has not registered what the live channel needs."""


@dataclass
class Registry:
    """The functions in force; tests may put in their own."""

    snapshot: Snapshot | None = None
    by_session: BySession | None = None
    by_token: ByToken | None = None
    still_members: StillMembers | None = None


provided = Registry()


def provide_snapshot(build: Snapshot) -> None:
    """`build(viewer)` returns the board as plain JSON.

    It is called inside a read-only REPEATABLE READ transaction together with the log's head. It
    may depend on the viewer's agency, role and tokens, never on the person: viewers who agree in
    these share one snapshot.
    """
    provided.snapshot = build


def provide_viewers(
    *, by_session: BySession, by_token: ByToken, still_members: StillMembers
) -> None:
    """Say who is looking.

    `by_session(user, session)` gives the viewer of a signed-in user for the acting agency that
    the session names; None without an active membership.
    `by_token(key)` gives the viewer of an API token and the token's id; None if it is not valid.
    `still_members(claims)` returns those claims, in one or two queries for all of them, whose
    membership still is active with the same agency, role and tokens, and whose token (if it has
    one) still is valid.
    """
    provided.by_session = by_session
    provided.by_token = by_token
    provided.still_members = still_members


def board_of(viewer: Viewer) -> Board:
    """The board that `viewer` may see now."""
    if provided.snapshot is None:
        raise NotProvided("live.provide_snapshot() was not called")
    return provided.snapshot(viewer)
