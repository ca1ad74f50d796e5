"""The times of an incident as they count now."""

from __future__ import annotations

from incidents.models import IncidentTime


def newest_times(incident_id: int) -> list[IncidentTime]:
    """The newest row of each code, in the order t0 … t11."""
    rows = IncidentTime.objects.filter(incident_id=incident_id)
    newest = rows.order_by("code", "-pk").distinct("code")
    return sorted(newest, key=lambda one: int(one.code.removeprefix("t")))
