"""The sender: a step of whoever drives it, Celery or the sentinel. Nothing is remembered between.

Each delivery is leased before it leaves, and what became of it is written down in bulk. A sender
that dies leaves leases that run out, so each of what it had in hand may leave twice and no more is
lost or doubled; the provider hears the same idempotency key both times.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

import structlog

from notify.channels.base import NotSent, Receipt
from notify.services import recording
from notify.services.claiming import claim
from notify.services.outcomes import Outcome, Package
from notify.services.packing import pack
from notify.states import DeliveryState

log = structlog.get_logger(__name__)
THREADS = 48
# Results are gathered for so long before they are written, in seconds.
GATHER = 0.1
# What leaves in one step before the driver looks at the world again.
USUAL_LIMIT, USUAL_SECONDS = 2_000, 20.0


@dataclass(frozen=True, kw_only=True)
class Sent:
    """How many left, how many will be tried again, and how many came to an end without leaving."""

    sent: int = 0
    again: int = 0
    ended: int = 0


def send_due(*, at: datetime, limit: int = USUAL_LIMIT, seconds: float = USUAL_SECONDS) -> Sent:
    """Send what is due, urgent first, for `seconds` at most and then what is still in the air."""
    with ThreadPoolExecutor(THREADS, thread_name_prefix="sender") as pool:
        return _Round(at=at, limit=limit, seconds=seconds, pool=pool).run()


@dataclass
class _Round:
    """One step: what is in the air, what came back, and what time it is meanwhile."""

    at: datetime
    limit: int
    seconds: float
    pool: ThreadPoolExecutor
    began: float = field(default_factory=monotonic)
    in_air: dict[Future[Receipt], Package] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    claimed: int = 0

    def run(self) -> Sent:
        more = self._launch()
        while self.in_air or more:
            self._land()
            more = self._launch() if self._may_go_on() else False
        sent = self.told[DeliveryState.ACCEPTED] + self.told[DeliveryState.DELIVERED]
        again = self.told[DeliveryState.PENDING]
        return Sent(sent=sent, again=again, ended=self.told.total() - sent - again)

    @property
    def now(self) -> datetime:
        """The city's time, as far as this step has come."""
        return self.at + timedelta(seconds=monotonic() - self.began)

    def _may_go_on(self) -> bool:
        in_time = monotonic() - self.began < self.seconds
        return in_time and self.claimed < self.limit and len(self.in_air) <= THREADS // 2

    def _launch(self) -> bool:
        """Claim as many as there are free threads; whether there were any."""
        room = min(THREADS - len(self.in_air), self.limit - self.claimed)
        in_flight = Counter(one.delivery.provider_id or 0 for one in self.in_air.values())
        claims = claim(at=self.now, limit=room, in_flight=in_flight)
        if not claims:
            return False
        self.claimed += len(claims)
        packed = pack(claims, at=self.now)
        for package in packed.packages:
            self.in_air[self.pool.submit(package.send)] = package
        self._record(packed.outcomes)
        return True

    def _land(self) -> None:
        """Gather what comes back for a moment and write it down."""
        if not self.in_air:
            return
        wait(self.in_air, timeout=GATHER, return_when=FIRST_COMPLETED)
        wait(self.in_air, timeout=GATHER)
        landed = [one for one in self.in_air if one.done()]
        self._record([_outcome(self.in_air.pop(one), one) for one in landed])

    def _record(self, outcomes: list[Outcome]) -> None:
        recording.record(outcomes, at=self.now)
        self.told.update(str(one.state) for one in outcomes)


def _outcome(package: Package, landed: Future[Receipt]) -> Outcome:
    problem = landed.exception()
    if problem is None:
        return Outcome.accepted(package, landed.result())
    if not isinstance(problem, NotSent):
        log.error("sending_failed", delivery=package.delivery.pk, exc_info=problem)
    return Outcome.not_sent(package, problem)
