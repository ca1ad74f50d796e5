"""Break the glass: read what one may not see, with a reason, for a while, and loudly."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from incidents.cards import access_of
from incidents.events import EmergencyEnded, EmergencyOpened
from incidents.models import AgencyTrack, EmergencyAccess, Incident
from incidents.services import records
from safety_net.core import city_log
from safety_net.core.access import AUDITORS, SYSTEM, Actor, agency_token
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid, NotFound, Refusal

LASTS = timedelta(minutes=60)
SHORTEST_REASON, LONGEST_REASON = 10, 500
MOST_AT_ONCE = 3


class TooManyEmergencies(Refusal):
    code = "too_many_emergencies"
    title = _("You hold several incidents open already; end one of them first.")


class EmergencyOver(Refusal):
    code = "emergency_over"
    title = _("This emergency access has ended.")


def open_emergency(
    *, by: Actor, at: datetime, reason: str, number: str = "", incident_id: int = 0
) -> EmergencyAccess:
    """Open the incident with this number, or this id, for the acting person, to read, for an hour.

    NotFound where there is none; Invalid without words of reason; TooManyEmergencies. While it
    stands, opening it again changes nothing.
    """
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON or not reason.split()[1:]:
        raise Invalid(reason=_("Say in words, 10 to 500 characters, why you must see it."))
    with city_log.change(by=by, at=at) as log:
        agency = records.acting_agency(by)
        named = {"number": number.strip()} if number.strip() else {"pk": incident_id}
        known = Incident.objects.filter(filed_by__is_hidden=False, **named)
        found = known.values_list("pk", flat=True).first()
        if found is None or by.user_id is None:
            raise NotFound
        incident = records.locked(found)
        mine = EmergencyAccess.objects.filter(user_id=by.user_id, agency=agency, ended_at=None)
        standing = _standing(list(mine.select_for_update()), incident, log)
        if standing is not None:
            return standing
        access = EmergencyAccess.objects.create(
            incident=incident,
            number=incident.number,
            user_id=by.user_id,
            agency=agency,
            name=by.name,
            role=by.role,
            reason=reason.strip(),
            opened_at=at,
            until=at + LASTS,
        )
        told = EmergencyOpened(subject_id=incident.pk, access=access_of(access))
        log.append(told, audience=_audience(incident.pk))
    return access


def end_emergency(*, access_id: int, by: Actor, at: datetime) -> EmergencyAccess:
    """End it before its time. EmergencyOver where it has ended."""
    with city_log.change(by=by, at=at) as log:
        access = EmergencyAccess.objects.select_for_update().filter(pk=access_id).first()
        if access is None:
            raise NotFound
        if access.ended_at is not None:
            raise EmergencyOver
        _end(access, log)
    return access


def end_overdue(*, at: datetime) -> int:
    """End those whose time is over; how many."""
    with city_log.change(by=SYSTEM, at=at) as log:
        due = EmergencyAccess.objects.filter(ended_at=None, until__lte=at)
        overdue = list(due.select_for_update(skip_locked=True).order_by("pk"))
        for access in overdue:
            _end(access, log)
    return len(overdue)


def show_emergencies(incident: Incident, agency_id: int, log: Log) -> None:
    """An agency that takes part from now on learns who reads it."""
    standing = list(incident.emergencies.filter(ended_at=None).order_by("pk"))
    if not standing or not incident.tracks.filter(agency_id=agency_id).exists():
        return
    for access in standing:
        told = EmergencyOpened(subject_id=incident.pk, access=access_of(access))
        log.append(told, audience={agency_token(agency_id)})


def _standing(mine: list[EmergencyAccess], incident: Incident, log: Log) -> EmergencyAccess | None:
    """The one that stands on this incident, after those whose time is over were ended."""
    for access in mine:
        if access.until <= log.at:
            _end(access, log)
    still = [access for access in mine if access.ended_at is None]
    same = next((access for access in still if access.incident_id == incident.pk), None)
    if same is None and len(still) >= MOST_AT_ONCE:
        raise TooManyEmergencies
    return same


def _end(access: EmergencyAccess, log: Log) -> None:
    access.ended_at, access.ended_by = log.at, log.by.name
    access.save(update_fields=["ended_at", "ended_by"])
    told = EmergencyEnded(subject_id=access.incident_id, access=access_of(access))
    log.append(told, audience=_audience(access.incident_id))


def _audience(incident_id: int) -> set[str]:
    """The agencies that have a part in it, whoever else sees it, and auditors."""
    tracks = AgencyTrack.objects.filter(incident_id=incident_id)
    return {AUDITORS, *map(agency_token, tracks.values_list("agency_id", flat=True))}
