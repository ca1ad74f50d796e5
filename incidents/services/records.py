"""The steps that every change shares: lock a row, check its version, move it, note the time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from incidents.cards import card_of
from incidents.models import AgencyTrack, Incident, IncidentTime, Share
from incidents.states import LIVE_STATUSES, MOVES, TRACK_MOVES, Status, TimeCode
from safety_net.core.access import SYSTEM, Actor, agency_token
from safety_net.core.errors import NotFound, Refusal, StaleVersion


class IllegalMove(Refusal):
    """The state machine has no such move. `extra`: `was` and `wanted`."""

    code = "illegal_move"
    title = _("That can't be done in its present state.")


class IncidentNotOpen(Refusal):
    """Nothing more can be done about a closed or merged incident, except to reopen or un-merge."""

    code = "incident_not_open"
    title = _("This incident is not open any more.")


class NotInvolved(Refusal):
    code = "not_involved"
    title = _("Your agency has no part in this incident.")


def locked(incident_id: int) -> Incident:
    """The incident, locked until the change ends. NotFound where there is none."""
    # Without joins: a row that was retyped while we waited would not match its old type any more,
    # and seem to be gone. Without the key, which never changes: whoever writes a row that only
    # points here (a mayday) does not wait, and so can't wait in a ring.
    incident = Incident.objects.select_for_update(no_key=True).filter(pk=incident_id).first()
    if incident is None:
        raise NotFound
    return incident


def locked_open(incident_id: int) -> Incident:
    """As `locked`, but IncidentNotOpen for one that is closed or merged."""
    incident = locked(incident_id)
    expect_open(incident)
    return incident


def locked_track(incident: Incident, agency_id: int | None) -> AgencyTrack:
    track = incident.tracks.select_for_update().filter(agency_id=agency_id or 0).first()
    if track is None:
        raise NotInvolved
    return track


def expect_part(incident: Incident, by: Actor) -> None:
    """NotInvolved for an agency without a track. The system itself may ask on any incident."""
    if by.kind != SYSTEM.kind:
        locked_track(incident, by.agency_id)


def expect_open(incident: Incident) -> None:
    """IncidentNotOpen for one that is closed or merged."""
    if incident.status not in LIVE_STATUSES:
        raise IncidentNotOpen(incident_status=str(incident.status))


def expect(incident: Incident, version: int) -> None:
    """StaleVersion, with both versions and the present card, unless `version` is the present."""
    if version != incident.version:
        present = fresh_card(incident)
        raise StaleVersion(yours=version, current=incident.version, incident=present)


def fresh_card(incident: Incident) -> dict[str, Any]:
    """The card as it stands in the database now."""
    return card_of(Incident.objects.with_card().get(pk=incident.pk))


def move(incident: Incident, status: Status) -> None:
    if status not in MOVES[incident.status]:
        raise IllegalMove(was=str(incident.status), wanted=str(status))
    incident.status = status


def move_track(track: AgencyTrack, state: str) -> None:
    if state not in TRACK_MOVES[track.state]:
        raise IllegalMove(was=str(track.state), wanted=str(state))
    track.state = state
    track.version += 1


def store(incident: Incident, *fields: str, at: datetime) -> None:
    """Save the named fields as one more version."""
    incident.version += 1
    incident.updated_at = at
    incident.save(update_fields=[*fields, "version", "updated_at"])


def touch(incident: Incident, *, at: datetime) -> None:
    """Something about it changed, though not this row's own facts."""
    incident.updated_at = at
    incident.save(update_fields=["updated_at"])


def audience(incident: Incident) -> set[str]:
    """Everybody who sees it in full: with a track on it, or by an agreement."""
    tracks = AgencyTrack.objects.filter(incident=incident).values_list("agency_id", flat=True)
    shares = Share.objects.standing().full().filter(incident=incident)
    agency_ids = tracks.order_by().union(shares.values_list("agency_id", flat=True), all=True)
    return {agency_token(agency_id) for agency_id in agency_ids}


def acting_agency(by: Actor) -> Agency:
    """The agency for which `by` acts. NotInvolved for one without an agency."""
    agency = Agency.objects.filter(pk=by.agency_id or 0, is_active=True).first()
    if agency is None:
        raise NotInvolved
    return agency


def record_time(
    incident: Incident, code: TimeCode, *, happened: datetime, source: str, by: Actor, at: datetime
) -> IncidentTime:
    """Append a time; an earlier one of the same code stays as it is."""
    return IncidentTime.objects.create(
        incident=incident,
        code=code,
        at=happened,
        source=source,
        agency_id=by.agency_id,
        recorded_by=by.name,
        recorded_at=at,
    )
