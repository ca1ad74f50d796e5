"""Bring agencies into an incident. Each newcomer is given the whole card."""

from __future__ import annotations

from datetime import datetime

from agencies.selectors import city_day
from incidents import hooks
from incidents.cards import track_of
from incidents.events import IncidentShared, TrackAdded
from incidents.models import AgencyTrack, Incident
from incidents.responsibility import Part, responsible
from incidents.services.records import audience, fresh_card
from incidents.services.tracking import ask_if_settled, reassign
from incidents.states import TrackBasis, TrackRole
from safety_net.core.access import agency_token
from safety_net.core.city_log import Log


def involve(
    incident: Incident,
    *,
    agency_id: int,
    role: str,
    basis: str,
    log: Log,
    reason: str = "",
    answer_due_at: datetime | None = None,
    takes_over: bool = False,
) -> AgencyTrack:
    """Add a waiting track, tell those who are involved, and show the newcomer the incident."""
    track = AgencyTrack.objects.create(
        incident=incident,
        agency_id=agency_id,
        role=role,
        basis=basis,
        asked_at=log.at,
        asked_by_id=log.by.agency_id,
        answer_due_at=answer_due_at,
        takes_over=takes_over,
    )
    log.append(
        TrackAdded(subject_id=incident.pk, track=track_of(track), reason=reason),
        audience=audience(incident),
    )
    show(incident, agency_id=agency_id, log=log)
    return track


def show(incident: Incident, *, agency_id: int, log: Log) -> None:
    """Give the agency the whole card, as it is now."""
    log.append(
        IncidentShared(subject_id=incident.pk, card=fresh_card(incident)),
        audience={agency_token(agency_id)},
    )
    hooks.shown.run(incident, agency_id, log)


def involve_responsible(incident: Incident, *, log: Log) -> list[Part]:
    """Ask whoever became responsible since; nobody is dropped. The present parts.

    Where no area covers the place, an agency of the kind that takes part already is enough.
    """
    parts = responsible(
        kind=incident.type,
        point=incident.location,
        priority=incident.priority,
        filer_id=incident.filed_by_id,
        day=city_day(log.at),
    )
    tracks = incident.tracks.select_for_update(of=("self",)).select_related("agency")
    present = {track.agency_id: track for track in tracks}
    kinds = {track.agency.kind for track in present.values()}
    for part in parts:
        role = TrackRole.SUPPORT if part.role == TrackRole.LEAD else part.role
        track = present.get(part.agency.pk)
        if track is not None:
            if track.role == TrackRole.INFORMED:
                _promote(incident, track, role=role, log=log)
        elif part.basis != TrackBasis.FALLBACK or part.agency.kind not in kinds:
            involve(incident, agency_id=part.agency.pk, role=role, basis=part.basis, log=log)
    return parts


def _promote(incident: Incident, track: AgencyTrack, *, role: str, log: Log) -> None:
    if role != TrackRole.INFORMED:
        reassign(incident, track, role=role, log=log)
        ask_if_settled(incident, track, log=log)
