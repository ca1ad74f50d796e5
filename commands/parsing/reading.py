"""How far a line is read, what was understood, and what might come next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from commands.parsing.folding import Token
from commands.parsing.index import Index


class Trouble(Exception):
    """A word that can't be meant. `more` is public: candidates, names of slots."""

    def __init__(self, code: str, start: int, end: int, **more: Any) -> None:
        super().__init__(code)
        self.error = {"code": code, "from": start, "to": end, **more}


@dataclass
class Reading:
    """The words of `line` from `at` on are still to be read.

    `spans` are the words that were understood; `expects` says what might stand from where on, for
    those who complete what is being typed.
    """

    line: str
    tokens: list[Token]
    index: Index
    at: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    spans: list[dict[str, Any]] = field(default_factory=list)
    expects: list[dict[str, Any]] = field(default_factory=list)

    @property
    def done(self) -> bool:
        return self.at >= len(self.tokens)

    @property
    def word(self) -> str:
        """The word to read, folded; "" at the end."""
        return "" if self.done else self.tokens[self.at].folded

    def expect(self, kind: str) -> None:
        """A word of this kind could stand here."""
        start = len(self.line) if self.done else self.tokens[self.at].start
        if all(kind != one["kind"] for one in self.expects):
            self.expects.append({"kind": kind, "from": start})

    def take(self, kind: str, meant: Any, count: int = 1) -> None:
        """The next `count` words stand for `meant`."""
        first, last = self.tokens[self.at], self.tokens[self.at + count - 1]
        self.spans.append({"from": first.start, "to": last.end, "kind": kind, "meant": meant})
        self.at += count

    def give_back(self) -> Any:
        """Unread what was taken last, if it was one word; what it stood for."""
        self.at -= 1
        return self.spans.pop()["meant"]

    def trouble(self, code: str, count: int = 1, **more: Any) -> Trouble:
        """About the next `count` words."""
        first, last = self.tokens[self.at], self.tokens[self.at + count - 1]
        return Trouble(code, first.start, last.end, **more)

    def missing(self, slot: dict[str, Any]) -> Trouble:
        return Trouble("missing", len(self.line), len(self.line), slot=slot["name"])

    def rest(self) -> str:
        """What is still to be read, as it was typed."""
        return self.line[self.tokens[self.at].start : self.tokens[-1].end]
