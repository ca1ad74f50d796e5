"""Who is on duty from when to when, and when nobody is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from rosters.calculation.duty import standing
from rosters.calculation.plan import Plan, Span
from rosters.calculation.wall import changes_of


@dataclass(frozen=True, kw_only=True)
class Duty(Span):
    """The same people from `begin` to `end`, the primary first; nobody is a gap."""

    people: tuple[int, ...]


def timeline(plan: Plan, *, begin: datetime, end: datetime) -> list[Duty]:
    """The whole window, duty by duty: each begins where the one before it ends."""
    window = Span(begin=begin, end=end)
    found: list[Duty] = []
    moments = [*_moments(plan, window), end]
    for this, following in pairwise(moments):
        people = standing(plan, this)
        if found and found[-1].people == people:
            found[-1] = Duty(begin=found[-1].begin, end=following, people=people)
        else:
            found.append(Duty(begin=this, end=following, people=people))
    return found


def gaps(plan: Plan, *, begin: datetime, end: datetime) -> list[Span]:
    """When nobody is on duty."""
    duties = timeline(plan, begin=begin, end=end)
    return [Span(begin=one.begin, end=one.end) for one in duties if not one.people]


def _moments(plan: Plan, window: Span) -> list[datetime]:
    """When something may change, in order, from the window's begin on."""
    inside = {one for one in _changes(plan, window) if window.begin < one < window.end}
    return [window.begin, *sorted(inside)] if window.begin < window.end else []


def _changes(plan: Plan, window: Span) -> Iterator[datetime]:
    for layer in plan.layers:
        yield from changes_of(layer, window, plan.zone)
    for span in (*plan.shifts, *plan.overrides, *plan.leaves):
        yield from (span.begin, span.end)
