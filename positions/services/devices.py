"""Keys for devices and gateways. A key is told once; only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Q

from positions.models import Device

KEY_BYTES = 32
USED_AGAIN_AFTER = timedelta(minutes=1)


def digest_of(key: str) -> str:
    """SHA-256: the keys are 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key(device: Device) -> str:
    """A new key for the device, saved or not yet; any older one is worth nothing then."""
    key = secrets.token_urlsafe(KEY_BYTES)
    device.digest = digest_of(key)
    return key


def device_of(key: str) -> Device | None:
    """The device, if its key counts now."""
    return Device.objects.standing().filter(digest=digest_of(key)).first()


def mark_used(device: Device, *, at: datetime) -> None:
    """Remember that it spoke; once a minute is enough to know whether it is alive."""
    if device.last_used_at is not None and at - device.last_used_at < USED_AGAIN_AFTER:
        return
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at)
    Device.objects.filter(stale, pk=device.pk).update(last_used_at=at)
