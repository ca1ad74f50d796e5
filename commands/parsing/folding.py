"""Words of a line, folded so that case, width and spacing make no difference.

Offsets count code points of the composed (NFC) line. Every rule here is spelled out instead of left
to a library's idea of Unicode, because the browser must come to the same words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

SPACES = frozenset("\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | {
    chr(code) for code in range(0x2000, 0x200B)
}
HYPHEN = "-"
# A command may be one of these, and then needs no space behind it.
SIGNS = frozenset("!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~")
# Latin, Greek, Cyrillic and Armenian; nothing beyond has case that anybody types here.
LAST_CASED = 0x0590
WIDE_FIRST, WIDE_LAST, WIDE_SHIFT = 0xFF01, 0xFF5E, 0xFEE0


@dataclass(frozen=True)
class Token:
    """A word of the line: where it stands, and how it reads folded."""

    start: int
    end: int
    folded: str


def compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Composed and in lower case; as many letters as the composed text."""
    return "".join(_fold(letter) for letter in compose(text))


def squash(folded: str) -> str:
    """Without spaces and hyphens: "E 51", "E-51" and "e51" are one."""
    return "".join(letter for letter in folded if letter not in SPACES and letter != HYPHEN)


def breaks(folded: str) -> frozenset[int]:
    """Where in the squashed text a space or hyphen stood."""
    found, length = set(), 0
    for letter in folded:
        if letter in SPACES or letter == HYPHEN:
            found.add(length)
        else:
            length += 1
    return frozenset(found - {0, length})


def tokens_of(line: str) -> list[Token]:
    """The words of a composed line."""
    found: list[Token] = []
    start = None
    for at, letter in enumerate([*line, " "]):
        if letter not in SPACES:
            start = at if start is None else start
        elif start is not None:
            found.append(Token(start, at, fold(line[start:at])))
            start = None
    return found


def _fold(letter: str) -> str:
    code = ord(letter)
    if WIDE_FIRST <= code <= WIDE_LAST:
        code -= WIDE_SHIFT
        letter = chr(code)
    if code >= LAST_CASED:
        return letter
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
