"""Turns, hours and the nights when the clock is changed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rosters.calculation.duty import on_duty, standing
from rosters.calculation.plan import Holidays, Layer, Leave, Override, Plan, Shift
from rosters.calculation.timeline import gaps, timeline

SEOUL, BERLIN, NEW_YORK = (
    ZoneInfo(name) for name in ("Asia/Seoul", "Europe/Berlin", "America/New_York")
)
ANN, BEN, CLEO = 1, 2, 3
MONDAY = date(2026, 11, 23)


def a_plan(*layers: Layer, zone: ZoneInfo = SEOUL, **more: Any) -> Plan:
    return Plan(zone=zone, members=frozenset({ANN, BEN, CLEO}), layers=layers, **more)


def turns(**more: Any) -> Layer:
    return Layer(**{"participants": (ANN, BEN, CLEO), "starts_on": MONDAY, **more})


def local(day: date, hour: int, minute: int = 0, zone: ZoneInfo = SEOUL) -> datetime:
    return datetime.combine(day, time(hour, minute), zone)


def span(day: date, begins: int, hours: int, zone: ZoneInfo = SEOUL) -> dict[str, Any]:
    begin = local(day, begins, zone=zone)
    return {"begin": begin, "end": begin + timedelta(hours=hours)}


def test_a_day_each_from_hand_over_to_hand_over() -> None:
    plan = a_plan(turns())
    assert standing(plan, local(MONDAY, 8, 59)) == ()
    assert standing(plan, local(MONDAY, 9)) == (ANN,)
    assert standing(plan, local(MONDAY + timedelta(days=1), 8, 59)) == (ANN,)
    assert standing(plan, local(MONDAY + timedelta(days=1), 9)) == (BEN,)
    assert standing(plan, local(MONDAY + timedelta(days=3), 9)) == (ANN,)


@pytest.mark.parametrize(
    ("unit", "length", "after", "who"),
    [
        ("week", 1, timedelta(days=7), BEN),
        ("week", 2, timedelta(days=13), ANN),
        ("hour", 12, timedelta(hours=12), BEN),
        ("hour", 12, timedelta(hours=35), CLEO),
        ("day", 3, timedelta(days=6), CLEO),
    ],
)
def test_turns_of_other_lengths(unit: str, length: int, after: timedelta, who: int) -> None:
    plan = a_plan(turns(unit=unit, length=length))
    assert standing(plan, local(MONDAY, 9) + after) == (who,)


def test_turns_go_on_over_a_leap_day() -> None:
    plan = a_plan(turns(starts_on=date(2028, 2, 28)))
    people = [standing(plan, local(date(2028, 2, 28) + timedelta(days=n), 12)) for n in range(4)]
    assert people == [(ANN,), (BEN,), (CLEO,), (ANN,)]  # 28, 29 February, 1, 2 March


@pytest.mark.parametrize(
    ("zone", "spring", "autumn"),
    [
        (BERLIN, date(2027, 3, 28), date(2026, 10, 25)),
        (NEW_YORK, date(2027, 3, 14), date(2026, 11, 1)),
    ],
)
def test_the_hand_over_stays_at_nine_when_the_clock_is_changed(
    zone: ZoneInfo, spring: date, autumn: date
) -> None:
    for day, hours in ((spring, 23), (autumn, 25)):
        begin = day - timedelta(days=1)
        plan = a_plan(turns(starts_on=begin), zone=zone)
        first, second, *_ = timeline(
            plan, begin=local(begin, 9, zone=zone), end=local(day + timedelta(days=1), 9, zone=zone)
        )
        assert (first.people, second.people) == ((ANN,), (BEN,))
        assert first.end - first.begin == timedelta(hours=hours)


def test_a_hand_over_in_the_hour_that_is_left_out() -> None:
    """At 02:30 it never is; the wall goes from 02:00 to 03:00."""
    night = date(2027, 3, 28)
    plan = a_plan(turns(starts_on=night - timedelta(days=1), hand_over=time(2, 30)), zone=BERLIN)
    assert standing(plan, local(night, 3, 29, zone=BERLIN)) == (ANN,)
    assert standing(plan, local(night, 3, 30, zone=BERLIN)) == (BEN,)


def test_a_hand_over_in_the_hour_that_comes_twice_is_at_the_first() -> None:
    night = date(2026, 10, 25)
    plan = a_plan(turns(starts_on=night - timedelta(days=1), hand_over=time(2, 30)), zone=BERLIN)
    first = local(night, 2, 30, zone=BERLIN)
    assert standing(plan, first - timedelta(minutes=1)) == (ANN,)
    assert standing(plan, first) == (BEN,)
    again = first.replace(minute=15, fold=1)
    assert standing(plan, again) == (BEN,)


@pytest.mark.parametrize("hour", [2, 3])
def test_a_hand_over_exactly_when_the_clock_is_changed(hour: int) -> None:
    for night in (date(2027, 3, 28), date(2026, 10, 25)):
        layer = turns(starts_on=night - timedelta(days=1), hand_over=time(hour))
        plan = a_plan(layer, zone=BERLIN)
        begin, end = local(night, 0, zone=BERLIN), local(night, 9, zone=BERLIN)
        found = timeline(plan, begin=begin, end=end)
        assert [one.people for one in found] == [(ANN,), (BEN,)]


def test_one_hour_each_through_both_nights() -> None:
    for night, there in ((date(2027, 3, 28), 23), (date(2026, 10, 25), 25)):
        layer = turns(starts_on=night, hand_over=time(0), unit="hour")
        begin, end = local(night, 0, zone=BERLIN), local(night + timedelta(days=1), 0, zone=BERLIN)
        found = timeline(a_plan(layer, zone=BERLIN), begin=begin, end=end)
        assert sum(((one.end - one.begin) for one in found), timedelta()) == timedelta(hours=there)
        assert not gaps(a_plan(layer, zone=BERLIN), begin=begin, end=end)


def test_nights_belong_to_the_day_on_which_they_began() -> None:
    nights = turns(days=frozenset({5}), hours=(time(22), time(6)))
    friday = MONDAY + timedelta(days=4)
    plan = a_plan(nights)
    assert standing(plan, local(friday, 21, 59)) == ()
    assert standing(plan, local(friday, 22))
    assert standing(plan, local(friday + timedelta(days=1), 5, 59))
    assert standing(plan, local(friday + timedelta(days=1), 6)) == ()
    assert standing(plan, local(friday, 5)) == ()


def test_holidays() -> None:
    day = MONDAY + timedelta(days=2)
    holidays = frozenset({day})
    on_them = turns(participants=(BEN,), holidays=Holidays.ONLY)
    else_ = turns(participants=(ANN,), holidays=Holidays.NOT)
    plan = a_plan(on_them, else_, holidays=holidays)
    assert standing(plan, local(day, 0)) == (BEN,)
    assert standing(plan, local(day, 23, 59)) == (BEN,)
    assert standing(plan, local(day + timedelta(days=1), 0)) == (ANN,)


def test_a_later_layer_lies_over_the_one_before_and_ranks_stand_side_by_side() -> None:
    below = turns(participants=(ANN,))
    above = turns(participants=(BEN,), days=frozenset({2}))
    second = turns(participants=(CLEO,), rank=2)
    plan = a_plan(below, above, second)
    assert standing(plan, local(MONDAY, 12)) == (ANN, CLEO)
    assert standing(plan, local(MONDAY + timedelta(days=1), 12)) == (BEN, CLEO)


def test_a_layer_ends_at_the_hand_over_of_its_last_day() -> None:
    plan = a_plan(turns(ends_on=MONDAY + timedelta(days=2)))
    assert standing(plan, local(MONDAY + timedelta(days=2), 8, 59)) == (BEN,)
    assert standing(plan, local(MONDAY + timedelta(days=2), 9)) == ()


def test_the_turn_of_somebody_on_leave_goes_to_the_next_or_to_nobody() -> None:
    away = (Leave(person=ANN, **span(MONDAY, 12, 3)),)
    for passes_on, who in ((True, (BEN,)), (False, ())):
        plan = a_plan(turns(), leaves=away, passes_on=passes_on)
        assert standing(plan, local(MONDAY, 11, 59)) == (ANN,)
        assert standing(plan, local(MONDAY, 12)) == who
        assert standing(plan, local(MONDAY, 15)) == (ANN,)


def test_a_turn_does_not_pass_to_somebody_who_is_primary_already() -> None:
    first, second = turns(), turns(rank=2, participants=(BEN, CLEO, ANN))
    plan = a_plan(first, second, leaves=(Leave(person=ANN, **span(MONDAY, 9, 5)),))
    assert standing(plan, local(MONDAY, 10)) == (BEN, CLEO)


def test_a_stand_in_for_somebody_on_leave() -> None:
    plan = a_plan(
        turns(),
        leaves=(Leave(person=ANN, **span(MONDAY, 9, 24)),),
        overrides=(Override(person=CLEO, instead_of=ANN, **span(MONDAY, 9, 24)),),
    )
    assert standing(plan, local(MONDAY, 10)) == (CLEO,)


def test_two_change_places() -> None:
    times = span(MONDAY, 9, 12)
    swap = (
        Override(person=BEN, instead_of=ANN, **times),
        Override(person=ANN, instead_of=BEN, **times),
    )
    plan = a_plan(turns(participants=(ANN,)), turns(participants=(BEN,), rank=2), overrides=swap)
    assert standing(plan, local(MONDAY, 10)) == (BEN, ANN)


def test_the_override_made_last_wins_and_stand_ins_have_stand_ins() -> None:
    times = span(MONDAY, 9, 12)
    last = Override(person=CLEO, instead_of=ANN, **times)
    plan = a_plan(turns(), overrides=(Override(person=BEN, instead_of=ANN, **times), last))
    assert standing(plan, local(MONDAY, 10)) == (CLEO,)
    ill = Override(person=BEN, instead_of=CLEO, **times)
    assert standing(a_plan(turns(), overrides=(last, ill)), local(MONDAY, 10)) == (BEN,)


def test_a_shift_lies_over_the_layers_of_its_rank() -> None:
    shift = (Shift(person=CLEO, **span(MONDAY, 12, 2)),)
    second = turns(participants=(BEN,), rank=2)
    plan = a_plan(turns(participants=(ANN,)), second, shifts=shift)
    assert standing(plan, local(MONDAY, 12)) == (CLEO, BEN)
    assert standing(plan, local(MONDAY, 14)) == (ANN, BEN)


def test_who_was_relieved_stays_for_the_hand_over_but_does_not_fill_a_gap() -> None:
    tuesday = MONDAY + timedelta(days=1)
    plan = a_plan(turns(ends_on=MONDAY + timedelta(days=2)), hand_over_minutes=15)
    assert on_duty(plan, local(tuesday, 9, 14)) == (BEN, ANN)
    assert on_duty(plan, local(tuesday, 9, 15)) == (BEN,)
    assert on_duty(plan, local(MONDAY + timedelta(days=2), 9, 5)) == ()


def test_somebody_who_is_gone_is_not_on_duty() -> None:
    plan = Plan(zone=SEOUL, members=frozenset({BEN}), layers=(turns(),))
    assert standing(plan, local(MONDAY, 10)) == (BEN,)
