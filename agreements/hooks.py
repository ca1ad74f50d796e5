"""What other apps do about agreements, and what they tell of. safety_net/wiring.py says who."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from safety_net.core.hooks import Hook

if TYPE_CHECKING:
    from datetime import datetime

    from agreements.models import Agreement

# It came into force or ended, and that is committed: incidents are made to follow.
turned: Hook[Agreement, datetime] = Hook()

UnknownTypes = Callable[[Collection[str]], Collection[str]]


def _all_are_known(codes: Collection[str]) -> Collection[str]:
    return ()


_unknown_types: list[UnknownTypes] = [_all_are_known]


def provide_unknown_types(answer: UnknownTypes) -> None:
    """`answer(codes)`: those that are neither an incident type nor a family of them."""
    _unknown_types[0] = answer


def unknown_types(codes: Collection[str]) -> list[str]:
    return sorted(_unknown_types[0](codes))
