"""Who is on duty, whatever the plan: what must hold of every roster at every moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rosters.calculation.duty import on_duty, standing
from rosters.calculation.plan import Holidays, Layer, Leave, Override, Plan, Shift
from rosters.calculation.timeline import Duty, gaps, timeline

ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Seoul")]
# Around both changes of the clock in Berlin and New York, a leap day, a new year.
BEGINNINGS = [date(2027, 3, 7), date(2027, 3, 21), date(2026, 10, 20), date(2028, 2, 25)]
PEOPLE = st.integers(1, 5)
CLOCK = st.sampled_from([time(0), time(2), time(2, 30), time(3), time(9), time(23, 30)])
SPANS = st.tuples(st.integers(-100, 400), st.integers(1, 200))


@st.composite
def layers(draw: st.DrawFn, around: date) -> Layer:
    starts_on = around + timedelta(days=draw(st.integers(-400, 10)))
    lasts = draw(st.none() | st.integers(1, 420))
    hours = draw(st.none() | st.tuples(CLOCK, CLOCK))
    return Layer(
        participants=tuple(draw(st.lists(PEOPLE, max_size=4))),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=lasts) if lasts else None,
        hand_over=draw(CLOCK),
        unit=draw(st.sampled_from(["hour", "day", "week"])),
        length=draw(st.integers(1, 5)),
        rank=draw(st.integers(1, 2)),
        days=frozenset(draw(st.just(set()) | st.sets(st.integers(1, 7)))),
        hours=hours if hours and hours[0] != hours[1] else None,
        holidays=draw(st.sampled_from(Holidays)),
    )


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """A plan, and the moment around which its entries lie."""
    day = draw(st.sampled_from(BEGINNINGS))
    zone = draw(st.sampled_from(ZONES))
    first = datetime.combine(day, time(), UTC)

    def span() -> dict[str, datetime]:
        begins, lasts = draw(SPANS)
        begin = first + timedelta(hours=begins)
        return {"begin": begin, "end": begin + timedelta(hours=lasts)}

    def some(most: int = 3) -> range:
        return range(draw(st.integers(0, most)))

    plan = Plan(
        zone=zone,
        members=frozenset(draw(st.sets(PEOPLE, min_size=2))),
        layers=tuple(draw(layers(day)) for _ in some()),
        shifts=tuple(
            Shift(person=draw(PEOPLE), rank=draw(st.integers(1, 2)), **span()) for _ in some()
        ),
        overrides=tuple(
            Override(
                person=draw(PEOPLE),
                instead_of=draw(st.none() | st.integers(6, 7) | PEOPLE),
                **span(),
            )
            for _ in some()
        ),
        leaves=tuple(Leave(person=draw(PEOPLE), **span()) for _ in some()),
        holidays=frozenset(day + timedelta(days=draw(st.integers(-1, 12))) for _ in some()),
        passes_on=draw(st.booleans()),
        hand_over_minutes=draw(st.sampled_from([0, 15, 120])),
    )
    return plan, first


moments = st.integers(0, 14 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def a_fortnight(plan: Plan, first: datetime) -> list[Duty]:
    return timeline(plan, begin=first, end=first + timedelta(days=14))


@given(made=plans())
def test_duties_and_gaps_are_the_whole_window(made: tuple[Plan, datetime]) -> None:
    plan, first = made
    end = first + timedelta(days=14)
    duties = a_fortnight(plan, first)
    assert duties[0].begin == first
    assert duties[-1].end == end
    for one, following in pairwise(duties):
        assert one.begin < one.end == following.begin
        assert one.people != following.people
    empty = [(one.begin, one.end) for one in duties if not one.people]
    assert [(one.begin, one.end) for one in gaps(plan, begin=first, end=end)] == empty


@given(made=plans(), later=moments)
def test_the_timeline_says_what_is_true_at_every_moment(
    made: tuple[Plan, datetime], later: timedelta
) -> None:
    plan, first = made
    at = first + min(later, timedelta(days=14, minutes=-1))
    (duty,) = [one for one in a_fortnight(plan, first) if one.holds(at)]
    assert duty.people == standing(plan, at)
    assert on_duty(plan, at)[: len(duty.people)] == duty.people


@given(made=plans(), later=moments)
def test_nobody_on_leave_or_gone_is_on_duty_and_nobody_stands_twice(
    made: tuple[Plan, datetime], later: timedelta
) -> None:
    plan, first = made
    at = first + later
    people = on_duty(plan, at)
    away = {one.person for one in plan.leaves if one.holds(at)}
    assert not away & set(people)
    assert set(people) <= plan.members
    assert len(set(people)) == len(people)


@given(made=plans(), later=moments, stand_in=PEOPLE, replaced=PEOPLE)
def test_an_override_wins(
    made: tuple[Plan, datetime], later: timedelta, stand_in: int, replaced: int
) -> None:
    """The last one made: who is replaced stands there only as somebody's stand-in."""
    plan, first = made
    at = first + later
    if stand_in == replaced:
        return
    span = {"begin": at, "end": at + timedelta(hours=1)}
    before = Plan(**{**vars(plan), "overrides": ()})
    swapped = Override(person=stand_in, instead_of=replaced, **span)
    after = Plan(**{**vars(plan), "overrides": (swapped,)})
    here = stand_in in plan.members and not any(
        one.person == stand_in and one.holds(at) for one in plan.leaves
    )
    assert replaced not in on_duty(after, at)
    if here and replaced in standing(before, at):
        assert stand_in in standing(after, at)


@given(made=plans(), later=moments, person=PEOPLE)
def test_somebody_in_addition_is_on_duty(
    made: tuple[Plan, datetime], later: timedelta, person: int
) -> None:
    plan, first = made
    at = first + later
    added = Override(person=person, begin=at, end=at + timedelta(hours=1))
    after = Plan(**{**vars(plan), "overrides": (added,)})
    away = any(one.person == person and one.holds(at) for one in plan.leaves)
    assert (person in on_duty(after, at)) == (person in plan.members and not away)


@given(made=plans(), later=moments)
def test_no_gap_while_somebody_of_a_layer_that_passes_on_is_there(
    made: tuple[Plan, datetime], later: timedelta
) -> None:
    plan, first = made
    at = first + later
    always = Layer(participants=(1, 2, 3), starts_on=date(2020, 1, 1))
    leaves = tuple(Leave(person=one, begin=at, end=at + timedelta(hours=1)) for one in (1, 2))
    covered = Plan(
        **{
            **vars(plan),
            "layers": (always, *plan.layers),
            "leaves": leaves,
            "overrides": (),
            "members": frozenset({1, 2, 3}),
            "passes_on": True,
        }
    )
    assert standing(covered, at)
