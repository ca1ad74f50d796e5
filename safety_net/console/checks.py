"""Wrong configuration of the console, found when it starts and not at three in the morning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from safety_net.console.loopback import is_loopback_name


@register()
def demo_door_is_local(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The demo door signs people in without a password, so only loopback names may reach it."""
    if not settings.SAFETY_NET_DEMO:
        return []
    foreign = sorted(host for host in settings.ALLOWED_HOSTS if not is_loopback_name(host))
    if not foreign:
        return []
    return [
        Error(
            f"The demo door is open while the server answers to {', '.join(foreign)}.",
            hint="Unset SAFETY_NET_DEMO, or allow loopback names only in SAFETY_NET_ALLOWED_HOSTS.",
            id="console.E001",
        )
    ]
