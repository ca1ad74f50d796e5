"""How each kind of slot but units and incidents is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from commands.parsing.reading import Reading

Row = dict[str, Any]
MINUTES = re.compile("([0-9]{1,4})(?:m|min|분)?")
PRIORITY = re.compile("p?([0-9])")
NUMBER = re.compile("[0-9]{1,3}")
LONGEST_MINUTES, LOWEST_PRIORITY, MOST_BACKUP = 720, 4, 20


def lacks(reading: Reading, slot: Row) -> bool:
    """Whether nothing is left to read; an error where the slot needs something."""
    if not reading.done:
        return False
    reading.expect(slot["kind"])
    if not may_lack(reading, slot):
        raise reading.missing(slot)
    return True


def may_lack(reading: Reading, slot: Row) -> bool:
    return bool(slot["optional"]) or slot["name"] in reading.values


def read_text(reading: Reading, slot: Row) -> None:
    """All that is left, as it was typed."""
    if lacks(reading, slot):
        return
    text, count = reading.rest(), len(reading.tokens) - reading.at
    if len(text) > slot["longest"]:
        raise reading.trouble("too_long", count, longest=slot["longest"])
    reading.values[slot["name"]] = text
    reading.take("text", text, count)


def _number(
    pattern: re.Pattern[str], code: str, least: int, most: int
) -> Callable[[Reading, Row], None]:
    """A reader of a whole number from `least` to `most`; `code` names what is wrong otherwise."""

    def read(reading: Reading, slot: Row) -> None:
        if lacks(reading, slot):
            return
        typed = pattern.fullmatch(reading.word)
        if typed is None and may_lack(reading, slot):
            return
        digits = re.sub("[^0-9]", "", typed[0]) if typed else ""
        if not digits or not least <= int(digits) <= most:
            raise reading.trouble(code, least=least, most=most)
        reading.values[slot["name"]] = int(digits)
        reading.take(slot["kind"], int(digits))

    return read


def read_named(reading: Reading, slot: Row) -> None:
    """An agency, a type of incident, a capability: one of a list with names."""
    if lacks(reading, slot):
        return
    kind = slot["kind"]
    match = reading.index.names[kind].find(reading.tokens, reading.at)
    if match is not None and len(match.keys) == 1:
        reading.values[slot["name"]] = match.keys[0]
        reading.take(kind, match.keys[0], match.count)
        return
    reading.expect(kind)
    if not may_lack(reading, slot):
        if match is None:
            raise reading.trouble(f"unknown_{kind}")
        raise reading.trouble(f"ambiguous_{kind}", match.count, candidates=match.keys)


READ_SIMPLE: dict[str, Callable[[Reading, Row], None]] = {
    "text": read_text,
    "minutes": _number(MINUTES, "bad_minutes", 1, LONGEST_MINUTES),
    "priority": _number(PRIORITY, "bad_priority", 0, LOWEST_PRIORITY),
    "number": _number(NUMBER, "bad_number", 1, MOST_BACKUP),
    "agency": read_named,
    "type": read_named,
    "capability": read_named,
}
