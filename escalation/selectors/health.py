"""What must hold while the engine runs, asked of the running system each minute and by monitors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Min

from escalation.models import Canary, EnginePulse, EngineSettings, Run
from escalation.selectors import published
from escalation.selectors.people import directory
from escalation.states import RunState
from notify.selectors.reach import reach
from safety_net.core import wall
from safety_net.core.clock import iso

# Past this a screen turns red and a monitor raises the alarm.
SILENT = timedelta(seconds=30)
OVERDUE = timedelta(seconds=60)
UNSENT = timedelta(seconds=60)
# A canary that has not come back after this has fallen; and two may fail to begin.
CANARY_TAKES = timedelta(seconds=60)
UNSENT_MESSAGES = """
SELECT count(*) FROM notify_delivery
WHERE state = 'pending' AND next_at < %s
"""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that must not be. `code` is for programs, `detail` says which."""

    code: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Health:
    """`age` is that of the newest pulse, in seconds; None where no driver ever ran."""

    age: float | None
    drivers: dict[str, dict[str, Any]]
    active: int
    overdue: int
    late_seconds: float
    blocked: int
    exhausted: int
    canary: dict[str, Any]
    faults: list[Fault]

    @property
    def is_at_work(self) -> bool:
        """Whether steps are taken at all: what a dead-man's switch asks."""
        return self.age is not None and self.age <= SILENT.total_seconds() and not self.overdue


def health(*, at: datetime) -> Health:
    """A handful of small questions; none grows with what is closed."""
    with wall.lifted():  # whoever asks, it is about all that runs; it only counts
        return _health(at)


def _health(at: datetime) -> Health:
    drivers = {pulse.driver: _driver(pulse, at) for pulse in EnginePulse.objects.all()}
    age = min((one["age"] for one in drivers.values()), default=None)
    counts = dict(
        Run.objects.filter(state__in=[RunState.ACTIVE, RunState.BLOCKED, RunState.EXHAUSTED])
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    due = Run.objects.filter(state=RunState.ACTIVE, due_at__lte=at)
    oldest = due.aggregate(Min("due_at"))["due_at__min"]
    overdue = due.filter(due_at__lt=at - OVERDUE).count()
    return Health(
        age=age,
        drivers=drivers,
        active=counts.get(RunState.ACTIVE, 0),
        overdue=overdue,
        late_seconds=max(0.0, (at - oldest).total_seconds()) if oldest else 0.0,
        blocked=counts.get(RunState.BLOCKED, 0),
        exhausted=counts.get(RunState.EXHAUSTED, 0),
        canary=_canary(at),
        faults=faults(at=at, age=age, overdue=overdue),
    )


def faults(*, at: datetime, age: float | None, overdue: int) -> list[Fault]:
    """Everything that must hold and does not."""
    found = []
    if age is None or age > SILENT.total_seconds():
        told = "no driver ever ran" if age is None else f"no driver was at work for {age:.0f} s"
        found.append(Fault(code="silent", detail=told))
    if overdue:
        found.append(Fault(code="overdue", detail=f"{overdue} steps are more than a minute late"))
    found += [
        Fault(code="unreadable_rule", detail=f"rule {pk} can't be read")
        for pk in published.unreadable()
    ]
    found += [*_unsent(at), *_last_resort(at), *_fallen_canary(at)]
    return found


def _driver(pulse: EnginePulse, at: datetime) -> dict[str, Any]:
    return {
        "at": iso(pulse.at),
        "age": max(0.0, (at - pulse.at).total_seconds()),
        "ticks": pulse.ticks,
        "decided": pulse.decided,
        "worst_seconds": pulse.worst_seconds,
    }


def _unsent(at: datetime) -> list[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(UNSENT_MESSAGES, [at - UNSENT])
        count = cursor.fetchone()[0]
    return [Fault(code="unsent", detail=f"{count} messages were not sent in time")] if count else []


def _last_resort(at: datetime) -> list[Fault]:
    """There is a duty officer now, and something would reach them away from a desk."""
    officers = directory([], at=at).last_resort()
    if not officers:
        return [Fault(code="no_last_resort", detail="there is no duty officer now")]
    ways = reach([one.user_id for one in officers], exercise=False)
    if any(one.is_reachable for one in ways.values()):
        return []
    names = ", ".join(one.name for one in officers)
    return [Fault(code="last_resort_unreachable", detail=f"nothing but a desk reaches {names}")]


def _canary(at: datetime) -> dict[str, Any]:
    """When the last one came back, and how long it took."""
    canary = Canary.objects.first()
    if canary is None:
        return {"returned_at": None, "seconds": None, "fault": ""}
    return {
        "returned_at": iso(canary.returned_at),
        "seconds": canary.seconds,
        "fault": canary.fault,
    }


def _fallen_canary(at: datetime) -> list[Fault]:
    canary = Canary.objects.first()
    minutes = EngineSettings.objects.values_list("canary_minutes", flat=True).get()
    if canary is None or not minutes:
        return []
    if canary.fault:
        return [Fault(code="canary", detail=canary.fault)]
    since = canary.returned_at or canary.begun_at
    if at - since > 2 * timedelta(minutes=minutes) + CANARY_TAKES:
        return [Fault(code="canary", detail="no canary came back in time")]
    return []
