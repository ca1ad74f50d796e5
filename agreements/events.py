"""The entries that agreements write into the city log. docs/live-entries.md shows each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from safety_net.core.city_log import Event


@dataclass(frozen=True, kw_only=True)
class AgreementEvent(Event):
    """Base of all; the agreement as it is afterwards."""

    subject_type: ClassVar[str] = "agreement"
    agreement: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class AgreementProposed(AgreementEvent):
    kind: ClassVar[str] = "agreement.proposed"


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(AgreementEvent):
    """By one side; `side` is its agency."""

    kind: ClassVar[str] = "agreement.signed"
    side: int


@dataclass(frozen=True, kw_only=True)
class AgreementBegan(AgreementEvent):
    """From now on it is in force."""

    kind: ClassVar[str] = "agreement.began"


@dataclass(frozen=True, kw_only=True)
class AgreementEnded(AgreementEvent):
    """By one side, by its time or by one that replaces it; before it was in force: withdrawn."""

    kind: ClassVar[str] = "agreement.ended"
    reason: str
