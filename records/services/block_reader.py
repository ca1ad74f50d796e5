"""A block of rows → lines for COPY and the faults found on the way. Runs in a helper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from records.faults import Faults
from records.profile import Profile
from records.row_reader import Codes, RowReader
from records.rules import REFUSE
from records.services.copy_lines import copy_line
from records.source import Row

# Large enough that sending it costs little, small enough that helpers end at the same time.
ROWS = 250


@dataclass(frozen=True, kw_only=True)
class Block:
    """`lines` of COPY's text format, one a row that was not refused."""

    lines: str
    noted: list[Noted]


@dataclass(frozen=True, slots=True)
class Noted:
    """A fault on its way to the report."""

    line: int
    code: str
    message: str
    incident: str
    unit: str

    def tell(self, faults: Faults) -> None:
        faults.note(self.line, self.code, self.message, incident=self.incident, unit=self.unit)


@dataclass
class Notes:
    """Takes the place of the report where that is not at hand."""

    rules: Mapping[str, str]
    taken: list[Noted] = field(default_factory=list)

    def note(
        self, line: int, code: str, message: str, *, incident: str = "", unit: str = ""
    ) -> str:
        self.taken.append(Noted(line, code, message, incident, unit))
        return self.rules.get(code, REFUSE)


class BlockReader:
    """Reads blocks of the rows of one file with one profile."""

    def __init__(self, profile: Profile, header: Sequence[str], codes: Codes) -> None:
        self._notes = Notes(profile.rules)
        self._reader = RowReader(profile, header, self._notes, codes)

    def __call__(self, rows: Sequence[Row]) -> Block:
        read = (self._reader.read(line, cells) for line, cells in rows)
        lines = "".join(copy_line(row) for row in read if row is not None)
        noted, self._notes.taken = self._notes.taken, []
        return Block(lines=lines, noted=noted)
