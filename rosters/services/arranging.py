"""What is arranged for once: stand-ins, and shifts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from rosters.cards import override_of, person_of, shift_of
from rosters.events import OverrideChanged, ShiftsChanged
from rosters.models import LayerParticipant, Leave, Override, Roster, Shift
from rosters.services import records
from rosters.services.watching import watch
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid, NotFound, Refusal

MOST_AT_ONCE = 20


class OnLeave(Refusal):
    """`extra.people`: who is away in that time."""

    code = "on_leave"
    title = _("Somebody of these is on leave then.")


class ShiftOverlaps(Refusal):
    """`extra.shift`: the one that is there."""

    code = "shift_overlaps"
    title = _("This person has a shift on this roster at that time.")


def add_override(
    *,
    roster_id: int,
    user_id: int,
    begin: datetime,
    end: datetime,
    by: Actor,
    at: datetime,
    instead_of_id: int | None = None,
    reason: str = "",
) -> Override:
    """`user_id` stands in for `instead_of_id`, or is on duty besides all others."""
    records.expect_time(begin, end, at=at, longest=records.LONGEST)
    if user_id == instead_of_id:
        raise Invalid(instead_of=_("Nobody stands in for themselves."))
    with city_log.change(by=by, at=at) as log:
        roster = records.locked_in_use(roster_id)
        records.members(roster, [user_id], field="person")
        if instead_of_id is not None and not _stands_on(roster, instead_of_id):
            raise Invalid(instead_of=_("This person does not stand on this roster."))
        _expect_there([user_id], begin, end)
        override = Override.objects.create(
            roster=roster,
            user_id=user_id,
            instead_of_id=instead_of_id,
            begin=begin,
            end=end,
            reason=reason.strip(),
        )
        event = OverrideChanged(subject_id=roster.pk, override=override_of(override), what="made")
        log.append(event, audience=records.audience(roster))
        watch([roster.pk], log=log)
    return override


def cancel_override(*, roster_id: int, override_id: int, by: Actor, at: datetime) -> None:
    """Take back one to come, or end the present one now. IsOver for one of the past."""
    with city_log.change(by=by, at=at) as log:
        roster = records.locked(roster_id)
        override = roster.overrides.select_related("user", "instead_of").filter(pk=override_id)
        found = override.first()
        if found is None:
            raise NotFound
        card = override_of(found)
        what = records.take_back(found, at=at)
        event = OverrideChanged(subject_id=roster.pk, override=card, what=what)
        log.append(event, audience=records.audience(roster))
        watch([roster.pk], log=log)


def add_shift(
    *,
    roster_id: int,
    user_ids: Sequence[int],
    begin: datetime,
    end: datetime,
    by: Actor,
    at: datetime,
    rank: int = 1,
) -> list[Shift]:
    """The same shift for one or several people."""
    records.expect_time(begin, end, at=at, longest=records.LONGEST)
    if not 1 <= len(set(user_ids)) <= MOST_AT_ONCE:
        raise Invalid(people=_("A shift has 1 to 20 people."))
    with city_log.change(by=by, at=at) as log:
        roster = records.locked_in_use(roster_id)
        people = records.members(roster, user_ids, field="people")
        _expect_there(user_ids, begin, end)
        there = roster.shifts.filter(user__in=people, begin__lt=end, end__gt=begin)
        overlapped = there.select_related("user").first()
        if overlapped is not None:
            raise ShiftOverlaps(shift=shift_of(overlapped))
        made = Shift.objects.bulk_create(
            Shift(roster=roster, user=people[one], begin=begin, end=end, rank=rank)
            for one in dict.fromkeys(user_ids)
        )
        cards = [shift_of(one) for one in made]
        event = ShiftsChanged(subject_id=roster.pk, shifts=cards, what="made")
        log.append(event, audience=records.audience(roster))
        watch([roster.pk], log=log)
    return made


def cancel_shift(*, roster_id: int, shift_id: int, by: Actor, at: datetime) -> None:
    """Take back one to come, or end the present one now. IsOver for one of the past."""
    with city_log.change(by=by, at=at) as log:
        roster = records.locked(roster_id)
        shift = roster.shifts.select_related("user").filter(pk=shift_id).first()
        if shift is None:
            raise NotFound
        card = shift_of(shift)
        what = records.take_back(shift, at=at)
        event = ShiftsChanged(subject_id=roster.pk, shifts=[card], what=what)
        log.append(event, audience=records.audience(roster))
        watch([roster.pk], log=log)


def _stands_on(roster: Roster, user_id: int) -> bool:
    """Whether there is a place that somebody could take for this person."""
    return (
        LayerParticipant.objects.filter(layer__roster=roster, user=user_id).exists()
        or roster.shifts.filter(user=user_id).exists()
        or roster.overrides.filter(user=user_id).exists()
    )


def _expect_there(user_ids: Sequence[int], begin: datetime, end: datetime) -> None:
    away = Leave.objects.filter(user__in=user_ids, begin__lt=end, end__gt=begin)
    people = {one.user_id: one.user for one in away.select_related("user")}
    if people:
        raise OnLeave(people=[person_of(one) for one in people.values()])
