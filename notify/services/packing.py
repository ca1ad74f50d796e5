"""From what was claimed to what is handed to threads; what must not leave stays here.

This is the one place through which everything leaves. An exercise goes no further than a drill
provider here, whatever queued it, and the database refuses such a row besides.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings

from notify import hooks
from notify.channels import registry
from notify.channels.base import Parcel, Receipt
from notify.models import AnswerLink, Delivery, Message
from notify.services import verifying_codes
from notify.services.claiming import Claim
from notify.services.outcomes import Outcome, Package
from notify.states import WEBHOOK, DeliveryState, How, MessageState
from notify.wording import words_for

LINKS_LAST = timedelta(hours=12)
VERIFY = "verify"


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What is to be sent, and what became of the rest at once."""

    packages: list[Package]
    outcomes: list[Outcome]


def pack(claims: Sequence[Claim], *, at: datetime) -> Packed:
    """Look once more at each: whether it is still wanted, and whether it may leave."""
    attempts = {one.delivery_id: one.attempts for one in claims}
    rows = _rows(attempts)
    standing = hooks.wanted({(one.message.cause, one.message.generation) for one in rows})
    outcomes, leaving = [], []
    for delivery in rows:
        delivery.attempts = attempts[delivery.pk]
        reason = why_not(delivery, standing)
        if reason is None:
            leaving.append(delivery)
        else:
            outcomes.append(reason)
    tokens = _links(leaving, at=at)
    packages = [_package(one, tokens.get(one.pk, "")) for one in leaving]
    return Packed(packages=packages, outcomes=outcomes)


def why_not(delivery: Delivery, standing: set[hooks.Cause]) -> Outcome | None:
    """What becomes of a delivery that must not leave now; None for one that may."""
    message = delivery.message
    stays = partial(Outcome.of, delivery)
    if message.state != MessageState.QUEUED or message.read_at is not None:
        return stays(DeliveryState.CANCELLED)
    if (message.cause, message.generation) not in standing:
        return stays(DeliveryState.CANCELLED)
    return _choke(delivery) or _unreachable(delivery)


def _choke(delivery: Delivery) -> Outcome | None:
    """By whom it would leave."""
    provider = delivery.provider
    stays = partial(Outcome.of, delivery)
    if provider is None or provider.kind not in registry.adapters():
        return stays(DeliveryState.FAILED, fault="there is no such provider any more")
    if delivery.message.exercise and not provider.is_drill:
        return stays(DeliveryState.WITHHELD, fault="an exercise, and a provider of real people")
    if not provider.is_active:
        return stays(DeliveryState.PENDING, fault="the provider is switched off")
    return None


def _unreachable(delivery: Delivery) -> Outcome | None:
    """Whom it would reach; a program is called whoever works here."""
    message, method = delivery.message, delivery.method
    if delivery.channel == WEBHOOK:
        return None
    fails = partial(Outcome.of, delivery, DeliveryState.FAILED)
    if method is None or not method.is_active or not message.user or not message.user.is_active:
        return fails(fault="the person can't be reached there any more")
    if method.verified_at is None and message.kind != VERIFY:
        return fails(fault="the address is not verified")
    return None


def _rows(attempts: dict[int, int]) -> list[Delivery]:
    found = Delivery.objects.filter(pk__in=attempts)
    rows = list(found.select_related("message__user", "method", "provider"))
    return sorted(rows, key=lambda one: (one.lane, one.next_at, one.pk))


def _links(deliveries: Sequence[Delivery], *, at: datetime) -> dict[int, str]:
    """Delivery → the token of a new link, for those that are answered by one."""
    tokens, made = {}, []
    for one in deliveries:
        how = _how(one)
        if one.message.asks and how is not None:
            tokens[one.pk] = token = secrets.token_urlsafe(32)
            made.append(_link(one.message, token, how, at=at))
    AnswerLink.objects.bulk_create(made)
    return tokens


def _how(delivery: Delivery) -> How | None:
    known = registry.channels().get(delivery.channel)
    return {"link": How.LINK, "push": How.PUSH}.get(known.answered_by if known else "")


def _link(message: Message, token: str, how: How, *, at: datetime) -> AnswerLink:
    return AnswerLink(
        message=message,
        digest=AnswerLink.digest_of(token),
        how=how,
        made_at=at,
        expires_at=at + LINKS_LAST,
    )


def _package(delivery: Delivery, token: str) -> Package:
    adapter = registry.adapters()[delivery.provider.kind if delivery.provider else ""]
    told = delivery.provider.settings if delivery.provider else {}
    waits = adapter.tells(told) or delivery.message.asks
    return Package(delivery=delivery, waits=waits, send=partial(_send, delivery, token))


def _send(delivery: Delivery, token: str) -> Receipt:
    """In a thread: put it into words and hand it over."""
    provider = delivery.provider
    assert provider is not None
    send = registry.adapters()[provider.kind].send
    assert send is not None
    return send(_parcel(delivery, token))


def _parcel(delivery: Delivery, token: str) -> Parcel:
    message, method, provider = delivery.message, delivery.method, delivery.provider
    link = f"{settings.SAFETY_NET_URL}/a/{token}/" if token else ""
    facts = verifying_codes.with_code(message) if message.kind == VERIFY else message.facts
    words = words_for(
        message.kind,
        facts,
        language=method.language if method else settings.LANGUAGE_CODE,
        exercise=message.exercise,
        code=_code(delivery),
        link=link,
    )
    return Parcel(
        delivery=delivery.pk,
        key=str(delivery.key),
        channel=delivery.channel,
        address=method.address if method else "",
        keys=method.keys if method else {},
        words=words,
        message=message.pk,
        kind=message.kind,
        facts=facts,
        token=token,
        asks=message.asks,
        urgent=message.urgent,
        exercise=message.exercise,
        settings=provider.settings if provider else {},
        secrets=provider.secrets if provider else {},
    )


def _code(delivery: Delivery) -> str:
    known = registry.channels().get(delivery.channel)
    return delivery.message.code if known and known.answered_by == "reply" else ""
