"""Correct an incident: place, type, priority, severity. Each asks for the version it knew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.selectors import city_day, district_at
from incidents.cards import place_of
from incidents.events import (
    IncidentPlaced,
    IncidentReclassified,
    IncidentReprioritised,
    IncidentRetyped,
)
from incidents.models import Incident, IncidentType
from incidents.places import Place
from incidents.responsibility import Part
from incidents.services import records
from incidents.services.involving import involve_responsible
from incidents.services.tracking import ask_if_settled, reassign_lead
from incidents.states import LEAST_SEVERITY, WORST_SEVERITY, Priority, TrackRole
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid


def correct(
    *,
    incident_id: int,
    version: int,
    by: Actor,
    at: datetime,
    kind: IncidentType | None = None,
    place: Place | None = None,
    priority: int | None = None,
    reason: str = "",
    reclassify: bool = False,
    severity: int | None = None,
) -> None:
    """Correct what is given as one change: all of it, or nothing.

    `reclassify` sets `severity`, for which None means: not a disaster.
    """
    who: dict[str, Any] = {"incident_id": incident_id, "by": by, "at": at}
    with city_log.change(by=by, at=at):
        if kind is not None:
            version = change_type(kind=kind, version=version, **who).version
        if place is not None:
            version = change_place(place=place, version=version, **who).version
        if priority is not None:
            version = change_priority(
                priority=priority, reason=reason, version=version, **who
            ).version
        if reclassify:
            change_severity(severity=severity, version=version, **who)


def change_place(
    *, incident_id: int, version: int, place: Place, by: Actor, at: datetime
) -> Incident:
    """Move the pin or rewrite the address; agencies responsible there are asked."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect(incident, version)
        incident.location, incident.address = place.point, place.address
        incident.cross_street, incident.verified = place.cross_street, place.verified
        incident.district = district_at(place.point, day=city_day(at))
        fields = ("location", "address", "cross_street", "verified", "district")
        records.store(incident, *fields, at=at)
        log.append(
            IncidentPlaced(
                subject_id=incident.pk, place=place_of(incident), version=incident.version
            ),
            audience=records.audience(incident),
        )
        involve_responsible(incident, log=log)
    return incident


def change_type(
    *, incident_id: int, version: int, kind: IncidentType, by: Actor, at: datetime
) -> Incident:
    """Another type: its lead takes the lead, and whoever it concerns is asked."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect(incident, version)
        was = incident.type.code
        incident.type = kind
        incident.exercise = incident.exercise or kind.is_exercise
        records.store(incident, "type", "exercise", at=at)
        log.append(
            IncidentRetyped(
                subject_id=incident.pk,
                type=kind.code,
                was=was,
                exercise=incident.exercise,
                version=incident.version,
            ),
            audience=records.audience(incident),
        )
        _lead_follows_type(incident, involve_responsible(incident, log=log), log=log)
    return incident


def change_priority(
    *, incident_id: int, version: int, priority: int, by: Actor, at: datetime, reason: str = ""
) -> Incident:
    """Raising is free; lowering needs a reason (docs/domain.md)."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect(incident, version)
        if priority not in Priority.values:
            raise Invalid(priority=_("A priority is 0 to 4."))
        was = incident.priority
        if priority > was and not reason.strip():
            raise Invalid(reason=_("Lowering a priority needs a reason."))
        incident.priority = priority
        records.store(incident, "priority", at=at)
        log.append(
            IncidentReprioritised(
                subject_id=incident.pk,
                priority=priority,
                was=was,
                reason=reason.strip(),
                version=incident.version,
            ),
            audience=records.audience(incident),
        )
        involve_responsible(incident, log=log)
    return incident


def change_severity(
    *, incident_id: int, version: int, severity: int | None, by: Actor, at: datetime
) -> Incident:
    """How bad a disaster it is, S1 to S5; None for an incident that is no disaster."""
    if severity is not None and not LEAST_SEVERITY <= severity <= WORST_SEVERITY:
        raise Invalid(severity=_("A severity is 1 to 5."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect(incident, version)
        incident.severity = severity
        records.store(incident, "severity", at=at)
        log.append(
            IncidentReclassified(
                subject_id=incident.pk, severity=severity, version=incident.version
            ),
            audience=records.audience(incident),
        )
    return incident


def _lead_follows_type(incident: Incident, parts: list[Part], *, log: Log) -> None:
    lead = next((one.agency for one in parts if one.role == TrackRole.LEAD), None)
    if lead is None or lead.kind != incident.type.lead_kind:
        return  # any agency may lead this type, or the city has none of the kind
    tracks = incident.tracks.select_for_update(of=("self",)).order_by("pk")
    of_kind = tracks.filter(agency__kind=lead.kind)
    track = of_kind.filter(agency=lead).first() or of_kind.first()
    if track is not None and track.role != TrackRole.LEAD:
        reassign_lead(incident, track, log=log)
        ask_if_settled(incident, track, log=log)
