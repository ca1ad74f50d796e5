"""Legal holds: what is known of an incident stays, whatever the rules say."""

from __future__ import annotations

from datetime import datetime

from audit.events import HoldChanged
from audit.models import LegalHold
from incidents.models import Incident
from safety_net.core import city_log
from safety_net.core.access import ADMINS, AUDITORS, Actor
from safety_net.core.errors import NotFound


def hold(*, number: str, reason: str, by: Actor, at: datetime) -> LegalHold:
    """Keep everything about the incident of this number. NotFound."""
    incident = _incident(number)
    with city_log.change(by=by, at=at) as log:
        made, _ = LegalHold.objects.update_or_create(
            incident=incident, defaults={"reason": reason, "by": by.name, "at": at}
        )
        entry = HoldChanged(subject_id=incident.pk, held=True, reason=reason)
        log.append(entry, audience={AUDITORS, ADMINS})
    return made


def let_go(*, number: str, reason: str, by: Actor, at: datetime) -> None:
    """The rules count again. NotFound where nothing is held."""
    incident = _incident(number)
    with city_log.change(by=by, at=at) as log:
        gone, _ = LegalHold.objects.filter(incident=incident).delete()
        if not gone:
            raise NotFound
        entry = HoldChanged(subject_id=incident.pk, held=False, reason=reason)
        log.append(entry, audience={AUDITORS, ADMINS})


def _incident(number: str) -> Incident:
    found = Incident.objects.filter(number=number).first()
    if found is None:
        raise NotFound
    return found
