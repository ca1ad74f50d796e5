"""Agreements come into force and end: by a signature, by their time, by one that replaces them.

Whoever looks asks the agreement itself, so it counts at once. The incidents are made to follow:
with the act of a person in its own change, with time a handful after the other. Nobody who files
waits for an agreement. Somebody who filed meanwhile may not have seen it: what turned lately is
settled again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db.models import F, Q
from django.utils.translation import gettext as _

from agreements import hooks
from agreements.events import AgreementBegan, AgreementEnded
from agreements.models import Agreement
from agreements.services import records
from safety_net.core import city_log, wall
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import Log

logger = structlog.get_logger(__name__)
# No transaction lasts longer (settings/environment.py), so after this nobody missed it.
UNSEEN_FOR = timedelta(seconds=60)
AGAIN_AFTER = timedelta(seconds=5)


def begin(agreement: Agreement, *, log: Log) -> None:
    """It is in force; the one that it replaces ends. In the caller's change, locked."""
    agreement.in_force, agreement.turned_at, agreement.settled_at = True, log.at, None
    agreement.version += 1
    agreement.save(update_fields=["in_force", "turned_at", "settled_at", "version"])
    records.tell(AgreementBegan, agreement, log=log)
    if agreement.replaces_id is not None:
        former = records.locked(agreement.replaces_id)
        if former.ended_at is None:
            finish(former, reason=_("replaced by a new agreement"), log=log)


def finish(agreement: Agreement, *, reason: str, log: Log) -> None:
    """It ends. In the caller's change, locked."""
    if agreement.in_force:
        agreement.turned_at, agreement.settled_at = log.at, None
    agreement.in_force = False
    agreement.ended_at, agreement.ended_by, agreement.end_reason = log.at, log.by.name, reason
    agreement.version += 1
    agreement.save()
    records.tell(AgreementEnded, agreement, log=log, reason=reason)


def settle(agreement: Agreement, *, at: datetime) -> None:
    """Make the incidents follow. Idempotent."""
    with wall.lifted():  # it concerns incidents of which the one who signs sees nothing
        hooks.turned.run(agreement, at)
    Agreement.objects.filter(pk=agreement.pk).update(settled_at=at)


def keep_time(*, at: datetime) -> int:
    """What time has brought: agreements begin and expire, and what turned is settled. How many."""
    due = Agreement.objects.to_begin(at).values_list("pk", flat=True)
    turned = [pk for pk in due if _begins(pk, at=at)]
    expired = Agreement.objects.to_expire(at).values_list("pk", flat=True)
    turned += [pk for pk in expired if _expires(pk, at=at)]
    for agreement in _unsettled(at):
        settle(agreement, at=at)
    return len(turned)


def _begins(agreement_id: int, *, at: datetime) -> bool:
    with city_log.change(by=SYSTEM, at=at) as log:
        agreement = records.locked(agreement_id)
        if not Agreement.objects.to_begin(at).filter(pk=agreement_id).exists():
            return False
        begin(agreement, log=log)
    return True


def _expires(agreement_id: int, *, at: datetime) -> bool:
    with city_log.change(by=SYSTEM, at=at) as log:
        agreement = records.locked(agreement_id)
        if agreement.ended_at is not None:
            return False
        finish(agreement, reason=_("its time is over"), log=log)
    return True


def _unsettled(at: datetime) -> list[Agreement]:
    never = Q(turned_at__isnull=False, settled_at__isnull=True)
    lately = Q(turned_at__gt=at - UNSEEN_FOR, settled_at__lt=at - AGAIN_AFTER)
    last = Q(turned_at__lte=at - UNSEEN_FOR, settled_at__lt=F("turned_at") + UNSEEN_FOR)
    return list(Agreement.objects.filter(never | lately | last).order_by("pk"))
