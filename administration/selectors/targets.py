"""Targets as a table, and which incidents that wait would turn late by a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from administration.effects import Effect, about
from administration.fields import name_of
from dispatch.models import AgeingTarget
from incidents.models import AgencyTrack, Incident, IncidentType
from incidents.states import Priority, TrackState
from safety_net.core.access import Viewer


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What counts for a type and priority; `own` where it is set for just this row."""

    priority: int
    pending: int | None
    response: int | None
    own: bool
    address: str


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """The city's targets (`kind` is None), or those of one type."""

    kind: IncidentType | None
    label: str
    cells: list[Cell]


def target_rows(code: str) -> list[TargetRow]:
    """The city's row, the types with a target of their own, and the one that is asked for."""
    targets = list(AgeingTarget.objects.select_related("incident_type"))
    kinds = {one.incident_type.pk: one.incident_type for one in targets if one.incident_type}
    asked = IncidentType.objects.filter(code=code).first() if code else None
    if asked is not None:
        kinds = {asked.pk: asked}
    known = {(one.incident_type_id, one.priority): one for one in targets}
    rows: list[IncidentType | None] = [None, *sorted(kinds.values(), key=lambda one: one.code)]
    return [_row(kind, known) for kind in rows]


def _row(kind: IncidentType | None, known: dict[Any, AgeingTarget]) -> TargetRow:
    cells = []
    for level in Priority:
        own = known.get((kind.pk if kind else None, int(level)))
        counts = own or known.get((None, int(level)))
        cells.append(
            Cell(
                priority=int(level),
                pending=counts.pending_seconds if counts else None,
                response=counts.response_seconds if counts else None,
                own=own is not None,
                address=_address(kind, int(level), own),
            )
        )
    return TargetRow(kind=kind, label=name_of(kind) if kind else _("every type"), cells=cells)


def _address(kind: IncidentType | None, level: int, own: AgeingTarget | None) -> str:
    if own is not None:
        return reverse("admin-target", kwargs={"pk": own.pk})
    return f"{reverse('admin-new-target')}?type={kind.code if kind else ''}&priority={level}"


def effects_of_target(
    kind: IncidentType | None,
    level: int,
    seconds: int | None,
    viewer: Viewer,
    *,
    at: datetime,
) -> list[Effect]:
    """Incidents that wait and would turn late, or be late no more; None: the city's counts."""
    city = AgeingTarget.objects.filter(incident_type=None, priority=level).first()
    own = AgeingTarget.objects.filter(incident_type=kind, priority=level).first()
    now_counts = own or city
    then = seconds if seconds is not None else (city.pending_seconds if city else None)
    before = now_counts.pending_seconds if now_counts else None
    turned = _late(kind, level, then, at=at) - _late(kind, level, before, at=at)
    freed = _late(kind, level, before, at=at) - _late(kind, level, then, at=at)
    effects = []
    if turned:
        effects.append(about(_("These waiting incidents would be late at once:"), turned, viewer))
    if freed:
        effects.append(about(_("These would be late no more:"), freed, viewer))
    return effects


def _late(kind: IncidentType | None, level: int, seconds: int | None, *, at: datetime) -> set[int]:
    if seconds is None:
        return set()
    found = Incident.objects.open().filter(priority=level)
    if kind is not None:
        found = found.filter(type=kind)
    else:
        own = AgeingTarget.objects.filter(priority=level, incident_type__isnull=False)
        found = found.exclude(type__in=own.values("incident_type"))
    waiting = AgencyTrack.objects.filter(
        state=TrackState.WAITING, asked_at__lte=at - timedelta(seconds=seconds), incident__in=found
    )
    return set(waiting.values_list("incident_id", flat=True))
