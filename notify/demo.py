"""The demo's providers, both of them the stub, and numbers that reach nobody for its people."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from agencies.demo import PREFIX
from notify.models import ContactMethod, Provider

CALLBACK = {
    "reference": "id",
    "key": "key",
    "state": "status",
    "sender": "from",
    "text": "text",
}
NAMES = {"stub": "Provider stub", "stub-drill": "Provider stub, exercises"}


@transaction.atomic
def set_up(*, url: str, secret: str, at: datetime) -> None:
    """Point both providers at `url`, and give a number to each demo person without any."""
    for slug, name in NAMES.items():
        Provider.objects.update_or_create(
            slug=slug,
            is_drill=slug == "stub-drill",
            defaults={
                "kind": "http",
                "name": name,
                "channels": ["sms", "voice"],
                "per_second": 50,
                "settings": _settings(url, slug),
                "secrets": {"callback": secret},
            },
        )
    people = get_user_model().objects.filter(
        username__startswith=PREFIX, contact_methods__isnull=True
    )
    ContactMethod.objects.bulk_create(
        ContactMethod(
            user=person,
            channel="sms",
            address=f"+82105550{person.pk % 10_000:04}",
            label="demo",
            verified_at=at,
            created_at=at,
        )
        for person in people
    )


def _settings(url: str, slug: str) -> dict[str, object]:
    return {
        "url": f"{url}/send/{slug}/{{channel}}",
        "body": {"to": "{address}", "text": "{text}", "key": "{key}"},
        "reference": "id",
        "callback": CALLBACK,
        "timeout": 5,
    }
