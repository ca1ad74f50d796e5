"""Tell everybody involved what became of a track."""

from __future__ import annotations

from typing import Any

from incidents.cards import track_of
from incidents.events import TrackMoved
from incidents.models import AgencyTrack, Incident
from incidents.services import records
from safety_net.core.city_log import Log


def tell(
    event: type[TrackMoved], incident: Incident, track: AgencyTrack, *, log: Log, **more: Any
) -> None:
    """Append `event` with the whole track, as it is now, and with what only this kind holds."""
    records.touch(incident, at=log.at)
    log.append(
        event(
            subject_id=incident.pk,
            track=track_of(track),
            status=str(incident.status),
            version=incident.version,
            **more,
        ),
        audience=records.audience(incident),
    )
