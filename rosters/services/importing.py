"""Shifts from a calendar file. All of what it can use, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from agencies.models import City, Membership
from rosters.calendars import apart, matching
from rosters.events import CalendarImported
from rosters.models import Roster, Shift
from rosters.services import records
from rosters.services.watching import watch
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.clock import iso
from safety_net.core.errors import Refusal

AHEAD = timedelta(days=366)
WHY = {
    "no_start": _("It has no usable beginning."),
    "no_end": _("It has no usable end."),
    "no_zone": _("Nobody knows its time zone."),
    "too_long": _("It is longer than 92 days."),
    "too_often": _("It repeats every second or minute."),
    "bad_rule": _("How it repeats can't be understood."),
    "nobody": _("It names nobody of this agency."),
    "several": _("The name is that of several people."),
    "twice": _("The person has another shift at that time."),
}


class NothingToUse(Refusal):
    """`extra.unusable`: each event with its reason."""

    status = 422
    code = "nothing_to_use"
    title = _("The calendar has no event of the coming year that can be used.")


class SomeUnusable(Refusal):
    """`extra.unusable`: each event with its reason; `extra.usable`: how many could be used."""

    status = 422
    code = "some_unusable"
    title = _("Some events can't be used, so nothing was stored. Leave them out, or mend them.")


@dataclass(frozen=True, kw_only=True)
class Refused:
    """An event that can't be used: how it is called, when it begins, and why."""

    summary: str
    begin: str
    reason: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How many shifts were made, how many of an earlier import went, what was left out."""

    made: int
    removed: int
    refused: list[Refused] = field(default_factory=list)


def import_calendar(
    *,
    roster_id: int,
    text: str,
    by: Actor,
    at: datetime,
    rank: int = 1,
    leave_out: bool = False,
) -> Imported:
    """Each event of the coming year is a shift of the people whom it names.

    What an earlier import brought, and has not begun, goes. With `leave_out` what can't be used is
    left out; without, it refuses everything. Invalid for what is no calendar.
    """
    city = City.objects.only("timezone").first()
    zone = city.timezone if city else "UTC"
    events, unusable = apart.read(text, zone=zone, begin=at, end=at + AHEAD)
    with city_log.change(by=by, at=at) as log:
        roster = records.locked_in_use(roster_id)
        shifts, refused = _shifts(roster, events, rank=rank, at=at)
        refused = [_refused(one.summary, one.begin, one.reason) for one in unusable] + refused
        _expect_use(shifts, refused, leave_out=leave_out)
        removed = _clear(roster, at)
        Shift.objects.bulk_create(shifts)
        event = CalendarImported(
            subject_id=roster.pk,
            made=len(shifts),
            removed=removed,
            begin=iso(min(one.begin for one in shifts)),
            end=iso(max(one.end for one in shifts)),
        )
        log.append(event, audience=records.audience(roster))
        watch([roster.pk], log=log)
    return Imported(made=len(shifts), removed=removed, refused=refused)


def _expect_use(shifts: Sequence[Shift], refused: Sequence[Refused], *, leave_out: bool) -> None:
    told = [vars(one) for one in refused]
    if not shifts:
        raise NothingToUse(unusable=told)
    if refused and not leave_out:
        raise SomeUnusable(unusable=told, usable=len(shifts))


def _clear(roster: Roster, at: datetime) -> int:
    """Take back what an earlier import brought: what has begun ends now."""
    earlier = roster.shifts.exclude(uid="")
    ended = earlier.filter(begin__lt=at, end__gt=at).update(end=at)
    deleted, _kinds = earlier.filter(begin__gte=at).delete()
    return ended + deleted


def _shifts(
    roster: Roster, events: Iterable[apart.Event], *, rank: int, at: datetime
) -> tuple[list[Shift], list[Refused]]:
    """A shift for each person of each event, the earliest first; and what can't be used."""
    members = _members(roster)
    taken = _Taken.of(roster, at)
    made: list[Shift] = []
    refused: list[Refused] = []
    for event in sorted(events, key=lambda one: (one.begin, one.end, one.uid)):
        begin = max(event.begin, at)
        try:
            people = matching.people_of(event, members)
        except matching.NobodyMeant as problem:
            reason = "several" if problem.several else "nobody"
            refused.append(_refused(event.summary, iso(event.begin) or "", reason))
            continue
        if any(not taken.is_free(one, begin, event.end) for one in people):
            refused.append(_refused(event.summary, iso(event.begin) or "", "twice"))
            continue
        for one in people:
            taken.add(one, begin, event.end)
            made.append(_shift(roster, one, begin, event, rank))
    return made, refused


def _shift(roster: Roster, user_id: int, begin: datetime, event: apart.Event, rank: int) -> Shift:
    return Shift(
        roster=roster, user_id=user_id, rank=rank, begin=begin, end=event.end, uid=event.uid or "-"
    )


def _members(roster: Roster) -> list[matching.Member]:
    places = Membership.objects.standing().filter(agency_id=roster.agency_id)
    return [
        matching.Member(
            id=one.user_id,
            name=one.user.get_full_name(),
            username=one.user.get_username(),
            address=one.user.email,
        )
        for one in places.select_related("user").order_by("user_id")
    ]


@dataclass(frozen=True)
class _Taken:
    """When people have a shift already."""

    spans: dict[int, list[tuple[datetime, datetime]]]

    @classmethod
    def of(cls, roster: Roster, at: datetime) -> _Taken:
        """By hand; what an earlier import brought goes."""
        found = cls(defaultdict(list))
        by_hand = roster.shifts.filter(uid="", end__gt=at)
        for user_id, begin, end in by_hand.values_list("user_id", "begin", "end"):
            found.add(user_id, begin, end)
        return found

    def add(self, user_id: int, begin: datetime, end: datetime) -> None:
        self.spans[user_id].append((begin, end))

    def is_free(self, user_id: int, begin: datetime, end: datetime) -> bool:
        return not any(first < end and begin < last for first, last in self.spans[user_id])


def _refused(summary: str, begin: str, reason: str) -> Refused:
    return Refused(summary=summary, begin=begin, reason=reason, text=str(WHY[reason]))
