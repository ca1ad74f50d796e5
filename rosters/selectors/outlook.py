"""What is ahead on rosters, as lists and pages show it: four queries for any number of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import QuerySet

from rosters.calculation import duty, timeline
from rosters.calculation.plan import Plan
from rosters.calculation.timeline import Duty
from rosters.models import Roster
from rosters.models.roster import LONGEST_HAND_OVER
from rosters.selectors.gaps import Gap
from rosters.selectors.plans import plans_of

FORTNIGHT = timedelta(days=14)
BEFORE = timedelta(minutes=LONGEST_HAND_OVER)


@dataclass(frozen=True)
class Outlook:
    """Who is on duty now, the duties from now (or another beginning) on, and everybody's names.

    `until` is None while the present duty lasts longer than was looked.
    """

    at: datetime
    now: tuple[User, ...]
    duties: list[Duty]
    people: dict[int, User]

    @property
    def to_come(self) -> list[Duty]:
        """The present duty and those after it."""
        return [one for one in self.duties if one.end > self.at]

    @property
    def until(self) -> datetime | None:
        return self.to_come[0].end if len(self.to_come) > 1 else None

    @property
    def following(self) -> tuple[User, ...]:
        return self.named(self.to_come[1]) if len(self.to_come) > 1 else ()

    @property
    def gaps(self) -> list[Gap]:
        """Those that are not over."""
        return [Gap(one.begin, one.end) for one in self.to_come if not one.people]

    def named(self, one: Duty) -> tuple[User, ...]:
        return tuple(self.people[person] for person in one.people)


def outlooks(
    rosters: QuerySet[Roster],
    *,
    at: datetime,
    begin: datetime | None = None,
    end: datetime | None = None,
) -> dict[int, Outlook]:
    """Roster in use → what is ahead, from `begin` (now) to `end` (in 14 days)."""
    begin, end = begin or at, end or at + FORTNIGHT
    plans = plans_of(rosters, begin=min(begin, at - BEFORE), end=max(end, at + BEFORE))
    people = _people(plans.values())
    return {
        pk: Outlook(
            at=at,
            now=tuple(people[one] for one in duty.on_duty(plan, at)),
            duties=timeline.timeline(plan, begin=begin, end=end),
            people=people,
        )
        for pk, plan in plans.items()
    }


def _people(plans: Iterable[Plan]) -> dict[int, User]:
    everybody = {person for plan in plans for person in plan.members}
    return get_user_model().objects.in_bulk(everybody)
