"""Log on to a unit and off again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership
from crews.events import CrewLoggedOff, CrewLoggedOn
from crews.models import UnitLogOn
from safety_net.core import city_log
from safety_net.core.access import Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, Refusal
from units.models import Unit


class NotOnAUnit(Refusal):
    """There is nothing to log off from."""

    code = "not_on_a_unit"
    title = _("You are not logged on to any unit.")


def log_on(*, unit_id: int, by: Actor, at: datetime) -> UnitLogOn:
    """The person is on this unit from now on, and on no other. Invalid for a foreign unit."""
    with city_log.change(by=by, at=at) as log:
        mine = _locked_memberships(by)
        unit = Unit.objects.filter(pk=unit_id, agency_id=by.agency_id or 0, is_active=True).first()
        if unit is None:
            raise Invalid(unit=_("Your agency has no such unit."))
        present = list(_standing(mine).select_related("unit"))
        same = next((one for one in present if one.unit_id == unit.pk), None)
        if same is not None:
            return same
        for former in present:
            _end(former, log=log, elsewhere=True)
        membership = next(one for one in mine if one.agency_id == by.agency_id)
        made = UnitLogOn.objects.create(unit=unit, membership=membership, at=at)
        _tell(CrewLoggedOn, unit, log=log)
    return made


def log_off(*, by: Actor, at: datetime) -> None:
    """The person is on no unit any more. NotOnAUnit for one who was on none."""
    with city_log.change(by=by, at=at) as log:
        present = list(_standing(_locked_memberships(by)).select_related("unit"))
        if not present:
            raise NotOnAUnit
        for one in present:
            _end(one, log=log, elsewhere=False)


def _locked_memberships(by: Actor) -> list[Membership]:
    """All of the person's, so that two phones of one person come one after the other."""
    mine = Membership.objects.select_for_update().filter(user_id=by.user_id or 0)
    return list(mine.order_by("pk"))


def _standing(memberships: list[Membership]) -> QuerySet[UnitLogOn]:
    return UnitLogOn.objects.filter(membership__in=memberships, ended_at__isnull=True)


def _end(one: UnitLogOn, *, log: Log, elsewhere: bool) -> None:
    one.ended_at = max(log.at, one.at)
    one.save(update_fields=["ended_at"])
    _tell(CrewLoggedOff, one.unit, log=log, elsewhere=elsewhere)


def _tell(event: type[CrewLoggedOn | CrewLoggedOff], unit: Unit, *, log: Log, **more: bool) -> None:
    crew = UnitLogOn.objects.filter(unit=unit, ended_at__isnull=True).count()
    told = event(
        subject_id=unit.pk, call_sign=unit.call_sign, person=log.by.name, crew=crew, **more
    )
    log.append(told, audience={agency_token(unit.agency_id)})
