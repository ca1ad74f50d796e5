"""Close an incident with a disposition, and open it again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents import hooks
from incidents.events import IncidentClosed, IncidentReopened
from incidents.models import Disposition, Incident
from incidents.services import records
from incidents.services.tracking import ask_again
from incidents.states import SETTLED, Status, TimeCode, TrackRole
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.clock import iso
from safety_net.core.errors import Invalid, Refusal


class AgenciesStillWorking(Refusal):
    """`extra.agencies`: the ids of those whose track is neither done nor declined."""

    code = "agencies_still_working"
    title = _("Not every agency is done. A supervisor may override with a reason.")


def close(
    *,
    incident_id: int,
    version: int,
    disposition: Disposition,
    by: Actor,
    at: datetime,
    note: str = "",
    override_reason: str = "",
    released_to: str = "",
) -> Incident:
    """Close when every lead and support track is done or declined, or with an override's reason.

    An agency that was merely informed has nothing to finish (docs/adr/0005). Units that are still
    on it are freed to the duty `released_to`; without one the close is refused.
    """
    with city_log.change(by=by, at=at) as log:
        incident = records.locked_open(incident_id)
        records.expect(incident, version)
        _refuse_while_working(incident, override_reason.strip())
        hooks.closing.run(incident, released_to, override_reason.strip(), log)
        records.move(incident, Status.CLOSED)
        incident.disposition, incident.closing_note = disposition, note.strip()
        incident.closed_at, incident.held_until, incident.hold_reason = at, None, ""
        fields = ("status", "disposition", "closing_note", "closed_at")
        records.store(incident, *fields, "held_until", "hold_reason", at=at)
        records.record_time(incident, TimeCode.CLOSED, happened=at, source=by.kind, by=by, at=at)
        log.append(
            IncidentClosed(
                subject_id=incident.pk,
                disposition=disposition.code,
                note=incident.closing_note,
                override_reason=override_reason.strip(),
                closed_at=str(iso(at)),
                version=incident.version,
            ),
            audience=records.audience(incident),
        )
        hooks.closed.run(incident, log)
    return incident


def reopen(*, incident_id: int, reason: str, by: Actor, at: datetime) -> Incident:
    """Open it again; the lead is asked anew. Invalid without a reason."""
    if not reason.strip():
        raise Invalid(reason=_("Say why it is opened again."))
    with city_log.change(by=by, at=at) as log:
        incident = records.locked(incident_id)
        if incident.status != Status.CLOSED:
            raise records.IllegalMove(was=str(incident.status), wanted=str(Status.OPEN))
        records.move(incident, Status.OPEN)
        incident.closed_at = incident.disposition = None
        incident.closing_note = ""
        records.store(incident, "status", "closed_at", "disposition", "closing_note", at=at)
        leads = incident.tracks.select_for_update().filter(role=TrackRole.LEAD, state__in=SETTLED)
        for track in leads.order_by("pk"):
            ask_again(incident, track, log=log)
        log.append(
            IncidentReopened(
                subject_id=incident.pk, card=records.fresh_card(incident), reason=reason.strip()
            ),
            audience=records.audience(incident),
        )
        hooks.reopened.run(incident, log)
    return incident


def _refuse_while_working(incident: Incident, override_reason: str) -> None:
    if override_reason:
        return
    busy = (
        incident.tracks.exclude(role=TrackRole.INFORMED)
        .exclude(state__in=SETTLED)
        .values_list("agency_id", flat=True)
    )
    if busy:
        raise AgenciesStillWorking(agencies=sorted(busy))
