"""Providers, as city admins write them: checked before they are kept, secrets never given back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from notify.channels import registry
from notify.models import Delivery, Provider
from notify.services import telling
from notify.states import DESK, DeliveryState
from safety_net.core import city_log
from safety_net.core.access import Actor
from safety_net.core.errors import Invalid, NotFound


def make(*, values: Mapping[str, Any], by: Actor, at: datetime) -> Provider:
    """A new provider; Invalid names each setting that can't be used."""
    provider = Provider(**values)
    expect_sound(provider)
    with city_log.change(by=by, at=at) as log:
        try:
            with transaction.atomic():
                provider.save()
        except IntegrityError as problem:
            raise Invalid(slug=_("There is such a provider already.")) from problem
        telling.tell_provider(provider, "made", values, log=log)
    return provider


def change(*, provider_id: int, values: Mapping[str, Any], by: Actor, at: datetime) -> Provider:
    """What is named changes. Secrets that are named are replaced, the others stay.

    Whether it is for exercises never changes: what was sent through it was sent on that word.
    """
    with city_log.change(by=by, at=at) as log:
        provider = Provider.objects.select_for_update().filter(pk=provider_id).first()
        if provider is None:
            raise NotFound
        for name, value in values.items():
            setattr(provider, name, {**provider.secrets, **value} if name == "secrets" else value)
        expect_sound(provider)
        provider.save()
        telling.tell_provider(provider, "changed", values, log=log)
    return provider


def send_again(*, delivery_id: int, by: Actor, at: datetime) -> Delivery:
    """What failed for good is put at the end of the queue once more."""
    with city_log.change(by=by, at=at):
        rows = Delivery.objects.select_for_update(no_key=True)
        failed = rows.filter(pk=delivery_id, state=DeliveryState.FAILED, provider__isnull=False)
        delivery = failed.first()
        if delivery is None:
            raise NotFound
        delivery.state, delivery.attempts, delivery.next_at = DeliveryState.PENDING, 0, at
        delivery.settled_at = None
        delivery.save(update_fields=["state", "attempts", "next_at", "settled_at"])
    return delivery


def expect_sound(provider: Provider) -> None:
    """Invalid names each setting with which it could not work."""
    adapter = registry.adapters().get(provider.kind)
    if adapter is None or adapter.send is None:
        kinds = ", ".join(kind for kind in registry.adapters() if kind != DESK)
        raise Invalid(kind=_("Kinds of provider: %s.") % kinds)
    carried = [one.name for one in adapter.channels]
    if not provider.channels or not set(provider.channels) <= set(carried):
        raise Invalid(channels=_("It carries: %s.") % ", ".join(carried))
    wrong = adapter.check(provider.settings, provider.secrets)
    if wrong:
        raise Invalid(**{f"settings.{name}": text for name, text in wrong.items()})
