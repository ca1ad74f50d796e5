"""What simulated crews say by themselves: some patrols go out on their beats, others are home."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from rehearsal.goals import PATROLS
from rehearsal.stage import Stage
from rehearsal.unit_acts import free_units
from safety_net.core import clock
from safety_net.core.errors import Refusal
from units.models import Unit
from units.services import duties
from units.states import Duty

# Of the patrols that are free, so many are on the road; the others wait at their stations.
OUT_OF = 3


def send_patrols_out(stage: Stage) -> int:
    """Until a third of the free patrols drives about; how many went."""
    free = free_units().filter(kind__code__in=PATROLS).order_by("pk")
    out = free.filter(duty=Duty.AVAILABLE_MOBILE).count()
    lacking = free.count() // OUT_OF - out
    # Every third of them, so that each station keeps some.
    waiting = list(free.filter(duty=Duty.AVAILABLE_STATION).select_related("agency"))[::OUT_OF]
    return sum(_says(unit, Duty.AVAILABLE_MOBILE, stage) for unit in waiting[: max(lacking, 0)])


def report_home(units: Collection[int], stage: Stage) -> int:
    """Those of `units` that were returning are at their stations now; how many."""
    back = free_units().filter(pk__in=units, duty=Duty.RETURNING).order_by("pk")
    return sum(_says(unit, Duty.AVAILABLE_STATION, stage) for unit in back.select_related("agency"))


def _says(unit: Unit, duty: Duty, stage: Stage) -> bool:
    """False where a desk was quicker with something else."""
    try:
        with transaction.atomic():
            duties.set_duty(
                unit_id=unit.pk, duty=duty, by=stage.actor_of(unit.agency), at=clock.now()
            )
    except Refusal:
        return False
    return True
