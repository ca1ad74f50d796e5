"""Call signs for units whose pack names none: 고잔펌프1, first engine of 고잔119안전센터."""

from __future__ import annotations

import re

from units.models import Unit, UnitKind

# What the names of Korean stations end with, the longer ones first.
ENDINGS = re.compile(
    r"(119)?(안전센터|구조대|지역대|재역대|화재진압대|소방정대|소방서|소방본부"
    r"|지구대|파출소|경찰서|해양경찰서)$"
)
# What is said on the radio, where it is shorter than the kind's name.
SAID = {"rescue": "구조", "hazmat": "화학", "tanker": "물탱크", "traffic": "교통", "patrol": "순찰"}


class CallSigns:
    """Who has which call sign; no two units may share one, whatever their letters' case."""

    def __init__(self, city: str) -> None:
        self.city = city.removesuffix("광역시").removesuffix("특별시").removesuffix("시")
        signs = Unit.objects.values_list("call_sign", "pk", "is_active")
        self.holders = {sign.lower(): (pk, active) for sign, pk, active in signs}

    def take(self, sign: str) -> bool:
        """Reserve it for this load; False when an active unit has it, or another row of the load.

        A unit that is no longer active gives it up: its own is kept with its number behind it.
        """
        holder = self.holders.get(sign.lower())
        if holder is not None and holder[1]:
            return False
        if holder is not None:
            Unit.objects.filter(pk=holder[0]).update(call_sign=f"{sign[:28]}~{holder[0]}")
        self.holders[sign.lower()] = (0, True)
        return True

    def make(self, station_key: str, kind: UnitKind) -> str:
        """The first of this station and kind that nobody has."""
        stem = f"{self.stem(station_key)}{SAID.get(kind.code, kind.name_ko.removesuffix('차'))}"
        number = 1
        while f"{stem}{number}".lower() in self.holders:
            number += 1
        return f"{stem}{number}"

    def stem(self, station_key: str) -> str:
        """The part of a station's name that tells it from others; of its headquarters if none."""
        parts = [ENDINGS.sub("", word) for word in station_key.split()]
        own = [part.removeprefix(self.city) or part for part in parts if part]
        return own[-1] if own else ""
