"""The incident's times follow its units: the first to get there, the last to be clear."""

from __future__ import annotations

from datetime import datetime

from dispatch.models import Assignment
from dispatch.selectors.times import times_that_count
from dispatch.states import TIME_OF, UnitStatus
from incidents.models import Incident
from incidents.services.timing import keep_time
from incidents.states import TimeCode
from safety_net.core.city_log import Log

CODES: dict[str, TimeCode] = {**TIME_OF, UnitStatus.CLEAR: TimeCode.UNIT_CLEAR}


def due_time(incident: Incident, status: str) -> datetime | None:
    """When the first unit reached it, or the last one was clear; None while there is none."""
    if status not in CODES:
        return None
    times = times_that_count(incident.pk, status)
    if status != UnitStatus.CLEAR:
        return times[0] if times else None
    at_work = Assignment.objects.filter(incident=incident, cleared_at__isnull=True)
    return times[-1] if times and not at_work.exists() else None


def known_time(incident: Incident, status: str) -> datetime | None:
    """The incident's own time of it; the newest row counts."""
    rows = incident.times.filter(code=CODES[status]).order_by("-pk")
    return rows.values_list("at", flat=True).first()


def follow(
    incident: Incident, status: str, *, before: datetime | None, source: str, log: Log
) -> None:
    """Append the incident's time where a change of its units moved it away from `before`."""
    now = due_time(incident, status)
    if now is not None and now != before and now != known_time(incident, status):
        keep_time(incident, CODES[status], happened=now, source=source, log=log)
