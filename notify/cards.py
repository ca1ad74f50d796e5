"""What is given of messages, methods and providers, the same in REST and on pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from notify.channels import registry
from notify.models import ContactMethod, Delivery, Message, Provider
from notify.wording import headline
from safety_net.core.clock import iso


def method_of(method: ContactMethod, *, can_be_sent: bool) -> dict[str, Any]:
    """One's own, with its whole address, except where that is a key as well."""
    known = registry.channels().get(method.channel)
    is_plain = known is not None and known.typed and method.channel != "chat"
    address = method.address if is_plain else registry.mask(method.channel, method.address)
    return {
        "id": method.pk,
        "channel": method.channel,
        "channel_name": registry.label_of(method.channel),
        "address": address,
        "name": method.label,
        "language": method.language,
        "order": method.order,
        "verified": method.verified_at is not None,
        "active": method.is_active,
        "can_be_sent": can_be_sent,
    }


def message_of(message: Message) -> dict[str, Any]:
    """In the language of whoever looks."""
    title, text = headline(message.kind, message.facts, exercise=message.exercise)
    return {
        "id": message.pk,
        "kind": message.kind,
        "title": title,
        "text": text,
        "incident": message.incident_id,
        "cause": message.cause,
        "urgent": message.urgent,
        "exercise": message.exercise,
        "asks": message.asks,
        "state": message.state,
        "queued_at": iso(message.queued_at),
        "read_at": iso(message.read_at),
        "answered_at": iso(message.answered_at),
        "answered_by": message.answered_by,
        "answered_how": message.answered_how,
    }


def told_of(message: Message, deliveries: Iterable[Delivery]) -> dict[str, Any]:
    """For an incident's timeline: who was told, by what, how far it got; never an address."""
    user = message.user
    return {
        "id": message.pk,
        "person": (user.get_full_name() or user.get_username()) if user else _("a program"),
        "user": message.user_id,
        "kind": message.kind,
        "cause": message.cause,
        "urgent": message.urgent,
        "exercise": message.exercise,
        "asks": message.asks,
        "state": message.state,
        "queued_at": iso(message.queued_at),
        "answered_at": iso(message.answered_at),
        "answered_by": message.answered_by,
        "answered_how": message.answered_how,
        "deliveries": [delivery_of(one) for one in deliveries],
    }


def delivery_of(delivery: Delivery) -> dict[str, Any]:
    return {
        "channel": delivery.channel,
        "channel_name": registry.label_of(delivery.channel),
        "state": delivery.state,
        "attempts": delivery.attempts,
        "sent_at": iso(delivery.sent_at),
        "settled_at": iso(delivery.settled_at),
        "fault": delivery.fault,
    }


def failed_of(delivery: Delivery) -> dict[str, Any]:
    """For whoever looks after providers."""
    return {
        "id": delivery.pk,
        "provider": delivery.provider_id,
        "message": delivery.message_id,
        **delivery_of(delivery),
    }


def provider_of(provider: Provider) -> dict[str, Any]:
    """Secrets by their names only."""
    return {
        "id": provider.pk,
        "slug": provider.slug,
        "kind": provider.kind,
        "name": provider.name,
        "agency": provider.agency_id,
        "channels": provider.channels,
        "order": provider.order,
        "settings": provider.settings,
        "secrets": sorted(provider.secrets),
        "per_second": provider.per_second,
        "is_drill": provider.is_drill,
        "is_active": provider.is_active,
    }
