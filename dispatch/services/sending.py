"""Send units to an incident."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.cards import assignment_of
from dispatch.events import UnitSent
from dispatch.models import Assignment
from dispatch.selectors.engagements import engaged
from dispatch.selectors.needs import alarm_level_of
from dispatch.services import maydays, records
from dispatch.services.watching import watch
from dispatch.states import FIRST_STATUSES, UnitStatus
from incidents.models import Incident
from incidents.services import records as incident_records
from incidents.services import tracking
from incidents.states import TrackState
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, Refusal
from units.models import Unit
from units.services import telling
from units.services.records import locked_units
from units.states import READY

MOST_UNITS = 50


class UnitEngaged(Refusal):
    """`extra.units`: which are on an incident, on which if one may see it, and who sent them."""

    code = "unit_engaged"
    title = _("A unit is on an incident already.")


class UnitNotInService(Refusal):
    """`extra.units`: which are out of service, and why."""

    code = "unit_not_in_service"
    title = _("A unit is out of service.")


def send(
    *,
    incident_id: int,
    unit_ids: Collection[int],
    by: Actor,
    at: datetime,
    first: str = UnitStatus.ALERTED,
    also: bool = False,
    alarm_level: int | None = None,
    happened: datetime | None = None,
    source: str = "desk",
) -> list[Assignment]:
    """Send units of one's own agency, all or none; the agency is then at work.

    A unit that is on another incident is refused, unless it is sent `also` to this one on purpose.
    One that is on this incident already is left as it is. Without an `alarm_level` they go on the
    present alarm.
    """
    _expect_sendable(unit_ids, first)
    with city_log.change(by=by, at=at) as log:
        incident = incident_records.locked_open(incident_id)
        track = incident_records.locked_track(incident, by.agency_id)
        units = _locked_own(unit_ids, by=by)
        _refuse_unready(units)
        units = _not_on_it(units, incident)
        if not also:
            _refuse_engaged(units, by=by)
        _take_part(incident, track.state, by=by, at=at)
        when = records.moment_of(happened, at)
        level = alarm_level_of(incident.pk) if alarm_level is None else alarm_level
        sent = _assign(incident, units, first, level=level, when=when, log=log)
        for assignment in sent:
            records.keep_status_time(
                assignment, UnitStatus.ALERTED, happened=when, source=source, log=log
            )
            if first != UnitStatus.ALERTED:
                records.keep_status_time(assignment, first, happened=when, source=source, log=log)
        _tell(incident, sent, also=also, log=log)
    return sent


def _expect_sendable(unit_ids: Collection[int], first: str) -> None:
    if not unit_ids:
        raise Invalid(units=_("Say which units."))
    if len(unit_ids) > MOST_UNITS:
        raise Invalid(units=_("No more than 50 units at once."))
    if first not in FIRST_STATUSES:
        raise Invalid(status=_("A unit is alerted, en route or on scene when it is sent."))


def _locked_own(unit_ids: Collection[int], *, by: Actor) -> list[Unit]:
    """In the order in which they were named: the first becomes the primary one."""
    wanted = list(dict.fromkeys(unit_ids))
    own = Unit.objects.filter(pk__in=wanted, agency_id=by.agency_id or 0, is_active=True)
    if own.count() < len(wanted):
        raise Invalid(units=_("Your agency has no such unit."))
    known = {unit.pk: unit for unit in locked_units(wanted)}
    return [known[pk] for pk in wanted]


def _refuse_unready(units: list[Unit]) -> None:
    unready = [unit for unit in units if unit.duty not in READY]
    if unready:
        raise UnitNotInService(
            units=[
                {"unit": unit.pk, "call_sign": unit.call_sign, "reason": unit.duty_reason}
                for unit in unready
            ]
        )


def _not_on_it(units: list[Unit], incident: Incident) -> list[Unit]:
    on_it = Assignment.objects.filter(incident=incident, cleared_at__isnull=True)
    present = set(on_it.values_list("unit_id", flat=True))
    return [unit for unit in units if unit.pk not in present]


def _refuse_engaged(units: list[Unit], *, by: Actor) -> None:
    busy = engaged([unit.pk for unit in units], agency_id=by.agency_id)
    if busy:
        raise UnitEngaged(units=busy)


def _take_part(incident: Incident, state: str, *, by: Actor, at: datetime) -> None:
    """Who sends units has taken notice and is at work; a dispatcher need not say it twice."""
    if state in (TrackState.WAITING, TrackState.DECLINED):
        tracking.acknowledge(incident_id=incident.pk, by=by, at=at)
    if state != TrackState.WORKING:
        tracking.start(incident_id=incident.pk, by=by, at=at)
    incident.refresh_from_db(fields=["status", "version"])


def _assign(
    incident: Incident, units: list[Unit], first: str, *, level: int, when: datetime, log: Log
) -> list[Assignment]:
    has_primary = Assignment.objects.filter(incident=incident, primary=True).exists()
    made: list[Assignment] = []
    for unit in units:
        assignment = Assignment(
            incident=incident,
            unit=unit,
            agency_id=unit.agency_id,
            status=first,
            status_since=when,
            primary=not has_primary and not made,
            alarm_level=level,
            assigned_at=when,
            assigned_by=log.by.name,
        )
        watch(assignment, at=log.at)
        made.append(assignment)
    return Assignment.objects.bulk_create(made)


def _tell(incident: Incident, sent: list[Assignment], *, also: bool, log: Log) -> None:
    if not sent:
        return
    records.tell(
        incident,
        [
            UnitSent(subject_id=incident.pk, assignment=assignment_of(one), also=also)
            for one in sent
        ],
        log=log,
    )
    for one in sent:
        telling.tell(one.unit, what="sent", log=log)
    maydays.tell_newcomers([one.unit_id for one in sent], records.involved(incident), log=log)
