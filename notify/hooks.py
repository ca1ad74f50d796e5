"""Moments of a message at which other apps may act, and what they tell the sender."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.hooks import Hook

if TYPE_CHECKING:
    from notify.models import Message

Cause = tuple[str, int]
Wanted = Callable[[Collection[Cause]], set[Cause]]


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A delivery that got somewhere: `state` is where it is now."""

    delivery_id: int
    message_id: int
    user_id: int | None
    cause: str
    generation: int
    incident_id: int | None
    channel: str
    state: str


# Somebody is on it: the message, who, when.
answered: Hook[Message, Actor, datetime, Log] = Hook()
moved: Hook[list[Moved], Log] = Hook()

_wanted: list[Wanted] = []


def provide_wanted(wanted: Wanted) -> None:
    """Let `wanted` say which (cause, generation) still stand; the sender asks before it sends.

    It answers for all that have a cause; what has none (a test, a code) always stands.
    """
    _wanted[:] = [wanted]


def wanted(causes: Collection[Cause]) -> set[Cause]:
    """Those that still stand; all of them where nobody was named who knows."""
    own = {cause for cause in causes if not cause[0]}
    asked = set(causes) - own
    if not asked or not _wanted:
        return own | asked
    (ask,) = _wanted
    return own | ask(asked)
