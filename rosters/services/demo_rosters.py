"""Rosters of the demo city: three people of each agency take turns, and somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from agencies.demo import PREFIX
from agencies.models import Agency, AgencyKind, Membership, Role
from agencies.selectors import city_day
from rosters.models import Holiday, Leave, Roster
from rosters.services import keeping, leaving
from rosters.services.keeping import Turns
from safety_net.core.access import SYSTEM

A_DAY = timedelta(days=1)
# Who sits at a desk by day and by night; crews ride.
ON_CALL = (Role.SUPERVISOR, Role.DISPATCHER)
ALWAYS_HOLIDAYS = [
    (1, 1, "신정", "New Year's Day"),
    (3, 1, "삼일절", "Independence Movement Day"),
    (5, 5, "어린이날", "Children's Day"),
    (6, 6, "현충일", "Memorial Day"),
    (8, 15, "광복절", "Liberation Day"),
    (10, 3, "개천절", "National Foundation Day"),
    (10, 9, "한글날", "Hangeul Day"),
    (12, 25, "기독탄신일", "Christmas Day"),
]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A roster as the demo city has it. `gap`: next week somebody is away, and nobody stands in."""

    kind: str
    name_ko: str
    name_en: str
    layers: Sequence[dict[str, Any]] = field(default_factory=tuple)
    minutes: int = 0
    gap: bool = False


A_DAY_EACH = {"unit": "day", "hand_over": time(9)}
A_WEEK_EACH = {"unit": "week", "hand_over": time(9)}
HALF_A_DAY_EACH = {"unit": "hour", "length": 12, "hand_over": time(8)}
ROSTERS = [
    Wanted(
        kind=AgencyKind.CITY,
        name_ko="재난안전상황실 당직관",
        name_en="Situation room duty officer",
        layers=[A_DAY_EACH, {**A_WEEK_EACH, "rank": 2}],
        minutes=15,
    ),
    Wanted(
        kind=AgencyKind.CITY,
        name_ko="도로·시설 비상연락",
        name_en="Roads and facilities on call",
        layers=[A_DAY_EACH],
        gap=True,
    ),
    Wanted(
        kind=AgencyKind.FIRE,
        name_ko="소방 당직관",
        name_en="Fire duty officer",
        layers=[A_DAY_EACH, {**A_WEEK_EACH, "rank": 2}],
        minutes=15,
    ),
    Wanted(
        kind=AgencyKind.POLICE,
        name_ko="112 상황팀장",
        name_en="Police duty officer",
        layers=[HALF_A_DAY_EACH],
        minutes=10,
    ),
    *[
        Wanted(kind=kind, name_ko=name_ko, name_en=name_en, layers=[A_WEEK_EACH])
        for kind, name_ko, name_en in (
            (AgencyKind.COAST_GUARD, "해양경찰 당직관", "Coast guard duty officer"),
            (AgencyKind.HEALTH, "보건 당직", "Health duty officer"),
            (AgencyKind.UTILITY, "긴급복구 당직", "Repair duty officer"),
        )
    ],
]


def plan(*, at: datetime) -> int:
    """Make what is missing; how many rosters were made. Turns begin on last week's Monday."""
    today = city_day(at)
    monday = today - timedelta(days=today.weekday() + 7)
    _rest(today, at)
    return sum(_make(wanted, monday, at) for wanted in ROSTERS)


def _make(wanted: Wanted, monday: date, at: datetime) -> int:
    agency = Agency.objects.filter(kind=wanted.kind, is_active=True).order_by("pk").first()
    if agency is None or Roster.objects.filter(agency=agency, name_ko=wanted.name_ko).exists():
        return 0
    people = _people(agency)
    if not people:
        return 0
    values = {
        "agency": agency,
        "name_ko": wanted.name_ko,
        "name_en": wanted.name_en,
        "hand_over_minutes": wanted.minutes,
        "passes_on": not wanted.gap,
    }
    turns = [
        Turns(people=_turned(people, number), starts_on=monday, **layer)
        for number, layer in enumerate(wanted.layers)
    ]
    keeping.make(values=values, layers=turns, by=SYSTEM, at=at)
    if wanted.gap:
        _goes_away(people[1], at)
    return 1


def _people(agency: Agency) -> tuple[int, ...]:
    places = Membership.objects.standing().filter(agency=agency, role__in=ON_CALL)
    demo = places.filter(user__username__startswith=PREFIX).order_by("role", "user__username")
    return tuple(demo.values_list("user_id", flat=True))[:3]


def _turned(people: tuple[int, ...], by: int) -> tuple[int, ...]:
    """Somebody else is second than first."""
    return people[by:] + people[:by]


def _goes_away(user_id: int, at: datetime) -> None:
    """For two days of next week, unless they are away already."""
    begin = at + timedelta(days=5)
    if not Leave.objects.filter(user=user_id, end__gt=at).exists():
        leaving.give_leave(user_id=user_id, begin=begin, end=begin + 3 * A_DAY, by=SYSTEM, at=at)


def _rest(today: date, at: datetime) -> None:
    """The holidays that have a date of their own, of this year and the next."""
    for year in (today.year, today.year + 1):
        for month, day, name_ko, name_en in ALWAYS_HOLIDAYS:
            whole = date(year, month, day)
            if whole >= today and not Holiday.objects.filter(day=whole).exists():
                leaving.add_holiday(day=whole, name_ko=name_ko, name_en=name_en, by=SYSTEM, at=at)
