"""When nobody is on duty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from rosters.calculation import timeline
from rosters.calculation.plan import Span
from rosters.models import Roster
from rosters.selectors.plans import plans_of


class Gap(NamedTuple):
    """Nobody from `begin` to `end`."""

    begin: datetime
    end: datetime


def gaps(roster_id: int, *, begin: datetime, end: datetime) -> list[Gap]:
    """The gaps of one roster in a window, in order; of a retired one, none."""
    rosters = Roster.objects.filter(pk=roster_id)
    return gaps_of(rosters, begin=begin, end=end).get(roster_id, [])


def gaps_of(rosters: QuerySet[Roster], *, begin: datetime, end: datetime) -> dict[int, list[Gap]]:
    """Roster → its gaps. Three queries for any number of rosters."""
    plans = plans_of(rosters, begin=begin, end=end)
    return {pk: _plain(timeline.gaps(plan, begin=begin, end=end)) for pk, plan in plans.items()}


def _plain(spans: Iterable[Span]) -> list[Gap]:
    return [Gap(one.begin, one.end) for one in spans]
