"""What the second wall shows of running escalations: core/wall."""

from __future__ import annotations

from incidents.walls import seen
from safety_net.core import wall


def stand() -> None:
    wall.guard("escalation_run", seen("t.incident_id"))
