"""Whom an event is about: by those who take part, or by the names in its summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rosters.calendars.apart import Event

SHORTEST_NAME = 2


class NobodyMeant(Exception):
    """No member is named; `several`: a name is that of several members."""

    def __init__(self, *, several: bool = False) -> None:
        super().__init__()
        self.several = several


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of the roster's agency."""

    id: int
    name: str
    username: str
    address: str = ""


def people_of(event: Event, members: Sequence[Member]) -> list[int]:
    """Ids of the members whom the event names, in its order. NobodyMeant for none."""
    found: list[int] = []
    for name, address in event.people:
        found += _taking_part(name, address, members)
    found = found or _in_summary(event.summary, members)
    if not found:
        raise NobodyMeant
    return list(dict.fromkeys(found))


def _taking_part(name: str, address: str, members: Sequence[Member]) -> list[int]:
    mail = re.sub(r"(?i)^mailto:", "", address).casefold()
    by_address = [one.id for one in members if one.address and one.address.casefold() == mail]
    return by_address or _only(name.strip(), members)


def _in_summary(summary: str, members: Sequence[Member]) -> list[int]:
    whole = _only(summary.strip(), members)
    if whole:
        return whole
    words = {word for one in members for word in (one.name, one.username)}
    named = [(place, word) for word in words if (place := _place(word, summary)) >= 0]
    # A name that is part of a longer one there is not meant.
    meant = [
        (place, word)
        for place, word in named
        if not any(word != other and word in other for _place_of_it, other in named)
    ]
    return [pk for _place_of_it, word in sorted(meant) for pk in _only(word, members)]


def _only(word: str, members: Sequence[Member]) -> list[int]:
    found = [one.id for one in members if word and word in (one.name, one.username)]
    if len(found) > 1:
        raise NobodyMeant(several=True)
    return found


def _place(word: str, text: str) -> int:
    """Where the word stands in the text, or -1. Hangul takes endings; Latin words stand alone."""
    if len(word) < SHORTEST_NAME:
        return -1
    edge = r"(?![A-Za-z0-9])" if word[-1].isascii() else ""
    found = re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}{edge}", text)
    return found.start() if found else -1
