"""What an incident needs: its plan, its alarm level, and who is there already."""

from __future__ import annotations

from datetime import datetime

from django.contrib.gis.geos import Point

from agencies.selectors import city_day
from dispatch.models import Alarm
from dispatch.selectors.filling import Helper
from dispatch.selectors.plans import Situation, plan_for
from dispatch.selectors.recommendation import Recommendation, recommend
from dispatch.selectors.shortlist import Scene
from incidents.models import Incident, IncidentType
from incidents.responsibility import responsible
from incidents.states import TrackRole
from units.models import UnitCapability


def alarm_level_of(incident_id: int) -> int:
    """1 until somebody raised it."""
    level = Alarm.objects.filter(incident_id=incident_id).values_list("level", flat=True).first()
    return level or 1


def recommendation_for(
    incident: Incident, *, level: int, viewer_agency: int, now: datetime
) -> Recommendation:
    """Who should go to an incident, as one of `viewer_agency` sees it."""
    present = assigned_helpers(incident.pk)
    situation = Situation(
        kind=incident.type,
        priority=incident.priority,
        point=incident.location,
        at=now,
        lead_id=lead_of(incident),
    )
    scene = Scene(
        point=incident.location,
        now=now,
        at=now,
        viewer_agency=viewer_agency,
        without=frozenset(one.unit_id for one in present),
    )
    return recommend(plan_for(situation), level, scene, assigned=present)


def preview(
    *,
    kind: IncidentType,
    priority: int,
    point: Point,
    at: datetime,
    level: int,
    viewer_agency: int,
    now: datetime,
) -> Recommendation:
    """Who would go, were `viewer_agency` to file such an incident. `at` decides on plan and roster;
    who is free is today's.
    """
    parts = responsible(
        kind=kind, point=point, priority=priority, filer_id=viewer_agency, day=city_day(at)
    )
    lead_id = parts[0].agency.pk if parts else None
    situation = Situation(kind=kind, priority=priority, point=point, at=at, lead_id=lead_id)
    scene = Scene(point=point, now=now, at=at, viewer_agency=viewer_agency)
    return recommend(plan_for(situation), level, scene)


def lead_of(incident: Incident) -> int | None:
    """The agency that leads."""
    tracks = incident.tracks.all()
    return next((one.agency_id for one in tracks if one.role == TrackRole.LEAD), None)


def assigned_helpers(incident_id: int) -> list[Helper]:
    """The units that are on the incident now, of every agency."""
    rows = UnitCapability.objects.filter(
        unit__assignments__incident_id=incident_id, unit__assignments__cleared_at=None
    ).values_list("unit_id", "unit__agency_id", "unit__agency__kind", "capability__code", "number")
    brings: dict[tuple[int, int, str], dict[str, int]] = {}
    for unit, agency, kind, capability, number in rows.order_by("unit_id", "capability_id"):
        brings.setdefault((unit, agency, kind), {})[capability] = number
    return [
        Helper(unit_id=unit, agency_id=agency, agency_kind=kind, brings=what)
        for (unit, agency, kind), what in brings.items()
    ]
