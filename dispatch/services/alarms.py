"""The alarm level of an incident: raised by a dispatcher, never lowered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dispatch.events import AlarmRaised
from dispatch.models import Alarm
from dispatch.models.plans import HIGHEST_ALARM
from incidents.models import Incident
from incidents.services import records
from safety_net.core import city_log
from safety_net.core.access import Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, Refusal


class AlarmNotHigher(Refusal):
    """`extra.level`: the present one."""

    code = "alarm_not_higher"
    title = _("The alarm is at this level or above it already.")


def raise_alarm(*, incident_id: int, level: int, by: Actor, at: datetime) -> Alarm:
    """Raise it to `level`. Nobody is sent by that: the recommendation then asks for more."""
    if not 2 <= level <= HIGHEST_ALARM:
        raise Invalid(level=_("An alarm is raised to 2 … 9."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect_part(incident, by)
        was = _level_of(incident)
        if level <= was:
            raise AlarmNotHigher(level=was)
        alarm = _keep(incident, level, by=by, at=at)
        records.touch(incident, at=at)
        log.append(
            AlarmRaised(subject_id=incident.pk, level=level, was=was),
            audience=records.audience(incident),
        )
    return alarm


def show_alarm(incident: Incident, agency_id: int, log: Log) -> None:
    """An agency that sees the incident from now on learns its level."""
    level = _level_of(incident)
    if level > 1:
        told = AlarmRaised(subject_id=incident.pk, level=level, was=level)
        log.append(told, audience={agency_token(agency_id)})


def show_alarm_again(incident: Incident, log: Log) -> None:
    """An incident that is opened again has the level that it had."""
    level = _level_of(incident)
    if level > 1:
        told = AlarmRaised(subject_id=incident.pk, level=level, was=level)
        log.append(told, audience=records.audience(incident))


def bring_alarm(duplicate: Incident, master: Incident, log: Log) -> None:
    """The level of a duplicate goes on with its units, where it is the higher one."""
    level, was = _level_of(duplicate), _level_of(master)
    Alarm.objects.filter(incident=duplicate).delete()
    if level > was:
        _keep(master, level, by=log.by, at=log.at)
        log.append(
            AlarmRaised(subject_id=master.pk, level=level, was=was),
            audience=records.audience(master),
        )


def _level_of(incident: Incident) -> int:
    found = Alarm.objects.filter(incident=incident).values_list("level", flat=True).first()
    return found or 1


def _keep(incident: Incident, level: int, *, by: Actor, at: datetime) -> Alarm:
    alarm = Alarm(incident=incident, level=level, raised_at=at, raised_by=by.name)
    alarm.save()
    return alarm
