"""File an incident: type and place are enough, and it exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from agencies.selectors import city_day, district_at
from incidents import hooks
from incidents.cards import card_of
from incidents.events import IncidentFiled
from incidents.models import Incident, IncidentType, Report
from incidents.places import Place
from incidents.responsibility import Part, responsible
from incidents.services import filed_rows
from incidents.services.records import NotInvolved
from incidents.states import Channel, Priority
from safety_net.core import city_log
from safety_net.core.access import Actor, agency_token
from safety_net.core.errors import Invalid

# A call may have come in before the form was opened, but not much.
OLDEST_CALL = timedelta(hours=24)
TAKE_NUMBER = """
INSERT INTO incidents_incidentnumber (day, last) VALUES (%s, 1)
ON CONFLICT (day) DO UPDATE SET last = incidents_incidentnumber.last + 1 RETURNING last
"""


@dataclass(frozen=True, kw_only=True)
class FirstReport:
    """What the call, alarm or citizen says; the caller's fields are protected."""

    channel: str = Channel.CALL
    caller_name: str = ""
    caller_number: str = ""
    narrative: str = ""
    received_at: datetime | None = None


def file_incident(
    *,
    kind: IncidentType,
    place: Place,
    report: FirstReport,
    by: Actor,
    at: datetime,
    priority: int | None = None,
    exercise: bool = False,
) -> Incident:
    """File it for the acting agency and ask every responsible agency.

    Raises Invalid for a report from the future or of a day ago, and for an unknown priority.
    """
    received = received_at(report, at=at)
    with city_log.change(by=by, at=at) as log:
        day = city_day(at)
        incident = _incident(kind, place, report, by=by, at=at)
        incident.priority = _priority(kind, priority)
        incident.exercise = exercise or kind.is_exercise
        incident.district = district_at(incident.location, day=day)
        parts = _parts(incident, day=day)
        # All who file wait for the day's number until this commits, so it is taken late.
        incident.number = _number(incident, day=day)
        incident.save(force_insert=True)
        kept = Report(**vars(report) | {"received_at": received})
        tracks = filed_rows.write(incident, kept, parts, by=by, at=at)
        log.append(
            IncidentFiled(subject_id=incident.pk, card=card_of(incident, tracks)),
            audience={agency_token(track.agency_id) for track in tracks},
        )
        hooks.filed.run(incident, log)
    return incident


def _number(incident: Incident, *, day: date) -> str:
    """Those of a hidden agency are none of the city's, and take none of its numbers."""
    if incident.filed_by.is_hidden:
        return f"~{incident.filed_at:%Y%m%d%H%M%S}"
    return next_number(day=day)


def next_number(*, day: date) -> str:
    """The next number of the city's day, 20261122-0042; without gaps, as commits go."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_NUMBER, [day])
        last = cursor.fetchone()[0]
    return f"{day:%Y%m%d}-{last:04d}"


def received_at(report: FirstReport, *, at: datetime) -> datetime:
    """When it came in, never after `at`. Invalid for a time from the future or of a day ago."""
    received = report.received_at or at
    if received > at + timedelta(minutes=1) or received < at - OLDEST_CALL:
        raise Invalid(received_at=_("A call is received in the 24 hours before it is filed."))
    return min(received, at)


def _priority(kind: IncidentType, given: int | None) -> int:
    if given is not None and given not in Priority.values:
        raise Invalid(priority=_("A priority is 0 to 4."))
    return kind.priority if given is None else given


def _incident(
    kind: IncidentType, place: Place, report: FirstReport, *, by: Actor, at: datetime
) -> Incident:
    return Incident(
        type=kind,
        location=place.point,
        address=place.address,
        cross_street=place.cross_street,
        verified=place.verified,
        narrative=report.narrative,
        reports_count=1,
        filed_at=at,
        filed_by_id=by.agency_id or 0,
        filed_by_name=by.name,
        updated_at=at,
    )


def _parts(incident: Incident, *, day: date) -> list[Part]:
    """Who takes part; the filer always does, or it is no agency that may file."""
    parts = responsible(
        kind=incident.type,
        point=incident.location,
        priority=incident.priority,
        filer_id=incident.filed_by_id,
        day=day,
    )
    filer = next((one.agency for one in parts if one.agency.pk == incident.filed_by_id), None)
    if filer is None:
        raise NotInvolved
    incident.filed_by = filer
    return parts
