"""Who is on duty now, in a few queries for any number of rosters."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet

from agencies.models import Membership
from rosters.calculation import duty, timeline
from rosters.calculation.plan import Plan
from rosters.models import Roster
from rosters.models.roster import LONGEST_HAND_OVER
from rosters.selectors.plans import plans_of

A_MOMENT = timedelta(microseconds=1)
BEFORE = timedelta(minutes=LONGEST_HAND_OVER)
# How far ahead the end of a duty is looked for: first near, then far.
LOOKS_AHEAD = (timedelta(days=2), timedelta(days=14), timedelta(days=92))


def on_duty(roster_ids: Collection[int], at: datetime) -> dict[int, tuple[int, ...]]:
    """Roster → ids of the users on duty, the primary first; () for nobody. Three queries."""
    found = _now(Roster.objects.filter(pk__in=set(roster_ids)), at)
    return {pk: found.get(pk, ()) for pk in roster_ids}


def duty_with_role(agency_id: int, role: str, at: datetime) -> tuple[int, ...]:
    """Members of the agency with that role who stand on any of its rosters now, in order."""
    return duties_with_roles([(agency_id, role)], at)[agency_id, role]


def duties_with_roles(
    wanted: Collection[tuple[int, str]], at: datetime
) -> dict[tuple[int, str], tuple[int, ...]]:
    """(agency, role) → as `duty_with_role`. Five queries for any number."""
    agencies = {agency_id for agency_id, _role in wanted}
    rosters = Roster.objects.filter(agency_id__in=agencies, is_active=True)
    whose = dict(rosters.values_list("pk", "agency_id"))
    standing: dict[tuple[int, int], None] = {}
    for pk, people in _now(rosters, at).items():
        standing |= dict.fromkeys((whose[pk], person) for person in people)
    places = Membership.objects.standing().filter(
        agency_id__in=agencies, user_id__in={person for _agency, person in standing}
    )
    roles = {(one.agency_id, one.user_id): one.role for one in places}
    return {
        (agency_id, role): tuple(
            person
            for its_agency, person in standing
            if its_agency == agency_id and roles.get((agency_id, person)) == role
        )
        for agency_id, role in wanted
    }


def until(roster_id: int, at: datetime) -> datetime | None:
    """When the present duty, or the present gap, ends; None if not within three months."""
    rosters = Roster.objects.filter(pk=roster_id)
    found = plans_of(rosters, begin=at, end=at + LOOKS_AHEAD[-1]).get(roster_id)
    return present_ends(found, at) if found else None


def present_ends(plan: Plan, at: datetime) -> datetime | None:
    """As `until`, of a plan that reaches so far."""
    for ahead in LOOKS_AHEAD:
        duties = timeline.timeline(plan, begin=at, end=at + ahead)
        if len(duties) > 1:
            return duties[0].end
    return None


def _now(rosters: QuerySet[Roster], at: datetime) -> dict[int, tuple[int, ...]]:
    plans = plans_of(rosters, begin=at - BEFORE, end=at + A_MOMENT)
    return {pk: duty.on_duty(plan, at) for pk, plan in plans.items()}
