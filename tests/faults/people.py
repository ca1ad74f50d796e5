"""Providers that are the stub, and people who are reached through them."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from agencies.models import Agency, Membership
from notify.models import ContactMethod, Provider
from safety_net.core import clock
from tests.support.stub import SECRET, Stub

CALLBACK = {"reference": "id", "key": "key", "state": "status"}


def providers(stub: Stub, channels: Sequence[str], *, patience: float, timeout: float) -> None:
    """One for each channel, by its name."""
    Provider.objects.all().update(is_active=False)
    for channel in channels:
        settings = {
            "url": f"{stub.url}/send/{channel}/{channel}",
            "body": {"to": "{address}", "text": "{text}"},
            "reference": "id",
            "callback": CALLBACK,
            "patience": patience,
            "timeout": timeout,
        }
        told = {"settings": settings, "secrets": {"callback": SECRET}, "is_active": True}
        fields = {"kind": "http", "name": channel, "channels": [channel], "per_second": 1000}
        Provider.objects.update_or_create(slug=channel, defaults={**fields, **told})


def hire(agency: Agency, role: str, channels: Sequence[str], names: Sequence[str]) -> list[User]:
    """People with a number of their own on each channel, in that order."""
    users = get_user_model().objects.bulk_create(
        get_user_model()(username=name, first_name=name, password="!") for name in names
    )
    Membership.objects.bulk_create(
        Membership(user=user, agency=agency, role=role) for user in users
    )
    now = clock.now()
    ContactMethod.objects.bulk_create(
        ContactMethod(
            user=user,
            channel=channel,
            address=f"+82{place}{user.pk:09}",
            order=place,
            verified_at=now,
            created_at=now,
            language="en",
        )
        for user in users
        for place, channel in enumerate(channels, start=1)
    )
    return users
