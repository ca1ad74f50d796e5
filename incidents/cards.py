"""The public shape of an incident: one for REST, snapshots, entries. docs/live-entries.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agencies.models import District
from incidents.models import (
    AgencyTrack,
    EmergencyAccess,
    Incident,
    IncidentTime,
    Link,
    Note,
    Report,
)
from incidents.states import NoteLevel, TrackState
from safety_net.core.clock import iso

# About a centimetre: more digits than any pin has, few enough to read.
DEGREE_DIGITS = 7


def card_of(incident: Incident, tracks: Iterable[AgencyTrack] | None = None) -> dict[str, Any]:
    """The whole card. Fetch with `.with_card()` where there are many, or give its `tracks`."""
    return {
        "id": incident.pk,
        "number": incident.number,
        "type": incident.type.code,
        "priority": incident.priority,
        "severity": incident.severity,
        "status": str(incident.status),
        "exercise": incident.exercise,
        "version": incident.version,
        "place": place_of(incident),
        "narrative": incident.narrative,
        "filed_at": iso(incident.filed_at),
        "filed_by": incident.filed_by_id,
        "filed_by_name": incident.filed_by_name,
        "updated_at": iso(incident.updated_at),
        "held_until": iso(incident.held_until),
        "hold_reason": incident.hold_reason,
        "merged_into": incident.merged_into_id,
        "reports": incident.reports_count,
        "disposition": incident.disposition.code if incident.disposition else None,
        "closed_at": iso(incident.closed_at),
        "tracks": [track_of(track) for track in tracks or incident.tracks.all()],
    }


def place_of(incident: Incident) -> dict[str, Any]:
    """Pin, typed address and district; degrees, WGS 84."""
    return {
        "lon": round(incident.location.x, DEGREE_DIGITS),
        "lat": round(incident.location.y, DEGREE_DIGITS),
        "address": incident.address,
        "cross_street": incident.cross_street,
        "verified": incident.verified,
        "district": district_of(incident.district),
    }


def district_of(district: District | None) -> dict[str, str] | None:
    if district is None:
        return None
    return {"code": district.code, "name_ko": district.name_ko, "name_en": district.name_en}


def track_of(track: AgencyTrack) -> dict[str, Any]:
    """What one agency does about it, as everybody involved sees it."""
    return {
        "id": track.pk,
        "agency": track.agency_id,
        "role": str(track.role),
        "state": str(track.state),
        "basis": str(track.basis),
        "version": track.version,
        "asked_at": iso(track.asked_at),
        "asked_by": track.asked_by_id,
        "takes_over": track.takes_over,
        "answer_due_at": iso(track.answer_due_at),
        "overdue": track.overdue_at is not None and track.state == TrackState.WAITING,
        "acknowledged_at": iso(track.acknowledged_at),
        "acknowledged_by": track.acknowledged_by or None,
        "started_at": iso(track.started_at),
        "finished_at": iso(track.finished_at),
        "reason": track.reason,
    }


def report_of(report: Report) -> dict[str, Any]:
    """A report without the caller: this is what stands in the city log."""
    return {
        "id": report.pk,
        "incident": report.incident_id,
        "channel": str(report.channel),
        "narrative": report.narrative,
        "has_caller": bool(report.caller_name or report.caller_number),
        "received_at": iso(report.received_at),
        "taken_by": report.taken_by,
        "agency": report.agency_id,
        "version": report.version,
        "lon": round(report.location.x, DEGREE_DIGITS) if report.location else None,
        "lat": round(report.location.y, DEGREE_DIGITS) if report.location else None,
    }


def caller_of(report: Report) -> dict[str, str]:
    """The protected fields, for those who may read them; each reading is logged."""
    return {"caller_name": report.caller_name, "caller_number": report.caller_number}


def time_of(time: IncidentTime) -> dict[str, Any]:
    """When something happened, and who says so since when."""
    return {
        "code": str(time.code),
        "at": iso(time.at),
        "source": time.source,
        "agency": time.agency_id,
        "who": time.recorded_by,
        "recorded_at": iso(time.recorded_at),
    }


def note_of(note: Note) -> dict[str, Any]:
    """As it stands in the city log: without the text, where that is protected."""
    return {
        "id": note.pk,
        "agency": note.agency_id,
        "author": note.author,
        "audience": str(note.audience),
        "level": str(note.level),
        "text": note.text if note.level == NoteLevel.OPEN else "",
        "at": iso(note.at),
    }


def link_of(link: Link) -> dict[str, Any]:
    return {
        "id": link.pk,
        "kind": str(link.kind),
        "from": link.source_id,
        "to": link.target_id,
        "from_number": link.source.number,
        "to_number": link.target.number,
    }


def access_of(access: EmergencyAccess) -> dict[str, Any]:
    """Who opened the incident in an emergency, why, and until when."""
    return {
        "id": access.pk,
        "incident": access.incident_id,
        "number": access.number,
        "agency": access.agency_id,
        "name": access.name,
        "role": access.role,
        "reason": access.reason,
        "opened_at": iso(access.opened_at),
        "until": iso(access.until),
        "ended_at": iso(access.ended_at),
        "ended_by": access.ended_by,
    }
