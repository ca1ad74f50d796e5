"""One message by one contact method: a code, a test, an answer to an answer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from notify.channels import registry
from notify.models import ContactMethod, Delivery, Message
from notify.selectors.carriers import carriers
from notify.services import telling
from notify.states import DeliveryState, Lane, MessageState
from safety_net.core.city_log import Log
from safety_net.core.errors import Refusal


class NoProvider(Refusal):
    """Nobody carries this channel, so nothing can be sent there. `extra`: `channel`."""

    code = "no_provider"
    title = _("No provider carries messages of this kind here.")


def send_to(
    method: ContactMethod,
    *,
    kind: str,
    facts: dict[str, Any],
    dedupe_key: str,
    exercise: bool = False,
    agency_id: int | None = None,
    log: Log,
) -> Delivery:
    """Queue it for that address alone; NoProvider where nobody can bring it there.

    Where only drill providers carry the channel it is theirs, as an exercise: nothing real is
    promised of such an address.
    """
    carried, exercise = _carried(method.channel, exercise=exercise)
    message = Message.objects.create(
        dedupe_key=dedupe_key,
        user_id=method.user_id,
        agency_id=agency_id,
        kind=kind,
        facts=facts,
        urgent=True,
        exercise=exercise,
        state=MessageState.QUEUED,
        queued_at=log.at,
    )
    delivery = Delivery.objects.create(
        message=message,
        method=method,
        channel=method.channel,
        order=1,
        state=DeliveryState.PENDING,
        lane=Lane.URGENT,
        next_at=log.at,
        provider_id=carried,
        exercise=exercise,
        is_drill=exercise,
    )
    names = {method.user_id: method.user.get_full_name() or method.user.get_username()}
    telling.tell_queued([(message, [method.channel])], names, log=log)
    return delivery


def _carried(channel: str, *, exercise: bool) -> tuple[int, bool]:
    for flag in dict.fromkeys((exercise, True)):
        found = carriers(exercise=flag).get(channel)
        if found:
            return found[0].id, flag
    raise NoProvider(channel=registry.label_of(channel))
