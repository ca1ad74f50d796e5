"""What a roster is made of, as plain values. Times are aware; dates and hours are the city's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HOURS_OF_A = {"hour": 1, "day": 24, "week": 168}


class Holidays(StrEnum):
    """What a layer has to do with the city's holidays."""

    ANY = "any"
    ONLY = "only"
    NOT = "not"


@dataclass(frozen=True, kw_only=True)
class Layer:
    """People who take turns, in order.

    A turn lasts `length` units on the clock of the wall and begins at `hand_over`; the first one
    on the day `starts_on`. With `ends_on` the last one ends at that day's hand-over. `days` (ISO,
    Monday is 1; none is every day), `hours` and `holidays` say when the layer counts; the turns go
    on meanwhile. Hours that pass midnight belong to the day on which they began.
    """

    participants: tuple[int, ...]
    starts_on: date
    ends_on: date | None = None
    hand_over: time = time(9)
    unit: str = "day"
    length: int = 1
    rank: int = 1
    days: frozenset[int] = frozenset()
    hours: tuple[time, time] | None = None
    holidays: Holidays = Holidays.ANY

    @property
    def turn(self) -> timedelta:
        return timedelta(hours=self.length * HOURS_OF_A[self.unit])

    @property
    def first(self) -> datetime:
        """When the first turn begins, on the clock of the wall."""
        return datetime.combine(self.starts_on, self.hand_over)


@dataclass(frozen=True, kw_only=True)
class Span:
    """[begin, end)."""

    begin: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        return self.begin <= at < self.end


@dataclass(frozen=True, kw_only=True)
class OneTime(Span):
    """Something arranged for somebody, for once."""

    person: int


@dataclass(frozen=True, kw_only=True)
class Shift(OneTime):
    """`person` is on duty. It lies over every layer of its rank."""

    rank: int = 1


@dataclass(frozen=True, kw_only=True)
class Override(OneTime):
    """`person` stands in the place of `instead_of`, or beside all others where it is None."""

    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Leave(OneTime):
    """`person` is away and on no duty at all."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that decides who is on duty on one roster.

    Ranks count from 1, the primary duty. Of the layers of a rank, a later one lies over those
    before it. `passes_on`: the turn of somebody away goes to the next in order, otherwise it is
    left empty. For `hand_over_minutes` who was relieved stays on, behind those who came. Overrides
    are in the order in which they were made. Who is not one of `members` is never on duty.
    """

    zone: ZoneInfo
    members: frozenset[int]
    layers: tuple[Layer, ...] = ()
    shifts: tuple[Shift, ...] = ()
    overrides: tuple[Override, ...] = ()
    leaves: tuple[Leave, ...] = ()
    holidays: frozenset[date] = field(default_factory=frozenset)
    passes_on: bool = True
    hand_over_minutes: int = 0
