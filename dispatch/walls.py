"""What the second wall shows of units on incidents: core/wall."""

from __future__ import annotations

from incidents.walls import seen
from safety_net.core import wall

SENT = "public.dispatch_assignment a"


def stand() -> None:
    """Put what units do on incidents behind the wall."""
    for table in ("assignment", "alarm"):
        wall.guard(f"dispatch_{table}", seen("t.incident_id"))
    sent = seen("a.incident_id")
    of_them = " ".join(("EXISTS (SELECT FROM", SENT, "WHERE a.id = t.assignment_id AND", sent, ")"))
    wall.guard("dispatch_assignmenttime", of_them)
