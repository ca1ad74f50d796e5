"""What an agency does for itself: acknowledge, decline, start, finish."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.events import (
    AgencyAcknowledged,
    AgencyDeclined,
    AgencyFinished,
    AgencyStarted,
    TrackReassigned,
)
from incidents.models import AgencyTrack, Incident
from incidents.services import records
from incidents.services.telling import tell
from incidents.services.timing import keep_time
from incidents.states import SETTLED, Status, TimeCode, TrackRole, TrackState
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.city_log import Log
from safety_net.core.errors import Invalid


def acknowledge(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """The acting agency takes notice. The first to do so opens the incident."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        track = records.locked_track(incident, by.agency_id)
        records.move_track(track, TrackState.ACKNOWLEDGED)
        track.acknowledged_at, track.acknowledged_by = at, by.name
        track.reason, track.overdue_at, track.answer_due_at = "", None, None
        takes_over, track.takes_over = track.takes_over, False
        track.save()
        if takes_over:
            reassign_lead(incident, track, log=log)
        _answered_second(incident, track, log=log)
        if incident.status == Status.REPORTED:
            records.move(incident, Status.OPEN)
            records.store(incident, "status", at=at)
        tell(AgencyAcknowledged, incident, track, log=log)
    return incident


def decline(*, incident_id: int, reason: str, by: Actor, at: datetime) -> Incident:
    """The acting agency will not take part. Invalid without a reason."""
    if not reason.strip():
        raise Invalid(reason=_("Say why your agency declines."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        track = records.locked_track(incident, by.agency_id)
        records.move_track(track, TrackState.DECLINED)
        track.reason, track.takes_over = reason.strip(), False
        track.overdue_at, track.answer_due_at = None, None
        track.save()
        tell(AgencyDeclined, incident, track, log=log)
    return incident


def start(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """The acting agency is at work."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        track = records.locked_track(incident, by.agency_id)
        records.move_track(track, TrackState.WORKING)
        track.started_at, track.finished_at = track.started_at or at, None
        track.save()
        tell(AgencyStarted, incident, track, log=log)
    return incident


def finish(*, incident_id: int, by: Actor, at: datetime) -> Incident:
    """The acting agency has done its part."""
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        track = records.locked_track(incident, by.agency_id)
        records.move_track(track, TrackState.DONE)
        track.finished_at = at
        track.save()
        tell(AgencyFinished, incident, track, log=log)
    return incident


def reassign(
    incident: Incident, track: AgencyTrack, *, role: str, log: Log, reason: str = ""
) -> None:
    """Give a track another role, and say so."""
    if track.role != role:
        track.role = role
        track.version += 1
        track.save(update_fields=["role", "version"])
        tell(TrackReassigned, incident, track, log=log, reason=reason)


def ask_again(incident: Incident, track: AgencyTrack, *, log: Log) -> None:
    """A settled track waits for an answer once more."""
    begin_again(track)
    track.asked_at, track.asked_by_id = log.at, log.by.agency_id
    track.save()
    tell(TrackReassigned, incident, track, log=log)


def begin_again(track: AgencyTrack) -> None:
    """Back to waiting, as if it had said nothing; not saved yet."""
    records.move_track(track, TrackState.WAITING)
    track.acknowledged_at = track.started_at = track.finished_at = None
    track.acknowledged_by = track.reason = ""


def ask_if_settled(incident: Incident, track: AgencyTrack, *, log: Log) -> None:
    """Whoever is needed anew is asked anew, even after it was done or had declined."""
    if track.state in SETTLED:
        ask_again(incident, track, log=log)


def reassign_lead(incident: Incident, track: AgencyTrack, *, log: Log, reason: str = "") -> None:
    """The lead moves to `track`, and whoever led supports."""
    leads = incident.tracks.select_for_update().filter(role=TrackRole.LEAD).exclude(pk=track.pk)
    for former in leads.order_by("pk"):
        reassign(incident, former, role=TrackRole.SUPPORT, log=log)
    reassign(incident, track, role=TrackRole.LEAD, log=log, reason=reason)


def _answered_second(incident: Incident, track: AgencyTrack, *, log: Log) -> None:
    if track.agency_id == incident.filed_by_id:
        return
    if not incident.times.filter(code=TimeCode.SECOND_CENTRE).exists():
        keep_time(incident, TimeCode.SECOND_CENTRE, happened=log.at, source=log.by.kind, log=log)
