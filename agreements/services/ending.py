"""End an agreement: one side is enough, and it counts at once."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from agreements.services import records
from agreements.services.turning import finish, settle
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid

LONGEST_REASON = 300


def end(*, agreement_id: int, reason: str, by: Actor, at: datetime) -> Agreement:
    """Either side ends it, or withdraws it before it is in force. Invalid without a reason."""
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid(reason=_("Say in 1 to 300 characters why it ends."))
    with city_log.change(by=by, at=at) as log:
        agreement = records.locked_standing(agreement_id)
        side = records.expect_side(agreement, by)
        was_in_force = agreement.in_force
        agreement.ended_for_id = side
        finish(agreement, reason=reason.strip(), log=log)
        if was_in_force:
            settle(agreement, at=at)
    return agreement
