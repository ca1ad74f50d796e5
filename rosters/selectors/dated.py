"""What was arranged for once, of four tables by one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from rosters.calculation.plan import Leave, OneTime, Override, Shift

# The hours of a holiday's night may end on the day after it.
AROUND = timedelta(days=2)
DATED = """
SELECT 'shift', id, roster_id, user_id, rank::bigint, begin, "end", NULL::date
FROM rosters_shift
WHERE roster_id = ANY(%(rosters)s) AND begin < %(end)s AND "end" > %(begin)s
UNION ALL
SELECT 'override', id, roster_id, user_id, instead_of_id, begin, "end", NULL
FROM rosters_override
WHERE roster_id = ANY(%(rosters)s) AND begin < %(end)s AND "end" > %(begin)s
UNION ALL
SELECT 'leave', id, NULL, user_id, NULL, begin, "end", NULL
FROM rosters_leave
WHERE begin < %(end)s AND "end" > %(begin)s
UNION ALL
SELECT 'holiday', id, NULL, NULL, NULL, NULL, NULL, day
FROM rosters_holiday
WHERE day BETWEEN %(first_day)s AND %(last_day)s
ORDER BY 1, 2
"""


@dataclass
class Dated:
    """Shifts and overrides by roster, in the order in which they were made; leave by person."""

    shifts: dict[int, list[Shift]] = field(default_factory=lambda: defaultdict(list))
    overrides: dict[int, list[Override]] = field(default_factory=lambda: defaultdict(list))
    leaves: dict[int, list[Leave]] = field(default_factory=lambda: defaultdict(list))
    holidays: set[date] = field(default_factory=set)

    def people(self, roster_id: int) -> set[int]:
        """Those who stand on a roster by it."""
        arranged: list[OneTime] = [*self.shifts[roster_id], *self.overrides[roster_id]]
        return {one.person for one in arranged}


def dated(roster_ids: Collection[int], *, begin: datetime, end: datetime) -> Dated:
    """All that touches the time from `begin` to `end`."""
    words: dict[str, Any] = {
        "rosters": list(roster_ids),
        "begin": begin,
        "end": end,
        "first_day": (begin - AROUND).date(),
        "last_day": (end + AROUND).date(),
    }
    found = Dated()
    with connection.cursor() as cursor:
        cursor.execute(DATED, words)
        for what, _pk, roster, person, more, begins, ends, day in cursor:
            if what == "shift":
                one = Shift(begin=begins, end=ends, person=person, rank=more)
                found.shifts[roster].append(one)
            elif what == "override":
                other = Override(begin=begins, end=ends, person=person, instead_of=more)
                found.overrides[roster].append(other)
            elif what == "leave":
                found.leaves[person].append(Leave(begin=begins, end=ends, person=person))
            else:
                found.holidays.add(day)
    return found
