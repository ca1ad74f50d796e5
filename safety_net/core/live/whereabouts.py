"""Where units are, as the hub knows it: the newest of each, and nothing that waits in a line.

A client's place is the `at` of the last frame that it had, the database's time of a reading. It
has everything that was committed until then, whichever web process told it, so a long poll may
come back to another one.
"""

from __future__ import annotations

from collections.abc import Iterable

from safety_net.core.clock import iso
from safety_net.core.live import protocol
from safety_net.core.live.registry import Position, Positions

FRAMES_KEPT = 64
NOTHING = ""  # comes before every time


class Whereabouts:
    """`at` is the time of the last reading, NOTHING before the first."""

    def __init__(self) -> None:
        self.at = NOTHING
        self._whole_at = NOTHING  # who was here before that is told everything anew
        self._known: dict[int, tuple[Position, str]] = {}  # and the reading that brought it
        # The last reading that brought anything, and the one before that.
        self._moved: list[Position] = []
        self._moved_at = self._moved_before = NOTHING
        self._frames: dict[tuple[str | None, frozenset[str]], bytes | None] = {}

    def take(self, found: Positions) -> bool:
        """Learn what was read; whether it is news to anybody.

        A position that is gone, or no longer for all who had it, makes everything new.
        """
        at = iso(found.at) or NOTHING
        moved = [one for one in found.positions if self._is_news(one)]
        is_back = at < self.at  # the database's clock was put back
        is_first = self.at == NOTHING
        whole = is_first or is_back or self._lost(found) or any(map(self._is_narrower, moved))
        if found.whole:
            self._drop_all_but({one.unit for one in found.positions})
        for one in moved:
            self._known[one.unit] = (one, at)
        if moved:
            self._moved, self._moved_before, self._moved_at = moved, self._moved_at, at
        if whole:
            self._whole_at = at
        self.at = at
        self._frames.clear()
        return whole or bool(moved)

    def frame(self, seen: str, tokens: frozenset[str]) -> bytes | None:
        """What holders of `tokens` get who were here at `seen`; None if nothing is new to them.

        Encoded once for all who lack the same and may see the same.
        """
        key = (self._lacking_since(seen), tokens)
        if key not in self._frames:
            if len(self._frames) >= FRAMES_KEPT:
                del self._frames[next(iter(self._frames))]
            self._frames[key] = self._made(*key)
        return self._frames[key]

    def _lacking_since(self, seen: str) -> str | None:
        """`seen`, or an earlier time since which the same is lacking; None: everything is."""
        if not self._whole_at <= seen <= self.at or seen == NOTHING:
            return None
        if seen >= self._moved_at:
            return self._moved_at
        return min(self._moved_before, seen)

    def _made(self, since: str | None, tokens: frozenset[str]) -> bytes | None:
        full = since is None
        texts = [one.text for one in self._since(since) if not one.audience.isdisjoint(tokens)]
        return protocol.positions(texts, at=self.at, full=full) if full or texts else None

    def _since(self, since: str | None) -> Iterable[Position]:
        if since is None:
            return (one for one, _ in self._known.values())
        if since == self._moved_at:
            return ()
        if since == self._moved_before:
            return self._moved
        return (one for one, at in self._known.values() if at > since)

    def _is_news(self, one: Position) -> bool:
        known = self._known.get(one.unit)
        return known is None or known[0] != one

    def _is_narrower(self, one: Position) -> bool:
        known = self._known.get(one.unit)
        return known is not None and not known[0].audience <= one.audience

    def _lost(self, found: Positions) -> bool:
        return found.whole and not self._known.keys() <= {one.unit for one in found.positions}

    def _drop_all_but(self, units: set[int]) -> None:
        for unit in self._known.keys() - units:
            del self._known[unit]
