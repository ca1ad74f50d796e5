"""The one stream of an incident: what the city log tells of it, for one viewer."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from incidents.events import (
    CallerRead,
    IncidentAbsorbed,
    IncidentShared,
    IncidentSummarised,
    IncidentWithdrawn,
    IncidentYielded,
    LinkAdded,
    LinkEnded,
    NoteAdded,
)
from incidents.models import Incident
from incidents.states import NoteAudience
from safety_net.core.access import ADMINS, AUDITORS, Viewer
from safety_net.core.city_log.chain import PURGED
from safety_net.core.models import LogEntry

# What was never for all who are involved: audits, an agency's own notes, the card for a newcomer.
PRIVATE = (
    Q(audience__contained_by=[AUDITORS, ADMINS])
    | Q(kind__in=[CallerRead.kind, IncidentShared.kind])
    | Q(kind=NoteAdded.kind, payload__note__audience=NoteAudience.OWN)
)
# What names a second incident: a share of one is no share of the other.
OF_TWO = Q(kind__in=[one.kind for one in (LinkAdded, LinkEnded, IncidentAbsorbed, IncidentYielded)])


def timeline_of(incident: Incident, viewer: Viewer) -> list[dict[str, Any]]:
    """Entries on the wire, oldest first; while duplicates are merged into it, theirs too.

    An agency that came later reads what happened before, on each incident on which it has a
    track; of a duplicate on which it has none, only what was addressed to it.
    """
    together = Incident.objects.filter(Q(pk=incident.pk) | Q(merged_into_id=incident.pk))
    seen = list(
        together.visible_to(viewer.agency_id, opened_by=viewer.user_id).values_list("pk", flat=True)
    )
    involved = list(together.involving(viewer.agency_id).values_list("pk", flat=True))
    addressed = Q(audience__overlap=sorted(viewer.tokens))
    story = (Q(subject_id__in=involved) | (Q(subject_id__in=seen) & ~OF_TWO)) & ~PRIVATE
    entries = LogEntry.objects.filter(
        addressed | story,
        subject_type="incident",
        subject_id__in=list(together.values_list("pk", flat=True)),
    )
    unknown = [IncidentSummarised.kind, IncidentWithdrawn.kind]
    # Of what was removed when its time was over nothing is left to tell.
    told = entries.exclude(kind__in=unknown).exclude(payload__has_key=PURGED)
    return [entry.wire() for entry in told.order_by("seq")]
