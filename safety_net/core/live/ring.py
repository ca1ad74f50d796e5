"""The last entries of the log in memory, shared by all connections, each with its own cursor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safety_net.core.live import protocol
from safety_net.core.live.limits import Limits

FRAMES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: who may see it, and its JSON, encoded once."""

    seq: int
    audience: frozenset[str]
    text: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """An entries frame that is ready to send, and the cursor of a connection that has it."""

    text: bytes
    upto: int
    visible: int


def frame_of(
    rows: Iterable[Row], *, after: int, upto: int, tokens: frozenset[str], limits: Limits
) -> Frame:
    """The first frame of `rows`, which are all there is in (after, upto]; it may end earlier."""
    texts, size, end = [], 0, upto
    for row in rows:
        if row.audience.isdisjoint(tokens):
            continue
        texts.append(row.text)
        size += len(row.text)
        if len(texts) >= limits.frame_entries or size >= limits.frame_bytes:
            end = row.seq
            break
    text = protocol.entries(texts, after=after, upto=end, head=upto)
    return Frame(text=text, upto=end, visible=len(texts))


class Ring:
    """Covers every seq in (base, head]. A slow connection costs it nothing but its cursor."""

    def __init__(self, head: int, limits: Limits) -> None:
        self.base = self.head = head
        self._limits = limits
        self._seqs: list[int] = []
        self._rows: list[Row] = []
        self._bytes = 0
        self._frames: dict[tuple[int, int, frozenset[str]], Frame] = {}

    def extend(self, rows: Sequence[Row], *, upto: int) -> None:
        """Append what was read after the head; the ring then reaches `upto`."""
        self._rows.extend(rows)
        self._seqs.extend(row.seq for row in rows)
        self._bytes += sum(len(row.text) for row in rows)
        self.head = upto
        self._forget_oldest()

    def covers(self, cursor: int) -> bool:
        return self.base <= cursor <= self.head

    def frame(self, cursor: int, tokens: frozenset[str]) -> Frame:
        """What holders of `tokens` get next after `cursor`. Encoded once for all who agree."""
        key = (cursor, self.head, tokens)
        frame = self._frames.get(key)
        if frame is None:
            rows = self._rows[bisect_right(self._seqs, cursor) :]
            frame = frame_of(rows, after=cursor, upto=self.head, tokens=tokens, limits=self._limits)
            self._frames[key] = frame
            if len(self._frames) > FRAMES_KEPT:
                del self._frames[next(iter(self._frames))]
        return frame

    def _forget_oldest(self) -> None:
        drop, size = max(0, len(self._rows) - self._limits.ring_entries), self._bytes
        dropped = sum(len(row.text) for row in self._rows[:drop])
        while size - dropped > self._limits.ring_bytes:
            dropped += len(self._rows[drop].text)
            drop += 1
        if drop:
            self.base = self._seqs[drop - 1]
            self._bytes -= dropped
            del self._rows[:drop], self._seqs[:drop]
