"""What units do in a rehearsal, through the services of the desk. Only simulated ones are sent."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from dispatch.models import Assignment, Mayday
from dispatch.services import clearing, moving, sending
from incidents.models import Incident
from rehearsal.stage import Stage
from safety_net.core import clock
from safety_net.core.access import Actor
from safety_net.core.errors import Refusal
from units.models import Unit
from units.services import duties
from units.states import READY, Duty


class NobodyThere(Refusal):
    """No free unit of the kind, or the one that the script means was never sent."""

    code = "nobody_there"
    title = _("There is no such unit here.")


def free_units() -> QuerySet[Unit]:
    """Simulated units that nobody holds: a rehearsal never takes a real one away."""
    busy = Assignment.objects.filter(unit=OuterRef("pk"), cleared_at__isnull=True)
    in_danger = Mayday.objects.filter(unit=OuterRef("pk"), ended_at__isnull=True)
    ready = Unit.objects.filter(is_simulated=True, is_active=True, duty__in=READY)
    return ready.filter(~Exists(busy), ~Exists(in_danger))


def send(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    """The nearest free units of the agency: `kinds` says how many of which."""
    place = Incident.objects.values_list("location", flat=True).get(pk=incident_id)
    own = free_units().filter(agency_id=by.agency_id or 0)
    nearest = own.order_by(Distance("station__location", place).asc(nulls_last=True), "pk")
    chosen = [
        unit_id
        for kind, number in data["kinds"].items()
        for unit_id in nearest.filter(kind__code=kind).values_list("pk", flat=True)[:number]
    ]
    if not chosen:
        raise NobodyThere
    sending.send(incident_id=incident_id, unit_ids=chosen, by=by, at=clock.now())


def move(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    """The `nth` unit of `kind` that this agency sent reached `status`."""
    moving.move(
        assignment_id=_sent(incident_id, data, by).pk,
        status=data["status"],
        by=by,
        at=clock.now(),
        source="exercise",
    )


def clear(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    """It is done here and drives home."""
    clearing.clear(
        assignment_id=_sent(incident_id, data, by).pk,
        reason=data.get("text", ""),
        then=Duty.RETURNING,
        by=by,
        at=clock.now(),
        source="exercise",
    )


def go_home(incident_id: int, data: dict[str, Any], by: Actor, stage: Stage) -> None:
    """It is back at its station, unless another incident or a person took it meanwhile."""
    unit = _sent(incident_id, data, by).unit
    if unit.duty == Duty.RETURNING and free_units().filter(pk=unit.pk).exists():
        _back(unit, by)


def bring_home(stage: Stage) -> int:
    """Units that a rehearsal which was cut off left on the road; how many there were."""
    left = list(free_units().filter(duty=Duty.RETURNING).select_related("agency").order_by("pk"))
    for unit in left:
        with suppress(Refusal):  # its crew, or whoever drives it, was quicker
            _back(unit, stage.actor_of(unit.agency))
    return len(left)


def _back(unit: Unit, by: Actor) -> None:
    duties.set_duty(unit_id=unit.pk, duty=Duty.AVAILABLE_STATION, by=by, at=clock.now())


def _sent(incident_id: int, data: dict[str, Any], by: Actor) -> Assignment:
    """By the rehearsal: what people send is theirs to move."""
    sent = Assignment.objects.filter(
        incident_id=incident_id,
        agency_id=by.agency_id or 0,
        assigned_by=by.name,
        unit__kind__code=data["kind"],
    )
    found = sent.select_related("unit").order_by("pk")[data["nth"] : data["nth"] + 1].first()
    if found is None:
        raise NobodyThere
    return found
