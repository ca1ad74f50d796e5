"""What was done last to an assignment, as the city log tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.events import AssignmentUndone, UnitCleared, UnitMoved, UnitSent
from dispatch.models import Assignment
from safety_net.core.access import Actor
from safety_net.core.models import LogEntry

STEPS = (UnitSent.kind, UnitMoved.kind, UnitCleared.kind, AssignmentUndone.kind)


@dataclass(frozen=True, kw_only=True)
class Step:
    """`was` and `destination` are those before it; blank where it was only sent."""

    kind: str
    at: datetime
    was: str
    destination: str
    user_id: int | None
    name: str

    def is_of(self, actor: Actor) -> bool:
        """Whether `actor` made it: the same user, or the same name where there is no user."""
        if self.user_id is None and actor.user_id is None:
            return self.name == actor.name
        return self.user_id == actor.user_id


def last_step(assignment: Assignment) -> Step | None:
    """The last sending, move, clearing or undoing of it; None before there is one."""
    entries = LogEntry.objects.filter(
        subject_type="incident",
        subject_id=assignment.incident_id,
        kind__in=STEPS,
        payload__assignment__id=assignment.pk,
    )
    last, before = [*entries.order_by("-seq")[:2], None, None][:2]
    if last is None:
        return None
    return Step(
        kind=last.kind,
        at=last.at,
        was=last.payload.get("was", ""),
        destination=before.payload["assignment"]["destination"] if before else "",
        user_id=last.actor_user_id,
        name=last.actor_name,
    )
