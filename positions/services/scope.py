"""For whom positions may be told, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise

from positions.models import Device
from positions.states import Reason, Source


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One who tells positions: for every unit of an agency, or for one unit only.

    Without an agency it is the city's own simulation, which moves anybody's units.
    """

    agency_id: int | None
    unit_id: int | None = None
    device_id: int | None = None
    source: Source = Source.DEVICE

    @classmethod
    def of_device(cls, device: Device) -> Scope:
        return cls(agency_id=device.agency_id, unit_id=device.unit_id, device_id=device.pk)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A fix that was not taken: its place in the batch, why, and the words for people."""

    index: int
    reason: Reason
    text: str | Promise

    def wire(self) -> dict[str, int | str]:
        return {"index": self.index, "code": self.reason.value, "text": str(self.text)}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`refused` is in the order of the batch."""

    accepted: int
    refused: list[Refused] = field(default_factory=list)


class NotAFix(Exception):
    """One fix of a batch can't be used. Never leaves this package: the others go on."""

    def __init__(self, reason: Reason, text: str | Promise = "") -> None:
        super().__init__(reason)
        self.reason, self.text = reason, text or reason.label
