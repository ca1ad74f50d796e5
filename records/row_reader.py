"""A row of the file → a row of the staging table, with everything odd about it reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from records.cells import Cells, nothing, reader
from records.faults import Notes
from records.points import BadPlace, Points
from records.profile import ANY, INCIDENT_TEXTS, INCIDENT_TIMES, UNIT_TEXTS, UNIT_TIMES, Profile
from records.row_times import RowTimes, Times
from records.rules import REFUSE

COLUMNS = (
    "line", "number", "agency", "type", "priority", "disposition", "address", "narrative",
    "alarm_level", "lon", "lat", "call_sign", "kind", *INCIDENT_TIMES, *UNIT_TIMES, "begun",
    "ended",
)  # fmt: skip
LONGEST = {"call_sign": 40, "address": 300, "narrative": 10_000}
LONGEST_NUMBER = 20
MEANINGS = ("type", "priority", "disposition", "kind")
# Field → the codes that this installation has.
Codes = Mapping[str, Collection[str]]


class Refused(Exception):
    """The row is not stored; the fault is reported."""


class RowReader:
    """Reads the rows of one file with one profile."""

    def __init__(
        self, profile: Profile, header: Sequence[str], faults: Notes, codes: Codes
    ) -> None:
        self.profile, self.faults, self.codes = profile, faults, codes
        self.width = len(header)
        self.texts = {
            field: reader(profile.texts[field], header) if field in profile.texts else nothing
            for field in (*INCIDENT_TEXTS, *UNIT_TEXTS)
            if not (field == "agency" and profile.only_agency)
        }
        self.times = RowTimes(profile, header)
        self.points = Points(profile.place, profile.city.bbox, header)
        self.agencies = {one.slug for one in profile.agencies}
        self.line, self.number, self.call_sign = 0, "", ""

    def read(self, line: int, cells: Cells | str) -> tuple[Any, ...] | None:
        """The row in the order of COLUMNS, or None when it was refused."""
        self.line, self.number, self.call_sign = line, "", ""
        try:
            return self._row(self._whole(cells))
        except Refused:
            return None
        except BadPlace as bad:
            self.faults.note(line, *bad.args, incident=self.number, unit=self.call_sign)
            return None

    def _note(self, code: str, message: str) -> str:
        done = self.faults.note(self.line, code, message, incident=self.number, unit=self.call_sign)
        if done == REFUSE:
            raise Refused
        return done

    def _whole(self, cells: Cells | str) -> Cells:
        if isinstance(cells, str):
            self._note("not_csv", cells)
        elif len(cells) != self.width:
            self._note("wrong_width", f"{len(cells)} cells where the header has {self.width}")
        elif not _storable(cells):
            self._note("bad_characters", f"bytes that are not {self.profile.encoding}")
        return cells

    def _row(self, cells: Cells) -> tuple[Any, ...]:
        said = {field: read(cells) for field, read in self.texts.items()}
        self.number, self.call_sign = said["number"], said["call_sign"]
        if not 0 < len(self.number) <= LONGEST_NUMBER:
            self._note("no_number", f"{self.number[:60]!r} is no incident's number")
        lon, lat = self.points(cells)
        self._agree(said)
        if not self.call_sign:
            self._note("no_unit", "no unit is named")
        times = self.times.of(cells, self._note, has_unit=bool(self.call_sign))
        begun, ended = _span(times)
        return (
            self.line, self.number, said["agency"], said["type"], _priority(said["priority"]),
            said["disposition"], said["address"], said["narrative"],
            _alarm(said["alarm_level"]), lon, lat, said["call_sign"], said["kind"],
            *(times.get(name) for name in INCIDENT_TIMES),
            *(times.get(name) for name in UNIT_TIMES), begun, ended,
        )  # fmt: skip

    def _agree(self, said: dict[str, str]) -> None:
        """Put in what the file's words mean here, and cut what is longer than its column."""
        for field in MEANINGS:
            said[field] = self._meaning(field, said[field])
        said["agency"] = self.profile.only_agency or self._meaning("agency", said["agency"])
        if said["agency"] not in self.agencies:
            self._note("unknown_agency", f"there is no agency {said['agency']!r}")
        self._expect_codes(said)
        for field, most in LONGEST.items():
            if len(said[field]) > most:
                self._note("too_long", f"{field} has {len(said[field])} letters, {most} are kept")
                said[field] = said[field][:most]
        self.call_sign = said["call_sign"]

    def _expect_codes(self, said: dict[str, str]) -> None:
        """What has no type, or a unit without a kind, could not be stored and would be lost."""
        for field in ("type", "kind"):
            needed = field == "type" or self.call_sign
            if needed and said[field] not in self.codes[field]:
                self._note("no_meaning", f"{field} {said[field][:60]!r} is not known here")

    def _meaning(self, field: str, word: str) -> str:
        """The code that stands for the file's word: by the profile's table, or the word itself."""
        words = self.profile.words[field]
        if word in words:
            return words[word]
        if not words and word in self.codes.get(field, {word}):
            return word
        other = words.get(ANY, "")
        named = field in self.profile.texts and (field != "kind" or self.call_sign)
        if named and (words or word):
            self._note("unknown_word", f"{field} {word[:60]!r} is taken for {other!r}")
        return other


def _span(times: Times) -> tuple[Any, Any]:
    """From being alerted to being clear, or what comes nearest to it."""
    known = [times[name] for name in UNIT_TIMES if name in times]
    filed = times.get("created") or times["received"]
    return (known[0] if known else filed), (times.get("clear") or max([*known, filed]))


def _priority(code: str) -> int | None:
    """P0 … P4 as a number; None leaves it to the type."""
    return int(code[1:]) if code else None


def _alarm(text: str) -> int:
    return int(text) if text.isdecimal() and 1 <= int(text) <= 99 else 1


def _storable(cells: Cells) -> bool:
    """No half characters, which stand for bytes of another encoding, and no NUL."""
    text = "".join(cells)
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
