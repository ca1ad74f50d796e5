"""Names that may hold spaces: units, agencies, types. The longest one that fits is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from commands.parsing.folding import SPACES, Token, breaks, fold, squash

Key = int | str


@dataclass(frozen=True)
class Name:
    """One name of something: how it is written, and where it may be broken."""

    key: Key
    plain: str
    breaks: frozenset[int]


@dataclass(frozen=True)
class Match:
    """`keys` are what `count` words may mean: one, or several that can't be told apart."""

    keys: list[Key]
    count: int


@dataclass
class Names:
    """Names by their squashed text."""

    by_text: dict[str, list[Name]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, rows: Iterable[tuple[Key, str]]) -> Names:
        names = cls()
        for key, text in rows:
            names._add(key, fold(text))
        return names

    def _add(self, key: Key, folded: str) -> None:
        text = squash(folded)
        if text:
            found = Name(key, one_spaced(folded), breaks(folded))
            self.by_text.setdefault(text, []).append(found)
            self.longest = max(self.longest, len(text))

    def find(self, tokens: list[Token], start: int) -> Match | None:
        """What stands at `start`, the longest first.

        Spaces may be left out. Only where no name fits that way may they also be put in, and then
        just one name may answer: "e51 42" is not "E 5142".
        """
        fitting: Match | None = None
        loose: list[Match] = []
        for count, typed, text in self._prefixes(tokens, start):
            named = self.by_text.get(text, [])
            fits = [name for name in named if typed <= name.breaks]
            if fits:
                fitting = _choose(fits, tokens, start, count)
            elif named:
                loose.append(_choose(named, tokens, start, count))
        return fitting or _only(loose)

    def _prefixes(
        self, tokens: list[Token], start: int
    ) -> Iterable[tuple[int, frozenset[int], str]]:
        text, typed = "", frozenset[int]()
        for at in range(start, len(tokens)):
            part = squash(tokens[at].folded)
            if not part or len(text) + len(part) > self.longest:
                return
            typed = typed | {len(text)} if text else typed
            text += part
            yield at - start + 1, typed, text


def one_spaced(folded: str) -> str:
    """With single plain spaces between its words."""
    plain = "".join(" " if letter in SPACES else letter for letter in folded)
    return " ".join(word for word in plain.split(" ") if word)


def _choose(named: list[Name], tokens: list[Token], start: int, count: int) -> Match:
    """Who is written exactly so comes before who is only written alike."""
    written = " ".join(token.folded for token in tokens[start : start + count])
    exact = [name for name in named if name.plain == written]
    return Match(list(dict.fromkeys(name.key for name in exact or named)), count)


def _only(loose: list[Match]) -> Match | None:
    if len(loose) < 2:
        return loose[0] if loose else None
    keys = dict.fromkeys(key for match in loose for key in match.keys)
    return Match(list(keys), loose[-1].count)
