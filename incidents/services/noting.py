"""Write a note on an incident, for all involved agencies or for one's own."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.cards import note_of
from incidents.events import NoteAdded, NoteRead
from incidents.models import Note
from incidents.selectors.notes import protected_notes
from incidents.services import records
from incidents.states import NoteAudience, NoteLevel
from safety_net.core import city_log
from safety_net.core.access import Actor, agency_token
from safety_net.core.city_log import reading
from safety_net.core.errors import Invalid

LONGEST_NOTE = 4_000


def add_note(
    *,
    incident_id: int,
    text: str,
    audience: str,
    by: Actor,
    at: datetime,
    level: str = NoteLevel.OPEN,
    happened: datetime | None = None,
) -> Note:
    """Notes may follow after the close. Invalid for an empty one or more than 4,000 characters.

    `happened` is when it was written, if that was before it arrived: a phone without a signal.
    """
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise Invalid(text=_("A note has 1 to 4,000 characters."))
    if audience not in NoteAudience.values:
        raise Invalid(audience=_("A note is for all or for one's own agency."))
    if level not in NoteLevel.values:
        raise Invalid(level=_("A note is open, medical or police-sensitive."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked(incident_id)
        agency = records.acting_agency(by)
        note = Note.objects.create(
            incident=incident,
            agency=agency,
            author=by.name,
            audience=audience,
            level=level,
            text=text.strip(),
            at=min(happened or at, at),
        )
        own = audience == NoteAudience.OWN
        if not own:
            records.touch(incident, at=at)
        log.append(
            NoteAdded(subject_id=incident.pk, note=note_of(note)),
            audience={agency_token(agency.pk)} if own else records.audience(incident),
        )
    return note


def read_notes(*, incident_id: int, by: Actor, at: datetime) -> dict[int, str]:
    """The texts of the protected notes that the acting person may read; an entry for auditors."""
    found = protected_notes(incident_id, by)
    if found:
        look = NoteRead(subject_id=incident_id, notes=[note.pk for note in found])
        reading.record(look, by=by, at=at)
    return {note.pk: note.text for note in found}
