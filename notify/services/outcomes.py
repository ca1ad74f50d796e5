"""What became of an attempt, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from notify.channels.base import NotSent, Receipt
from notify.models import Delivery
from notify.states import WEBHOOK, DeliveryState

PAUSES = (2, 8, 20, 60, 300)
# A person has other ways; a program that is called has none, so it is called for longer.
MOST_ATTEMPTS, MOST_CALLS = 4, 6


def is_tried_enough(delivery: Delivery) -> bool:
    return delivery.attempts >= (MOST_CALLS if delivery.channel == WEBHOOK else MOST_ATTEMPTS)


@dataclass(frozen=True, kw_only=True)
class Package:
    """A delivery that leaves. `waits`: being accepted is not enough for it."""

    delivery: Delivery
    waits: bool
    send: Callable[[], Receipt]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where a delivery stands after an attempt. `waits`: its deadline for being delivered stays.

    `probe` is True where the provider worked, False where it failed, None where it was not asked.
    """

    delivery: Delivery
    state: str
    reference: str = ""
    fault: str = ""
    waits: bool = False
    gone: bool = False
    probe: bool | None = None

    @classmethod
    def of(cls, delivery: Delivery, state: str, *, fault: str = "") -> Self:
        """One that was not tried; waiting in vain counts as an attempt, so that it ends."""
        if state == DeliveryState.PENDING and is_tried_enough(delivery):
            state = DeliveryState.FAILED
        return cls(delivery=delivery, state=state, fault=fault)

    @classmethod
    def accepted(cls, package: Package, receipt: Receipt) -> Self:
        state = DeliveryState.DELIVERED if receipt.delivered else DeliveryState.ACCEPTED
        return cls(
            delivery=package.delivery,
            state=state,
            reference=receipt.reference,
            waits=package.waits and not receipt.delivered,
            probe=True,
        )

    @classmethod
    def not_sent(cls, package: Package, problem: BaseException) -> Self:
        """Again after a pause, or failed for good where that can't help or was tried enough."""
        told = isinstance(problem, NotSent)
        fault = problem.fault if isinstance(problem, NotSent) else type(problem).__name__
        again = problem.again if isinstance(problem, NotSent) else True
        if is_tried_enough(package.delivery):
            again = False
        return cls(
            delivery=package.delivery,
            state=DeliveryState.PENDING if again else DeliveryState.FAILED,
            fault=fault,
            gone=isinstance(problem, NotSent) and problem.gone,
            probe=False if again or not told else None,
        )

    def next_at(self, at: datetime) -> datetime:
        """When it is tried again."""
        return at + timedelta(seconds=PAUSES[min(self.delivery.attempts, len(PAUSES)) - 1])
