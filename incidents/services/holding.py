"""Hold an incident: it may wait until a time, for a reason that everybody sees."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from incidents.events import IncidentHeld, IncidentReleased
from incidents.models import Incident
from incidents.services import records
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, Refusal

LONGEST_HOLD = timedelta(hours=12)


class NotHeld(Refusal):
    code = "not_held"
    title = _("This incident is not on hold.")


def hold(*, incident_id: int, minutes: int, reason: str, by: Actor, at: datetime) -> Incident:
    """Hold for 1 minute to 12 hours; holding again sets a new end."""
    if not 1 <= minutes <= LONGEST_HOLD.total_seconds() / 60:
        raise Invalid(minutes=_("Hold for 1 to 720 minutes."))
    if not reason.strip():
        raise Invalid(reason=_("Say what it waits for."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        incident.held_until = at + timedelta(minutes=minutes)
        incident.hold_reason = reason.strip()
        records.store(incident, "held_until", "hold_reason", at=at)
        log.append(
            IncidentHeld(
                subject_id=incident.pk,
                held_until=str(iso(incident.held_until)),
                hold_reason=incident.hold_reason,
                version=incident.version,
            ),
            audience=records.audience(incident),
        )
    return incident


def release(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """End a hold before its time. NotHeld where there is none."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        if incident.held_until is None:
            raise NotHeld
        incident.held_until, incident.hold_reason = None, ""
        records.store(incident, "held_until", "hold_reason", at=at)
        log.append(
            IncidentReleased(subject_id=incident.pk, version=incident.version),
            audience=records.audience(incident),
        )
    return incident
