"""The times of one row: read, and looked at for what cannot have been."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from records.cells import Cells, reader
from records.moments import Moments
from records.profile import UNIT_TIMES, Profile
from records.rules import BLANK

# The order in which things happen; staging may come before or after much of it.
ORDER = ("received", "answered", "created", *(one for one in UNIT_TIMES if one != "staging"))

# note(code, message) reports a fault and says what the rules do about it.
Note = Callable[[str, str], str]
Times = dict[str, datetime]


class RowTimes:
    """Reads the times of rows with one profile."""

    def __init__(self, profile: Profile, header: Sequence[str]) -> None:
        self.columns = [(name, reader(source, header)) for name, source in profile.times.items()]
        self.mapped = set(profile.times)
        self.read = Moments(profile.time_format, profile.zone)

    def of(self, cells: Cells, note: Note, *, has_unit: bool) -> Times:
        """The times that are there. `note` may raise where a rule refuses the row."""
        times = self._read(cells, note)
        if "received" not in times:
            note("no_received", "nothing says when the call came")
        self._compare(times, note)
        if has_unit:
            self._miss(times, note)
        return times

    def _read(self, cells: Cells, note: Note) -> Times:
        times: Times = {}
        for name, source in self.columns:
            text = source(cells)
            at, fault = self.read(text)
            if fault and note(fault, f"{name} = {text[:60]!r}") == BLANK:
                continue
            if at is not None:
                times[name] = at
        return times

    def _compare(self, times: Times, note: Note) -> None:
        there = [name for name in ORDER if name in times]
        for before, after in pairwise(there):
            seconds = (times[after] - times[before]).total_seconds()
            if seconds < 0:
                message = f"{after} {-seconds:.0f} s before {before}"
                if note("negative_interval", message) == BLANK:
                    times.pop(after)
                    return self._compare(times, note)
        if "on_scene" in times and times["on_scene"] == times.get("received"):
            message = "arrival at the second of the call"
            if note("arrival_at_call", message) == BLANK:
                del times["on_scene"]

    def _miss(self, times: Mapping[str, datetime], note: Note) -> None:
        if "alerted" in self.mapped and "alerted" not in times:
            note("no_alert", "nothing says when the unit was alerted")
        if "clear" not in times:
            note("no_clear", "nothing says when the unit was clear")
