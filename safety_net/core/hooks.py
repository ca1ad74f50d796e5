"""Reactions between apps, registered in safety_net/wiring.py and run inside the transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Hook(Generic[P]):
    """A named moment of one app, at which others may act. Reactions run in the order of wiring."""

    def __init__(self) -> None:
        self._reactions: list[Callable[P, None]] = []

    def then(self, reaction: Callable[P, None]) -> None:
        if reaction not in self._reactions:
            self._reactions.append(reaction)

    def run(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for reaction in self._reactions:
            reaction(*args, **kwargs)
