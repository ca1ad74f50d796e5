"""What the city log says of devices. Never a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class DeviceChanged(Event):
    """A device was made, changed, given a new key (rotated) or revoked."""

    kind: ClassVar[str] = "device.changed"
    subject_type: ClassVar[str] = "device"
    what: str
    name: str
    agency: int
    unit: int | None
    expires_at: str | None
