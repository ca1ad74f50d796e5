"""An incident that there is not: what its facts would be, for previews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.gis.geos import Point

from agencies.selectors import city_day, districts_at
from escalation.definition import Condition
from escalation.facts import Facts, TrackFact
from escalation.states import ConditionKind as Kind
from incidents.models import IncidentType
from incidents.responsibility import responsible
from incidents.states import Status, TrackState

# What is counted for each agency that takes part; anything else concerns the lead.
BY_AGENCY = (Kind.NOT_ACKNOWLEDGED_BY_AGENCY, Kind.TRANSFER_NOT_ANSWERED)


@dataclass(frozen=True, kw_only=True)
class Imagined:
    """Where, what, how urgent, when, and whether it is an exercise."""

    kind: IncidentType
    priority: int
    point: Point
    at: datetime
    exercise: bool
    filer_id: int
    severity: int | None = None


def facts_of(it: Imagined) -> Facts:
    """The agencies that would take part, asked at once; nobody has done anything."""
    day = city_day(it.at)
    parts = responsible(
        kind=it.kind, point=it.point, priority=it.priority, filer_id=it.filer_id, day=day
    )
    tracks = [
        TrackFact(
            id=number,
            agency_id=part.agency.pk,
            kind=part.agency.kind,
            role=part.role,
            state=TrackState.WAITING,
            asked_at=it.at,
        )
        for number, part in enumerate(parts)
    ]
    return Facts(
        incident_id=0,
        number="",
        status=Status.REPORTED,
        exercise=it.exercise,
        type=it.kind.code,
        priority=it.priority,
        severity=it.severity,
        lon=it.point.x,
        lat=it.point.y,
        filed_at=it.at,
        filed_by=it.filer_id,
        updated_at=it.at,
        districts=tuple(one.code for one in districts_at(it.point, day=day)),
        tracks=tuple(tracks),
    )


def abouts(condition: Condition, facts: Facts) -> Sequence[int | None]:
    """The agencies that a run could be about."""
    if condition.kind in BY_AGENCY:
        return [track.agency_id for track in facts.taking_part]
    return [facts.lead_agency]
