"""The times t0 … t11 of an incident: recorded, and corrected by recording again. docs/domain.md."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.events import TimeRecorded
from incidents.models import Incident, IncidentTime
from incidents.services import records
from incidents.states import TimeCode
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid


def record_time(
    *, incident_id: int, code: str, happened: datetime, source: str, by: Actor, at: datetime
) -> IncidentTime:
    """Say when something happened; also after the close. The newest row of a code counts.

    Invalid for a code that does not exist and for a time to come.
    """
    if code not in TimeCode.values:
        raise Invalid(code=_("The times are t0 to t11."))
    if happened > at:
        raise Invalid(at=_("A time is recorded when it has come."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked(incident_id)
        records.touch(incident, at=at)
        return keep_time(incident, TimeCode(code), happened=happened, source=source, log=log)


def keep_time(
    incident: Incident, code: TimeCode, *, happened: datetime, source: str, log: city_log.Log
) -> IncidentTime:
    """Append a time and tell everybody involved."""
    kept = records.record_time(
        incident, code, happened=happened, source=source, by=log.by, at=log.at
    )
    log.append(
        TimeRecorded(subject_id=incident.pk, code=str(code), at=str(iso(happened)), source=source),
        audience=records.audience(incident),
    )
    return kept


def take_back(incident: Incident, code: TimeCode, *, recorded_at: datetime) -> None:
    """Forget a time that was said by a slip and undone at once; the city log keeps both."""
    incident.times.filter(code=code, recorded_at=recorded_at).delete()
