"""The notes of an incident, and who may read the protected ones."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agencies.models import Agency
from incidents.levels import readable
from incidents.models import AgencyTrack, EmergencyAccess, Note
from incidents.permissions import DESK
from incidents.states import NoteAudience, NoteLevel, TrackRole
from safety_net.core.access import Actor

PROTECTED = [str(NoteLevel.MEDICAL), str(NoteLevel.POLICE)]


def notes_of(incident_id: int, *, agency_id: int | None) -> QuerySet[Note]:
    """Those for all, and the agency's own; oldest first."""
    for_all = Q(audience=NoteAudience.ALL) | Q(agency_id=agency_id or 0)
    return Note.objects.filter(for_all, incident_id=incident_id).order_by("pk")


def protected_notes(incident_id: int, by: Actor) -> list[Note]:
    """The protected ones that `by` may read: by the table of levels, or in an emergency."""
    found = list(notes_of(incident_id, agency_id=by.agency_id).filter(level__in=PROTECTED))
    if not found or has_opened(incident_id, by):
        return found
    track = AgencyTrack.objects.filter(incident_id=incident_id, agency_id=by.agency_id or 0).first()
    if track is None:
        return []
    kind = Agency.objects.values_list("kind", flat=True).get(pk=track.agency_id)
    leads = track.role == TrackRole.LEAD
    return [
        note
        for note in found
        if note.level
        in readable(role=by.role, kind=kind, is_own=note.agency_id == by.agency_id, leads=leads)
    ]


def has_opened(incident_id: int, by: Actor) -> bool:
    """Whether `by` opened the incident in an emergency that stands."""
    if by.user_id is None or by.role not in DESK:
        return False
    mine = EmergencyAccess.objects.standing().of(user_id=by.user_id, agency_id=by.agency_id)
    return mine.filter(incident_id=incident_id).exists()
