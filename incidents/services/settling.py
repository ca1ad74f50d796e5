"""An agreement came into force or ended: the incidents that it concerns are made to follow."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from agreements.models import Agreement
from incidents.models import Incident
from incidents.selectors.entitled import unsettled
from incidents.services.disclosing import disclose
from safety_net.core import city_log
from safety_net.core.access import SYSTEM

AT_ONCE = 100


def follow_agreement(agreement: Agreement, at: datetime) -> None:
    """A handful at a time, so that nobody who works on one of them waits long. Idempotent."""
    sides = {"giver_id": agreement.giver_id, "receiver_id": agreement.receiver_id}
    left = iter(unsettled(**sides, at=at))
    while pks := list(islice(left, AT_ONCE)):
        with city_log.change(by=SYSTEM, at=at) as log:
            locked = Incident.objects.select_for_update(no_key=True).filter(pk__in=pks)
            disclose(list(locked.order_by("pk").values_list("pk", flat=True)), log)
