"""Leave of people, and the city's holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from rosters.cards import holiday_of, leave_of
from rosters.events import HolidayChanged, LeaveChanged
from rosters.models import Holiday, Leave, Roster
from rosters.services import records
from rosters.services.watching import watch
from safety_net.core import city_log
from safety_net.core.access import ADMINS, EVERYONE, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound, Refusal

LONGEST_LEAVE = timedelta(days=2 * 366)


class HolidayIsThere(Refusal):
    code = "holiday_is_there"
    title = _("This day is a holiday already.")


def give_leave(*, user_id: int, begin: datetime, end: datetime, by: Actor, at: datetime) -> Leave:
    """They are on no duty from `begin` to `end`, on whichever roster."""
    records.expect_time(begin, end, at=at, longest=LONGEST_LEAVE)
    with city_log.change(by=by, at=at) as log:
        if not Membership.objects.standing().filter(user=user_id).exists():
            raise Invalid(person=_("There is no such person."))
        leave = Leave.objects.create(user_id=user_id, begin=begin, end=end)
        _tell(leave, "made", log)
    return leave


def end_leave(*, leave_id: int, by: Actor, at: datetime) -> None:
    """Take back leave to come, or end it now. IsOver for leave of the past."""
    with city_log.change(by=by, at=at) as log:
        rows = Leave.objects.select_for_update(of=("self",)).select_related("user")
        leave = rows.filter(pk=leave_id).first()
        if leave is None:
            raise NotFound
        card = leave_of(leave)
        what = records.take_back(leave, at=at)
        _tell(leave, what, log, card=card)


def add_holiday(*, day: date, name_ko: str, name_en: str = "", by: Actor, at: datetime) -> Holiday:
    """Layers may count on holidays only, or not on them."""
    if not name_ko.strip():
        raise Invalid(name_ko=_("Give it a name."))
    with city_log.change(by=by, at=at) as log:
        names = {"name_ko": name_ko.strip(), "name_en": name_en.strip()}
        holiday, is_new = Holiday.objects.get_or_create(day=day, defaults=names)
        if not is_new:
            raise HolidayIsThere(holiday=holiday_of(holiday))
        event = HolidayChanged(subject_id=holiday.pk, holiday=holiday_of(holiday), what="made")
        log.append(event, audience={EVERYONE})
        _look_again(log)
    return holiday


def remove_holiday(*, holiday_id: int, by: Actor, at: datetime) -> None:
    """It is an ordinary day again."""
    with city_log.change(by=by, at=at) as log:
        holiday = Holiday.objects.select_for_update().filter(pk=holiday_id).first()
        if holiday is None:
            raise NotFound
        event = HolidayChanged(subject_id=holiday.pk, holiday=holiday_of(holiday), what="cancelled")
        holiday.delete()
        log.append(event, audience={EVERYONE})
        _look_again(log)


def _look_again(log: Log) -> None:
    """At the rosters whose layers look at holidays."""
    rosters = Roster.objects.filter(layers__holidays__in=["only", "not"], is_active=True)
    watch(set(rosters.values_list("pk", flat=True)), log=log)


def _tell(leave: Leave, what: str, log: Log, card: dict[str, object] | None = None) -> None:
    """Whoever works with them; and look for the gaps that it leaves or fills."""
    places = Membership.objects.filter(user=leave.user_id, is_active=True)
    agencies = set(places.values_list("agency_id", flat=True))
    event = LeaveChanged(subject_id=leave.user_id, leave=card or leave_of(leave), what=what)
    log.append(event, audience={ADMINS, *map(agency_token, agencies)})
    rosters = Roster.objects.filter(agency_id__in=agencies, is_active=True)
    watch(set(rosters.values_list("pk", flat=True)), log=log)
