"""What a line is read against: only what the viewer may see, so anything hidden is no word."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q

from agencies.models import Agency
from commands.grammar import as_data
from commands.parsing import Index
from commands.selectors.words import words_of
from dispatch.models import Assignment
from incidents.models import IncidentType
from incidents.permissions import incidents_for
from incidents.states import LIVE_STATUSES
from safety_net.core.access import Viewer
from units.models import Capability
from units.permissions import units_for

Row = dict[str, Any]


def index_for(viewer: Viewer, last: list[int]) -> Index:
    """Seven queries. `last` are the incidents that were opened, the last one first."""
    words: list[Row] = [row.as_data() for row in words_of(viewer.agency_id)]
    return Index.of(words, as_data(), context_for(viewer, last))


def context_for(viewer: Viewer, last: list[int]) -> Row:
    """See parsing/index.py. An incident is open, or was opened by the one who types."""
    shown = incidents_for(viewer).filter(Q(status__in=LIVE_STATUSES) | Q(pk__in=last))
    incidents = list(shown.order_by("pk").values("id", "number", "priority"))
    return {
        "agency": viewer.agency_id,
        "units": _units(viewer, {row["id"] for row in incidents}),
        "incidents": incidents,
        "last": last,
        "agencies": _agencies(),
        "types": _named(IncidentType.objects.filter(is_active=True).order_by("code")),
        "capabilities": _named(Capability.objects.order_by("pk")),
    }


def _units(viewer: Viewer, incident_ids: set[int]) -> list[Row]:
    on: dict[int, list[int]] = defaultdict(list)
    active = Assignment.objects.filter(incident__in=incident_ids, cleared_at__isnull=True)
    for unit, incident in active.order_by("pk").values_list("unit_id", "incident_id"):
        on[unit].append(incident)
    rows = units_for(viewer).filter(is_active=True).order_by("pk")
    return [
        {"id": pk, "call_sign": call_sign, "agency": agency, "incidents": on.get(pk, [])}
        for pk, call_sign, agency in rows.values_list("pk", "call_sign", "agency_id")
    ]


def _agencies() -> list[Row]:
    names = ("slug", "short_ko", "short_en", "name_ko", "name_en")
    rows = Agency.objects.in_use().order_by("pk").values_list("pk", *names)
    return [{"id": pk, "names": list(names)} for pk, *names in rows]


def _named(rows: Any) -> list[Row]:
    names = rows.values_list("code", "name_ko", "name_en")
    return [{"code": code, "names": [code, ko, en]} for code, ko, en in names]
