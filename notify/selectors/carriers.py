"""Which provider carries which channel now."""

from __future__ import annotations

from dataclasses import dataclass

from notify.channels import registry
from notify.models import Provider

ANYHOW = 3600.0
LEAST_PATIENCE = 5.0


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """A provider that may be asked. `patience`: seconds until the person's next method is tried.

    `tells`: it will say itself whether a message was delivered.
    """

    id: int
    channel: str
    is_drill: bool
    patience: float
    tells: bool


def carriers(*, exercise: bool) -> dict[str, list[Carrier]]:
    """Channel → those that carry it, the first to be asked first; one query.

    Exercises leave by drill providers and by nothing else, the rest never by them.
    """
    found: dict[str, list[Carrier]] = {}
    active = Provider.objects.filter(is_active=True, is_drill=exercise).exclude(kind="webhook")
    for provider in active.defer("secrets"):
        for channel in provider.channels:
            if carrier := carrier_of(provider, channel):
                found.setdefault(channel, []).append(carrier)
    return found


def carried_channels() -> set[str]:
    """What can be sent at all, be it by a provider for exercises."""
    active = Provider.objects.filter(is_active=True).defer("secrets")
    return {
        channel
        for provider in active
        for channel in provider.channels
        if carrier_of(provider, channel)
    }


def carrier_of(provider: Provider, channel: str) -> Carrier | None:
    """The provider as carrier of that channel; None where its folder is gone."""
    adapter = registry.adapters().get(provider.kind)
    known = registry.channels().get(channel)
    if adapter is None or known is None or adapter.send is None:
        return None
    return Carrier(
        id=provider.pk,
        channel=channel,
        is_drill=provider.is_drill,
        patience=_patience(provider.settings.get("patience"), known.patience),
        tells=adapter.tells(provider.settings),
    )


def _patience(told: object, usual: float) -> float:
    if isinstance(told, int | float) and not isinstance(told, bool):
        return min(max(float(told), LEAST_PATIENCE), ANYHOW)
    return usual
