"""What units are busy with."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import F, QuerySet, Value

from dispatch.models import Assignment, Mayday
from incidents.models import Incident
from safety_net.core import wall
from safety_net.core.clock import iso
from units.hooks import Engagement


def on_incidents(unit_ids: Collection[int]) -> QuerySet[Assignment]:
    """The assignments that have not ended, the most recently moved of each unit first."""
    busy = Assignment.objects.filter(unit_id__in=unit_ids, cleared_at__isnull=True)
    return busy.order_by("unit_id", "-status_since", "-pk")


def engagements(unit_ids: Collection[int]) -> dict[int, Engagement]:
    """Unit id → what it is busy with, by one query: the status is that of its latest move."""
    names = ("unit_id", "status", "since")
    moved = on_incidents(unit_ids).order_by().annotate(since=F("status_since"), row=F("pk"))
    in_danger = Mayday.objects.filter(unit_id__in=unit_ids, ended_at__isnull=True).order_by()
    calling = in_danger.annotate(status=Value(""), since=F("raised_at"), row=F("pk"))
    rows = moved.values_list(*names, "row").union(calling.values_list(*names, "row"), all=True)
    with wall.lifted():  # whoever sees a unit knows what it does, not where
        told = sorted(rows, key=lambda row: row[2:])
    found: dict[int, Engagement] = {}
    for unit_id, status, since, _ in told:
        so_far = found.get(unit_id, Engagement())
        found[unit_id] = Engagement(
            status=status or so_far.status,
            since=since if status else so_far.since,
            incidents=so_far.incidents + bool(status),
            emergency=so_far.emergency or not status,
        )
    return found


def engaged(unit_ids: Collection[int], *, agency_id: int | None) -> list[dict[str, Any]]:
    """Which of the units are on an incident, and who sent them there.

    `{"unit", "call_sign", "assignment", "incident", "number", "assigned_by", "assigned_at"}`;
    incident and number are None where `agency_id` may not see the incident.
    """
    found = list(on_incidents(unit_ids).select_related("unit"))
    visible = Incident.objects.filter(pk__in={one.incident_id for one in found})
    numbers = dict(visible.visible_to(agency_id).values_list("pk", "number"))
    return [
        {
            "unit": one.unit_id,
            "call_sign": one.unit.call_sign,
            "assignment": one.pk,
            "incident": one.incident_id if one.incident_id in numbers else None,
            "number": numbers.get(one.incident_id),
            "assigned_by": one.assigned_by,
            "assigned_at": iso(one.assigned_at),
        }
        for one in found
    ]
