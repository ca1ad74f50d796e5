"""What a unit does while no incident holds it: at its station, on the road, out of service."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from incidents.services.records import IllegalMove
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid
from units.models import Unit
from units.services import records
from units.services.telling import tell
from units.states import DUTY_MOVES, Duty


def set_duty(
    *,
    unit_id: int,
    duty: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    happened: datetime | None = None,
) -> Unit:
    """Move a free unit to another duty. Out of service needs a reason, which everybody sees.

    It counts from `happened` where that was earlier, but never from before its present duty.
    IllegalMove where `DUTY_MOVES` has no such move, UnitOnIncident while an incident holds it.
    """
    if duty not in Duty.values:
        raise Invalid(duty=_("There is no such duty."))
    if duty == Duty.OUT_OF_SERVICE and not reason.strip():
        raise Invalid(reason=_("Say why it is out of service."))
    if happened is not None and happened > at:
        raise Invalid(at=_("A time is recorded when it has come."))
    with city_log.change(by=by, at=at) as log:
        unit = records.locked_own(unit_id, by)
        records.expect_in_use(unit)
        records.expect_free(unit)
        if duty not in DUTY_MOVES[unit.duty]:
            raise IllegalMove(was=str(unit.duty), wanted=str(duty))
        since = at if happened is None else min(at, max(happened, unit.duty_since))
        enter(unit, duty, at=since, reason=reason)
        tell(unit, "duty", log, reason=unit.duty_reason)
    return unit


def enter(unit: Unit, duty: str, *, at: datetime, reason: str = "") -> None:
    """Store the duty of a locked unit as one more version; nobody is told yet."""
    unit.duty, unit.duty_since, unit.duty_reason = duty, at, reason.strip()
    unit.version += 1
    unit.save(update_fields=["duty", "duty_since", "duty_reason", "version"])
