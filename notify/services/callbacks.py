"""What providers tell us: kept word for word, then made sense of as often as it takes.

States only move up by their rank, so what comes late, twice or in another order ends the same.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from notify.channels import registry
from notify.channels.base import Heard
from notify.models import Delivery, Provider, RawCallback
from notify.services import replying, telling
from notify.states import RANK, DeliveryState
from safety_net.core import city_log
from safety_net.core.access import SYSTEM
from safety_net.core.city_log import Log

# A callback may overtake the answer that names its message; it is tried again for so long.
PATIENCE = timedelta(minutes=10)
AT_ONCE = 200
UNKNOWN = "it names no message that is known"
KEPT_HEADERS = ("content-type", "user-agent", "x-safety-net-timestamp")


def keep(*, provider: Provider, body: bytes, headers: dict[str, str], at: datetime) -> RawCallback:
    """Store a callback as it came; from now on it can't be lost."""
    kept = {name: text for name, text in headers.items() if name.lower() in KEPT_HEADERS}
    return RawCallback.objects.create(provider=provider, received_at=at, headers=kept, body=body)


def process(*, callback_id: int, at: datetime) -> str:
    """Do what it says, once; the fault, or "" where there is none."""
    with city_log.change(by=SYSTEM, at=at) as log:
        raw = _locked(callback_id)
        if raw is None or raw.processed_at is not None:
            return ""
        raw.attempts += 1
        raw.fault = _fault_of(raw, log=log)
        is_over = raw.fault == "" or not _may_come_right(raw, at)
        raw.processed_at = at if is_over else None
        raw.save(update_fields=["attempts", "fault", "processed_at"])
    return raw.fault


def process_left(*, at: datetime) -> int:
    """Try again what came too early, or what a process that died had not come to; how many."""
    left = RawCallback.objects.filter(processed_at__isnull=True).order_by("received_at")
    ids = list(left.values_list("pk", flat=True)[:AT_ONCE])
    for pk in ids:
        process(callback_id=pk, at=at)
    return len(ids)


def _locked(callback_id: int) -> RawCallback | None:
    rows = RawCallback.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.select_related("provider").filter(pk=callback_id).first()


def _may_come_right(raw: RawCallback, at: datetime) -> bool:
    return raw.fault == UNKNOWN and at - raw.received_at < PATIENCE


def _fault_of(raw: RawCallback, *, log: Log) -> str:
    adapter = registry.adapters().get(raw.provider.kind)
    if adapter is None or adapter.hear is None:
        return "this kind of provider calls nobody back"
    try:
        heard = adapter.hear(raw.provider.settings, bytes(raw.body))
    except ValueError as problem:
        return str(problem)[:300]
    if heard.is_reply:
        return replying.take_reply(heard, raw=raw, log=log)
    return _advance(raw.provider, heard, log=log)


def _advance(provider: Provider, heard: Heard, *, log: Log) -> str:
    delivery = _named(provider, heard).select_for_update(of=("self",), no_key=True).first()
    if delivery is None:
        return UNKNOWN
    if RANK.get(delivery.state, 99) < RANK[heard.state]:
        _move(delivery, heard, log=log)
    return ""


def _named(provider: Provider, heard: Heard) -> QuerySet[Delivery]:
    """By our own key where it comes back, else by the provider's reference."""
    named = Q(pk__in=[])
    if heard.key:
        with suppress(ValueError):
            named |= Q(key=UUID(heard.key))
    if heard.reference:
        named |= Q(provider_reference=heard.reference)
    rows = Delivery.objects.filter(named, provider=provider)
    return rows.select_related("message__user").order_by("pk")


def _move(delivery: Delivery, heard: Heard, *, log: Log) -> None:
    delivery.state = heard.state
    delivery.lease_until = None
    delivery.provider_reference = heard.reference[:200] or delivery.provider_reference
    if heard.state == DeliveryState.FAILED:
        delivery.fault = heard.fault[:300] or "the provider could not deliver it"
        delivery.deadline = log.at if delivery.deadline else None
    elif heard.state != DeliveryState.ACCEPTED:
        delivery.deadline, delivery.fault = None, ""
    if heard.state != DeliveryState.ACCEPTED:
        delivery.settled_at = log.at
    delivery.sent_at = delivery.sent_at or log.at
    delivery.save()
    move = telling.move_of(delivery.message, delivery)
    telling.tell_moved([(delivery.message, move, telling.name_of(delivery))], log=log)
