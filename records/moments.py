"""Local times as a file writes them → moments in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A moment or None, and the fault found in it or "".
Moment = tuple[datetime | None, str]
NOTHING: Moment = (None, "")
# Days and times of day that are remembered: strptime takes longer than all the rest of a row.
MOST_REMEMBERED = 100_000
TWELVE_HOURS = "%I:%M:%S %p"
HALVES = {" AM": 0, " PM": 12}
NEXT_DAY = timedelta(days=1)
OF_DAYS, OF_TIMES = set("YymdbBjaA"), set("HIMSpf")


class Moments:
    """Reads one format: of strptime, "iso", or "epoch" (seconds). A zone in the text counts."""

    def __init__(self, form: str, zone: str) -> None:
        self.form = form
        self.zone = ZoneInfo(zone)
        self.words, self.formats = _split(form)
        self.days: dict[str, tuple[date, timedelta | None]] = {}
        self.times: dict[str, time] = {}
        # Every unit of an incident stands on a row that says the incident's times again.
        self.known: dict[str, Moment] = {}

    def __call__(self, text: str) -> Moment:
        """Nothing for an empty text; a fault for one that is not of the format."""
        if not text:
            return NOTHING
        found = self.known.get(text)
        if found is None:
            if len(self.known) > MOST_REMEMBERED:
                self.known.clear()
            found = self.known[text] = self._read(text)
        return found

    def _read(self, text: str) -> Moment:
        try:
            return self._in_parts(text) if self.words else self._whole(text)
        except (ValueError, OverflowError):
            return None, "bad_time"

    def _whole(self, text: str) -> Moment:
        if self.form == "epoch":
            return datetime.fromtimestamp(float(text), UTC), ""
        if self.form == "iso":
            moment = datetime.fromisoformat(text)
        elif "%z" in self.form:
            moment = datetime.strptime(text, self.form).astimezone(UTC)
        else:
            moment = datetime.strptime(text, self.form).replace(tzinfo=self.zone)
        return self._placed(moment)

    def _in_parts(self, text: str) -> Moment:
        """Day and time of day apart: in a file of years each comes again and again."""
        *of_day, time_text = text.split(" ", self.words)
        day_text = " ".join(of_day)
        day, offset = self.days.get(day_text) or self._day(day_text)
        moment = self.times.get(time_text) or self._time(time_text)
        if offset is None:
            return self._placed(datetime.combine(day, moment, self.zone))
        return datetime.combine(day, moment, UTC) - offset, ""

    def _placed(self, moment: datetime) -> Moment:
        """On the night when clocks change an hour comes twice, another never."""
        local = moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        odd = local.utcoffset() != local.replace(fold=1).utcoffset()
        return local.astimezone(UTC), "odd_local_time" if odd else ""

    def _day(self, text: str) -> tuple[date, timedelta | None]:
        """The day, and its distance to UTC; None on a day when clocks change."""
        if len(self.days) > MOST_REMEMBERED:
            self.days.clear()
        begins = datetime.strptime(text, self.formats[0]).replace(tzinfo=self.zone)
        same = begins.utcoffset() == (begins + NEXT_DAY).utcoffset()
        found = self.days[text] = begins.date(), begins.utcoffset() if same else None
        return found

    def _time(self, text: str) -> time:
        if len(self.times) > MOST_REMEMBERED:
            self.times.clear()
        found = self.times[text] = _time_of_day(text, self.formats[1])
        return found


def _time_of_day(text: str, form: str) -> time:
    """As strptime reads it; the usual way to write one goes without, ten times as fast."""
    if form == TWELVE_HOURS and len(text) == 11 and text[8:] in HALVES:
        read = time.fromisoformat(text[:8])
        if 1 <= read.hour <= 12:
            return read.replace(hour=read.hour % 12 + HALVES[text[8:]])
    return datetime.strptime(text, form).replace(tzinfo=UTC).time()


def _split(form: str) -> tuple[int, tuple[str, str]]:
    """How many words of the format are the day, and both parts; 0 where they are mixed."""
    words = form.split(" ")
    for number in range(1, len(words)):
        day, moment = " ".join(words[:number]), " ".join(words[number:])
        if _directives(day) <= OF_DAYS and _directives(moment) <= OF_TIMES:
            return number, (day, moment)
    return 0, (form, "")


def _directives(form: str) -> set[str]:
    return {form[at + 1 : at + 2] for at, letter in enumerate(form) if letter == "%"}
