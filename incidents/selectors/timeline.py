"""The one stream of an incident: what the city log tells of it, for one viewer."""

from __future__ import annotations

from typing import Any

from incidents.models import Incident
from safety_net.core.access import Viewer
from safety_net.core.models import LogEntry


def timeline_of(incident: Incident, viewer: Viewer) -> list[dict[str, Any]]:
    """Entries on the wire, oldest first; while duplicates are merged into it, theirs too."""
    merged = Incident.objects.filter(merged_into_id=incident.pk).values_list("pk", flat=True)
    entries = LogEntry.objects.filter(
        subject_type="incident",
        subject_id__in=[incident.pk, *merged],
        audience__overlap=sorted(viewer.tokens),
    )
    return [entry.wire() for entry in entries.order_by("seq")]
