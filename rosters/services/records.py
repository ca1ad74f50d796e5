"""Rows for a change: locked, checked, and who is told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agencies.models import Membership
from rosters.models import Leave, Override, Roster, Shift
from safety_net.core.access import ADMINS, agency_token
from safety_net.core.errors import Invalid, NotFound, Refusal

LONGEST = timedelta(days=92)
FARTHEST = timedelta(days=2 * 366)


class RosterRetired(Refusal):
    code = "roster_retired"
    title = _("This roster is retired; put it to use again first.")


class IsOver(Refusal):
    """What has been can't be taken back."""

    code = "is_over"
    title = _("That is over; it stays as it was.")


def locked(roster_id: int) -> Roster:
    """The roster, held until the change ends; NotFound where there is none."""
    roster = Roster.objects.select_for_update().filter(pk=roster_id).first()
    if roster is None:
        raise NotFound
    return roster


def locked_in_use(roster_id: int) -> Roster:
    """As `locked`; RosterRetired for one that does not count."""
    roster = locked(roster_id)
    if not roster.is_active:
        raise RosterRetired
    return roster


def audience(roster: Roster) -> set[str]:
    return {ADMINS, agency_token(roster.agency_id)}


def members(roster: Roster, user_ids: Collection[int], *, field: str) -> dict[int, User]:
    """The people by id; Invalid for somebody without a place in the roster's agency."""
    places = Membership.objects.standing().filter(agency_id=roster.agency_id, user__in=user_ids)
    found = {one.user_id: one.user for one in places.select_related("user")}
    missing = len(set(user_ids) - set(found))
    if missing:
        text = ngettext(
            "%(n)d of these people has no place in the roster's agency.",
            "%(n)d of these people have no place in the roster's agency.",
            missing,
        )
        raise Invalid(**{field: text % {"n": missing}})
    return found


def expect_time(begin: datetime, end: datetime, *, at: datetime, longest: timedelta) -> None:
    """Invalid unless it begins before it ends, is not over, not endless and not far away."""
    if end <= begin:
        raise Invalid(end=_("It ends after it begins."))
    if end <= at:
        raise Invalid(end=_("That time is over."))
    if end - begin > longest:
        raise Invalid(end=_("That is too long; no more than %(n)d days.") % {"n": longest.days})
    if begin > at + FARTHEST:
        raise Invalid(begin=_("That is more than two years ahead."))


def take_back(row: Shift | Override | Leave, *, at: datetime) -> str:
    """Delete what has not begun ("cancelled"), end what has ("ended"). IsOver for the past."""
    if row.end <= at:
        raise IsOver
    if row.begin >= at:
        row.delete()
        return "cancelled"
    row.end = at
    row.save(update_fields=["end"])
    return "ended"
