"""Ask another agency to take part, or to take over. No answer in time alarms the sender."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.events import AnswerOverdue, TrackReassigned
from incidents.models import AgencyTrack, Incident
from incidents.services import records
from incidents.services.involving import involve
from incidents.services.telling import tell
from incidents.services.tracking import begin_again, reassign, reassign_lead
from incidents.states import LIVE_STATUSES, SETTLED, TrackBasis, TrackRole, TrackState
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid

logger = structlog.get_logger(__name__)
# What a broken row can raise on its way into the log; anything else is a mistake of ours.
UNTELLABLE = (DatabaseError, LookupError, TypeError, ValueError)


def ask_agency(
    *,
    incident_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
    role: str = TrackRole.SUPPORT,
    takes_over: bool = False,
    reason: str = "",
) -> Incident:
    """Ask an agency. Asking again while it has not answered changes nothing.

    With `takes_over` the agency leads from the moment it acknowledges. An agency that is done or
    has declined is asked anew. One that is only to be informed owes no answer.
    """
    if role not in (TrackRole.SUPPORT, TrackRole.INFORMED):
        raise Invalid(role=_("Ask for support, or to be informed; a lead is handed over."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect_part(incident, by)
        asked = _agency(agency_id)
        owes_answer = takes_over or role == TrackRole.SUPPORT
        due = at + timedelta(seconds=asked.answer_seconds) if owes_answer else None
        track = incident.tracks.select_for_update().filter(agency=asked).first()
        if track is None:
            records.touch(incident, at=at)
            involve(
                incident,
                agency_id=asked.pk,
                role=role,
                basis=TrackBasis.ASKED,
                log=log,
                reason=reason,
                answer_due_at=due,
                takes_over=takes_over,
            )
        elif _needs_asking(track, role=role, takes_over=takes_over):
            _ask_anew(
                incident, track, role=role, takes_over=takes_over, due=due, reason=reason, log=log
            )
    return incident


def mark_overdue(*, by: Actor, at: datetime, limit: int = 200) -> list[int]:
    """Mark the requests whose time to answer has passed and tell everybody; ids of the tracks.

    Each incident is a change of its own, so one that can't be told does not silence the others.
    Incidents that somebody is changing at this moment are left for the next time.
    """
    due = _awaiting_answer(at).order_by("answer_due_at")[:limit]
    marked: list[int] = []
    for incident_id in sorted(set(due.values_list("incident_id", flat=True))):
        try:
            marked += _mark(incident_id, by=by, at=at)
        except UNTELLABLE:
            logger.exception("overdue_not_told", incident=incident_id)
    return marked


def _awaiting_answer(at: datetime) -> QuerySet[AgencyTrack]:
    return AgencyTrack.objects.filter(
        state=TrackState.WAITING,
        overdue_at__isnull=True,
        answer_due_at__lte=at,
        incident__status__in=LIVE_STATUSES,
    )


def _mark(incident_id: int, *, by: Actor, at: datetime) -> list[int]:
    with city_log.change(by=by, at=at) as log:
        free = Incident.objects.open().select_for_update(skip_locked=True, no_key=True)
        incident = free.filter(pk=incident_id).first()
        if incident is None:
            return []
        tracks = list(_awaiting_answer(at).filter(incident=incident).order_by("pk"))
        for track in tracks:
            track.overdue_at = at
            track.version += 1
            track.save(update_fields=["overdue_at", "version"])
            tell(AnswerOverdue, incident, track, log=log)
    return [track.pk for track in tracks]


def _agency(agency_id: int) -> Agency:
    agency = Agency.objects.in_use().filter(pk=agency_id).first()
    if agency is None:
        raise Invalid(agency=_("There is no such agency."))
    return agency


def _needs_asking(track: AgencyTrack, *, role: str, takes_over: bool) -> bool:
    if track.state in SETTLED:
        return True
    if track.role == TrackRole.INFORMED and role == TrackRole.SUPPORT:
        return True
    return takes_over and not track.takes_over and track.role != TrackRole.LEAD


def _ask_anew(
    incident: Incident,
    track: AgencyTrack,
    *,
    role: str,
    takes_over: bool,
    due: datetime | None,
    reason: str,
    log: city_log.Log,
) -> None:
    if track.state in SETTLED:
        begin_again(track)
    elif track.state != TrackState.WAITING:
        _has_answered(incident, track, role=role, takes_over=takes_over, reason=reason, log=log)
        return
    track.version += 1
    track.asked_at, track.asked_by_id = log.at, log.by.agency_id
    track.answer_due_at, track.overdue_at = due, None
    track.takes_over = takes_over
    track.role = role if track.role == TrackRole.INFORMED else track.role
    track.save()
    tell(TrackReassigned, incident, track, log=log, reason=reason)


def _has_answered(
    incident: Incident,
    track: AgencyTrack,
    *,
    role: str,
    takes_over: bool,
    reason: str,
    log: city_log.Log,
) -> None:
    """It takes part already, so its new role counts at once."""
    if takes_over:
        reassign_lead(incident, track, log=log, reason=reason)
    else:
        reassign(incident, track, role=role, log=log, reason=reason)
